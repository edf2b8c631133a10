import { useEffect } from 'react';
import type { MenuChoice } from '../../shared/models/menu-choice.ts';
import { useRoom } from '../room-context.ts';
import type { Room } from '../store.ts';
import { choiceOf } from './keys.ts';
import { showHelp } from './show-help.ts';

declare global {
  /** From surroundings.js: takes up what was chosen; the system's own wish for contrast stays. */
  var conclaveContrast: ((highContrast: boolean) => void) | undefined;
}

/** What the system's menu and the keys of the whole window choose. */
export function useMenuChoices(): void {
  const room = useRoom();
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const choice = choiceOf(event);
      if (!choice) return;
      event.preventDefault();
      carryOut(room, choice);
    };
    window.addEventListener('keydown', pressed, { capture: true });
    const end = room.onMenu((choice) => carryOut(room, choice));
    return () => {
      window.removeEventListener('keydown', pressed, { capture: true });
      end();
    };
  }, [room]);
}

function carryOut(room: Room, choice: MenuChoice): void {
  if ('help' in choice) showHelp(room, choice.help);
  else if ('view' in choice) room.show(choice.view);
  else globalThis.conclaveContrast?.(choice.highContrast);
}
