import { type ComponentType, type KeyboardEvent, type RefObject, useRef, useState } from 'react';
import { type Deferred, Later } from '../deferred.tsx';
import { Icon } from '../icons.tsx';

/** How a menu was opened, for the component that draws it. */
export interface OpenMenu {
  readonly button: RefObject<HTMLButtonElement | null>;
  /** Where the focus begins; by pointer on no item. */
  readonly begins: 'first' | 'last' | true;
  onClose(): void;
}

interface MenuButtonProps {
  readonly label: string;
  readonly className: string;
  /** Not loaded before the first picture: menus are a third of the window's script. */
  readonly menu: Deferred<ComponentType<OpenMenu>>;
}

/** A button that opens a menu. Arrow keys open it too, at its first or last item. */
export function MenuButton({ label, className, menu }: MenuButtonProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [begins, setBegins] = useState<OpenMenu['begins']>();

  function keyDown(event: KeyboardEvent) {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    setBegins(event.key === 'ArrowDown' ? 'first' : 'last');
  }
  return (
    <>
      <button
        ref={button}
        type="button"
        className={`button ${className}`}
        aria-haspopup="menu"
        aria-expanded={begins !== undefined}
        // A click without a pointer (detail 0) is Enter, the space bar or a screen reader.
        onClick={({ detail }) => setBegins(detail === 0 ? 'first' : true)}
        onKeyDown={keyDown}
      >
        {label}
        <Icon name="down" />
      </button>
      {begins !== undefined && <Later part={menu} props={{ button, begins, onClose: () => setBegins(undefined) }} />}
    </>
  );
}
