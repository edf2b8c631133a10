import { ActionButtons } from '../controls/ActionButtons.tsx';
import { Icon, type IconName } from '../icons.tsx';
import type { NextStep } from './next-step.ts';
import type { TreeNode } from './tree-nodes.ts';

const icons: Record<NextStep['mood'], IconName> = { next: 'arrow', ready: 'check', warning: 'warning' };

interface NextStepBoxProps {
  readonly step: NextStep;
  readonly node: TreeNode;
  readonly busy: string | undefined;
}

export function NextStepBox({ step, node, busy }: NextStepBoxProps) {
  return (
    <section className={`next-step ${step.mood}`} aria-label="What to do next">
      <Icon name={icons[step.mood]} />
      <div className="next-words">
        <h3>What to do next</h3>
        <p className="next-state">{step.state}</p>
        <p>{step.advice}</p>
      </div>
      {step.actions.length > 0 && (
        <div className="next-actions">
          <ActionButtons actions={step.actions} node={node} primary={step.mood === 'next' ? step.actions[0] : undefined} busy={busy} />
        </div>
      )}
    </section>
  );
}
