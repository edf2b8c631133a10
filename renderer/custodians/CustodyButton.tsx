import { useId } from 'react';
import { Button } from '../controls/Button.tsx';
import { useRoom, useRoomState } from '../room-context.ts';
import type { CustodyAction } from './actions/custody-action.ts';

interface CustodyButtonProps {
  readonly action: CustodyAction;
  readonly isPrimary?: boolean;
  /** Id of the text that says what it is about, where many buttons have one name. */
  readonly describedBy?: string;
}

/** An action as a button; one that cannot run stays, with its reason below. */
export function CustodyButton({ action, isPrimary, describedBy }: CustodyButtonProps) {
  const room = useRoom();
  const isRunning = useRoomState((state) => state.running.has(action.id));
  const reasonId = useId();
  const description = [describedBy, action.hindrance ? reasonId : ''].filter(Boolean).join(' ');
  return (
    <>
      <Button
        look={isPrimary ? 'primary' : action.danger ? 'danger' : 'plain'}
        isDisabled={isRunning || action.hindrance !== undefined}
        {...(description ? { describedBy: description } : {})}
        onPress={() => void room.once(action.id, () => action.perform(room))}
      >
        {action.label}
      </Button>
      {action.hindrance && (
        <p className="reason" id={reasonId}>
          {action.hindrance}
        </p>
      )}
    </>
  );
}
