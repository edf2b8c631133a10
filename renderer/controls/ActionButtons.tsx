import { useId } from 'react';
import type { Action } from '../actions/action.ts';
import type { TreeNode } from '../key-manager/tree-nodes.ts';
import { useRoom, useRoomState } from '../room-context.ts';
import { Button } from './Button.tsx';

interface ActionButtonsProps {
  readonly actions: readonly Action[];
  readonly node: TreeNode;
  /** The one to press next, if any of them. */
  readonly primary?: Action | undefined;
  /** What the device does now, where that hinders every action on it. */
  readonly busy: string | undefined;
}

/** Actions as buttons. One that cannot run stays, with the reason below it; neighbours with one reason share it. */
export function ActionButtons({ actions, node, primary, busy }: ActionButtonsProps) {
  const groups: { reason: string | undefined; members: Action[] }[] = [];
  for (const action of actions) {
    const reason = action.hindrance(node) ?? busy;
    const last = groups.at(-1);
    if (last && last.reason === reason) last.members.push(action);
    else groups.push({ reason, members: [action] });
  }
  return groups.map(({ reason, members }) => (
    <Group key={members[0]?.id} reason={reason} members={members} node={node} primary={primary} />
  ));
}

interface GroupProps {
  readonly reason: string | undefined;
  readonly members: readonly Action[];
  readonly node: TreeNode;
  readonly primary: Action | undefined;
}

function Group({ reason, members, node, primary }: GroupProps) {
  const room = useRoom();
  const running = useRoomState((state) => state.running);
  const reasonId = useId();
  return (
    <div className="action-group">
      {members.map((action) => (
        <Button
          key={action.id}
          look={action === primary ? 'primary' : action.danger ? 'danger' : 'plain'}
          isDisabled={reason !== undefined || running.has(`${action.id}@${node.id}`)}
          {...(reason ? { describedBy: reasonId } : {})}
          onPress={() => void room.perform(action, node)}
        >
          {action.label}
        </Button>
      ))}
      {reason && (
        <p className="reason" id={reasonId}>
          {reason}
        </p>
      )}
    </div>
  );
}
