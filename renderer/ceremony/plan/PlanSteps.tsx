import { roleWords } from '../../../shared/ceremony/plan-words.ts';
import { listed, t } from '../../../shared/language/text.ts';
import type { Plan, PlanFault, Step } from '../../../shared/models/plan.ts';
import { Button } from '../../controls/Button.tsx';
import { Words } from '../../controls/Words.tsx';

import { useRoom } from '../../room-context.ts';
import { capitalized, stepsOf } from '../ceremony-words.ts';
import { Faults, PlanSection } from './PlanSection.tsx';

const whoActs = ({ who }: Step) => capitalized(listed(who.map((role) => roleWords[role])));

interface PlanStepsProps {
  readonly plan: Plan;
  readonly hasOwnSteps: boolean;
  readonly faults: readonly PlanFault[];
}

/** The script that the plan results in, as it is now; each step can be unfolded. */
export function PlanSteps({ plan, hasOwnSteps, faults }: PlanStepsProps) {
  const { desk } = useRoom();
  return (
    <PlanSection
      id="steps"
      title={t('Script: {steps, plural, one {# step} other {# steps}} in {acts, plural, one {# act} other {# acts}}', {
        steps: stepsOf(plan).length,
        acts: plan.acts.length,
      })}
      faults={faults.filter(({ place }) => place === 'acts')}
      about={t('Follows from what stands beside it.')}
    >
      {hasOwnSteps && (
        <Words kind="info">
          <p>
            {t('These steps were written by hand, or in another language. They are kept as they are, whatever is changed in the plan.')}
          </p>
          <p>
            <Button onPress={() => desk.makeSteps()}>{t('Make the steps anew')}</Button>
          </p>
        </Words>
      )}
      <ol className="script-acts">
        {plan.acts.map((act, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: acts are known by their place
          <li key={index}>
            <h4>
              {index + 1}. {act.title}
            </h4>
            <ol className="script-steps">
              {act.steps.map((step) => {
                const wrong = faults.filter(({ place }) => place === `step ${step.id}`);
                return (
                  <li key={step.id}>
                    <details>
                      <summary>
                        <span className="step-number">{step.id}</span> <span>{step.title}</span>
                      </summary>
                      <div className="step-folded">
                        <p className="of">{step.witnessed ? t('{who}; a witness confirms', { who: whoActs(step) }) : whoActs(step)}</p>
                        {step.say && <blockquote>{step.say}</blockquote>}
                        <ul>
                          {step.checks.map((check) => (
                            <li key={check}>{check}</li>
                          ))}
                        </ul>
                      </div>
                    </details>
                    <Faults faults={wrong} />
                  </li>
                );
              })}
            </ol>
          </li>
        ))}
      </ol>
    </PlanSection>
  );
}
