import { ActionButtons } from '../controls/ActionButtons.tsx';
import { NextStepFrame } from '../controls/NextStepFrame.tsx';
import type { NextStep } from './step.ts';
import type { TreeNode } from './tree-nodes.ts';

interface NextStepBoxProps {
  readonly step: NextStep;
  readonly node: TreeNode;
  readonly busy: string | undefined;
}

export function NextStepBox({ step: { mood, state, advice, actions }, node, busy }: NextStepBoxProps) {
  return (
    <NextStepFrame mood={mood} state={state} advice={advice}>
      {actions.length > 0 && <ActionButtons actions={actions} node={node} primary={mood === 'next' ? actions[0] : undefined} busy={busy} />}
    </NextStepFrame>
  );
}
