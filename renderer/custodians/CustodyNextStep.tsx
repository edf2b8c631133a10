import type { CustodySnapshot } from '../../shared/models/custody.ts';
import { NextStepFrame } from '../controls/NextStepFrame.tsx';
import { CustodyButton } from './CustodyButton.tsx';
import { nextCustodyStep } from './next-custody-step.ts';

export function CustodyNextStep({ custody }: { readonly custody: CustodySnapshot }) {
  const { mood, state, advice, actions } = nextCustodyStep(custody);
  return (
    <NextStepFrame mood={mood} state={state} advice={advice}>
      {actions.length > 0 &&
        actions.map((action, index) => <CustodyButton key={action.id} action={action} isPrimary={mood === 'next' && index === 0} />)}
    </NextStepFrame>
  );
}
