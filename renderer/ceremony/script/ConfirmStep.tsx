import { useState } from 'react';
import { isWitness, type Step } from '../../../shared/models/plan.ts';
import type { ScriptSnapshot } from '../../../shared/models/script.ts';
import { SelectField } from '../../controls/Field.tsx';
import { CustodyButton } from '../../custodians/CustodyButton.tsx';
import { confirmStep } from '../actions/script-actions.ts';
import { capitalized, isPresent, peopleWith } from '../ceremony-words.ts';
import { Otherwise } from './Otherwise.tsx';
import { useTicked } from './StepChecks.tsx';

/** The last thing in a step: the witness, who has looked, presses the button in person. */
export function ConfirmStep({ script, step }: { readonly script: ScriptSnapshot; readonly step: Step }) {
  const [chosen, setChosen] = useState('');
  const ticked = useTicked(script, step);
  const all = peopleWith(script.plan, isWitness);
  const witnesses = all.filter(({ id }) => isPresent(script, id));
  const witness = witnesses.find(({ id }) => id === chosen) ?? (witnesses.length === 1 ? witnesses[0] : undefined);
  const needsWitness = step.witnessed && all.length > 0;
  const action = confirmStep(step, script, ticked, needsWitness ? witness?.id : undefined);
  return (
    <div className="confirm-step">
      {needsWitness ? (
        <>
          <SelectField
            label="Confirmed by the witness"
            value={witness?.id ?? ''}
            options={[
              ...(witness ? [] : [{ value: '', name: witnesses.length === 0 ? 'no witness is here' : 'choose' }]),
              ...witnesses.map(({ id, name, role }) => ({ value: id, name: `${name}, ${role}` })),
            ]}
            onChange={setChosen}
          />
          <p className="hint">
            {witness ? `${witness.name} presses` : 'The witness presses'} the button in person, having looked at every check. The app does
            not know who sits before it: whoever presses it here says so in front of everyone.
          </p>
        </>
      ) : (
        <p className="hint">{capitalized('the operator')} confirms this step; it needs no witness.</p>
      )}
      <div className="confirm-buttons">
        <CustodyButton action={action} isPrimary />
      </div>
      <Otherwise step={step} script={script} />
    </div>
  );
}
