import { listed } from '../../../shared/language/list.ts';
import type { Plan, PlanFault } from '../../../shared/models/plan.ts';
import { Button } from '../../controls/Button.tsx';
import { Words } from '../../controls/Words.tsx';
import { counted } from '../../key-manager/node-text.ts';
import { useRoom } from '../../room-context.ts';
import { capitalized, stepsOf } from '../ceremony-words.ts';
import { Faults, PlanSection } from './PlanSection.tsx';

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
      title={`Script: ${counted(stepsOf(plan).length, 'step')} in ${counted(plan.acts.length, 'act')}`}
      faults={faults.filter(({ place }) => place === 'acts')}
      about="Follows from what stands beside it."
    >
      {hasOwnSteps && (
        <Words kind="info">
          <p>These steps were written by hand. They are kept as they are, whatever is changed in the plan.</p>
          <p>
            <Button onPress={() => desk.makeSteps()}>Make the steps anew</Button>
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
                        <p className="of">
                          {capitalized(listed(step.who))}
                          {step.witnessed ? '; a witness confirms' : ''}
                        </p>
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
