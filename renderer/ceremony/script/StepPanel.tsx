import { roleWords } from '../../../shared/ceremony/plan-words.ts';
import { listed, t } from '../../../shared/language/text.ts';
import type { Step } from '../../../shared/models/plan.ts';
import { Words } from '../../controls/Words.tsx';
import { CustodyButton } from '../../custodians/CustodyButton.tsx';
import { Icon } from '../../icons.tsx';
import { beginStep, recordException } from '../actions/script-actions.ts';
import { capitalized, isPresent, nameOf, peopleWith, stateOf } from '../ceremony-words.ts';
import { ConfirmStep } from './ConfirmStep.tsx';
import { EvidenceList } from './EvidenceList.tsx';
import { Otherwise } from './Otherwise.tsx';
import { StepChecks } from './StepChecks.tsx';
import { StepPlace } from './StepPlace.tsx';
import { StepTimes } from './StepTimes.tsx';
import type { StepScene } from './step-operation.ts';

/** One step, large: who acts, what is said, where it is done, what is looked at, who confirms. */
export function StepPanel({ step, scene }: { readonly step: Step; readonly scene: StepScene }) {
  const { script } = scene;
  const state = stateOf(script, step.id);
  const isDue = step.id === script.current && !script.finishedAt;
  const isUnderWay = isDue && state.status === 'under way';
  const act = script.plan.acts[Number(step.id.split('.')[0]) - 1];
  return (
    <section className="step-panel" aria-labelledby="step-heading">
      <header className="step-head">
        <p className="step-act">{t('Act {number}: {title}', { number: step.id.split('.')[0] ?? '', title: act?.title ?? '' })}</p>
        <h2 id="step-heading" tabIndex={-1}>
          <span className="step-number">{step.id}</span> {step.title}
        </h2>
        <StepTimes step={state} />
      </header>
      <p className="step-who">
        <Icon name="people" />
        <span>
          <strong>{t('Who acts:')}</strong> {who(step, scene)}
        </span>
      </p>
      {step.say && (
        <figure className="step-say">
          <figcaption>{t('The operator says')}</figcaption>
          <blockquote>{step.say}</blockquote>
        </figure>
      )}
      {isDue && !isUnderWay && <BeginStep step={step} scene={scene} />}
      {!isDue && state.status === 'waiting' && <Words kind="info">{t('This step comes later. It can be read here, not begun.')}</Words>}
      {isUnderWay && (
        <div className="step-place">
          <StepPlace key={step.id} step={step} scene={scene} />
        </div>
      )}
      {state.evidence.length > 0 && (
        <div className="step-evidence">
          <h3>{t('What the app saw')}</h3>
          <EvidenceList evidence={state.evidence} />
        </div>
      )}
      {(isUnderWay || state.status === 'waiting') && <StepChecks script={script} step={step} canTick={isUnderWay} />}
      {isUnderWay && <ConfirmStep key={`confirm ${step.id}`} script={script} step={step} />}
      {(state.status === 'done' || state.status === 'skipped') && <StepOver step={step} scene={scene} />}
    </section>
  );
}

function BeginStep({ step, scene }: { readonly step: Step; readonly scene: StepScene }) {
  const { script } = scene;
  return (
    <div className="begin-step">
      <div className="confirm-buttons">
        <CustodyButton action={beginStep(step, script)} isPrimary />
      </div>
      <Otherwise step={step} script={script} />
    </div>
  );
}

function StepOver({ step, scene }: { readonly step: Step; readonly scene: StepScene }) {
  const { script } = scene;
  const { status, operator, witness } = stateOf(script, step.id);
  const names = listed([...new Set([operator, witness].flatMap((id) => (id ? [nameOf(script.plan, id)] : [])))]);
  return (
    <>
      <Words kind={status === 'done' ? 'done' : 'warning'}>
        {status === 'done' ? (
          <p>
            {step.checks.length > 0
              ? t('Done. Confirmed by {names}, with every check ticked.', { names })
              : t('Done. Confirmed by {names}.', { names })}
          </p>
        ) : (
          <p>{t('Skipped, by an exception.')}</p>
        )}
      </Words>
      {status === 'done' && !script.finishedAt && (
        <div className="step-otherwise">
          <CustodyButton action={recordException(step.id, 'repeat')} />
        </div>
      )}
    </>
  );
}

/** `Operator (Ada) and security officer (nobody here)` */
function who(step: Step, { script }: StepScene): string {
  return capitalized(
    listed(
      step.who.map((role) => {
        const here = peopleWith(script.plan, (each) => each === role).filter(({ id }) => isPresent(script, id));
        return `${roleWords[role]} (${here.length === 0 ? t('nobody here yet') : listed(here.map(({ name }) => name))})`;
      }),
    ),
  );
}
