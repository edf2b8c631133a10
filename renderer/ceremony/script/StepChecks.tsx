import { useId } from 'react';
import { t } from '../../../shared/language/text.ts';
import type { Step } from '../../../shared/models/plan.ts';
import type { ScriptSnapshot } from '../../../shared/models/script.ts';
import { useRoom } from '../../room-context.ts';
import { useDesk } from '../use-desk.ts';

const checkId = ({ begunAt }: ScriptSnapshot, step: string, index: number) => `${begunAt} ${step} ${index}`;

/** The checks of this step that are ticked now. */
export function useTicked(script: ScriptSnapshot, step: Step | undefined): readonly string[] {
  const ticks = useDesk((state) => state.ticks);
  return step?.checks.filter((_, index) => ticks.has(checkId(script, step.id, index))) ?? [];
}

/** What operator and witness look at, each to be ticked once it has been seen. */
export function StepChecks({ script, step, canTick }: { readonly script: ScriptSnapshot; readonly step: Step; readonly canTick: boolean }) {
  const { desk } = useRoom();
  const ticks = useDesk((state) => state.ticks);
  const id = useId();
  if (step.checks.length === 0) return null;
  return (
    <fieldset className="step-checks">
      <legend>{t('Look and tick')}</legend>
      {step.checks.map((check, index) => {
        const key = checkId(script, step.id, index);
        return (
          <div key={check} className="step-check">
            <input
              type="checkbox"
              id={`${id}-${index}`}
              checked={ticks.has(key)}
              disabled={!canTick}
              onChange={(event) => desk.tick(key, event.target.checked)}
            />
            <label htmlFor={`${id}-${index}`}>{check}</label>
          </div>
        );
      })}
    </fieldset>
  );
}
