import { useId } from 'react';
import type { Action } from '../actions/action.ts';
import type { TreeNode } from '../key-manager/tree-nodes.ts';
import { useRoom, useRoomState } from '../room-context.ts';
import { Button } from './Button.tsx';

interface ActionButtonProps {
  readonly action: Action;
  readonly node: TreeNode;
  readonly isPrimary?: boolean;
  /** What the device does now, where that hinders every action on it. */
  readonly busy: string | undefined;
}

/** An action as a button; when it cannot run, the reason stands below it. */
export function ActionButton({ action, node, isPrimary, busy }: ActionButtonProps) {
  const room = useRoom();
  const isRunning = useRoomState((state) => state.running.has(`${action.id}@${node.id}`));
  const reasonId = useId();
  const reason = action.hindrance(node) ?? busy;
  return (
    <div className="action">
      <Button
        look={isPrimary ? 'primary' : action.danger ? 'danger' : 'plain'}
        isDisabled={isRunning || reason !== undefined}
        {...(reason ? { describedBy: reasonId } : {})}
        onPress={() => void room.perform(action, node)}
      >
        {action.label}
      </Button>
      {reason && (
        <p className="reason" id={reasonId}>
          {reason}
        </p>
      )}
    </div>
  );
}
