import { useState } from 'react';
import { roleWords } from '../../../shared/ceremony/plan-words.ts';
import { t } from '../../../shared/language/text.ts';
import { isWitness, type Step } from '../../../shared/models/plan.ts';
import type { ScriptSnapshot } from '../../../shared/models/script.ts';
import { SelectField } from '../../controls/Field.tsx';
import { CustodyButton } from '../../custodians/CustodyButton.tsx';
import { confirmStep } from '../actions/script-actions.ts';
import { isPresent, peopleWith } from '../ceremony-words.ts';
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
            label={t('Confirmed by the witness')}
            value={witness?.id ?? ''}
            options={[
              ...(witness ? [] : [{ value: '', name: witnesses.length === 0 ? t('no witness is here') : t('choose') }]),
              ...witnesses.map(({ id, name, role }) => ({ value: id, name: `${name}, ${roleWords[role]}` })),
            ]}
            onChange={setChosen}
          />
          <p className="hint">
            {witness
              ? t('{name} presses the button in person, having looked at every check.', { name: witness.name })
              : t('The witness presses the button in person, having looked at every check.')}{' '}
            {t('The app does not know who sits before it: whoever presses it here says so in front of everyone.')}
          </p>
        </>
      ) : (
        <p className="hint">{t('The operator confirms this step; it needs no witness.')}</p>
      )}
      <div className="confirm-buttons">
        <CustodyButton action={action} isPrimary />
      </div>
      <Otherwise step={step} script={script} />
    </div>
  );
}
