import { t } from '../../../shared/language/text.ts';
import type { Step } from '../../../shared/models/plan.ts';
import { CustodyButton } from '../../custodians/CustodyButton.tsx';
import { MinutesPanel } from '../minutes/MinutesPanel.tsx';
import { HashWords } from '../transcript/HashWords.tsx';
import { TranscriptPanel } from '../transcript/TranscriptPanel.tsx';
import { Attendance } from './Attendance.tsx';
import { Bags } from './Bags.tsx';
import { DeviceBindings } from './DeviceBindings.tsx';
import { PreflightFindings } from './PreflightFindings.tsx';
import { goToClone, type StepScene, stepOperation } from './step-operation.ts';

/** Where the step is done: the same dialog as elsewhere in the app, or what people fill in here. */
export function StepPlace({ step, scene }: { readonly step: Step; readonly scene: StepScene }) {
  const { script, snapshot } = scene;
  switch (step.action.do) {
    case 'attendance':
      return <Attendance script={script} />;
    case 'read-aloud':
      return (
        <div className="plan-hash">
          <p>{t('The hash of the plan in words. The operator reads them row by row; the witness follows on the printed plan.')}</p>
          <HashWords words={script.planWords} label={t('Hash of the plan in words')} isLarge />
          <p className="of">
            SHA-256 <code className="hex">{script.planSha256}</code>
          </p>
        </div>
      );
    case 'preflight':
      return <PreflightFindings script={script} canCheck />;
    case 'materials':
      return (
        <>
          <DeviceBindings script={script} snapshot={snapshot} />
          <Bags script={script} />
        </>
      );
    case 'seal':
      return <Bags script={script} sealing={step.action.what} />;
    case 'destroy':
      return <p>{t('{what} is destroyed now, in front of everyone.', { what: step.action.what })}</p>;
    case 'close':
      return (
        <>
          <TranscriptPanel transcript={snapshot.transcript} isLarge />
          <MinutesPanel />
        </>
      );
    default: {
      const operation = stepOperation(step, scene);
      if (operation) {
        return (
          <>
            <CustodyButton action={operation} isPrimary={hasNoEvidence(step, scene)} />
            {step.action.do === 'clone' && <ElsewhereToo />}
            {step.action.do === 'drill' && (
              <p className="of">{t('The drill is run there. Come back when it is over: what came of it stands here.')}</p>
            )}
          </>
        );
      }
      return <p>{t('People do this; the app has no part in it. Follow the printed script, and tick what was seen.')}</p>;
    }
  }
}

const hasNoEvidence = ({ id }: Step, { script }: StepScene): boolean =>
  script.steps.find((step) => step.id === id)?.evidence.every(({ isPart }) => isPart) ?? true;

/** A clone begins here; its run is watched and finished in its own view. */
function ElsewhereToo() {
  return (
    <>
      <p className="of">{t('The run is followed in Clone & Verify. Finish it there, then come back: only a finished run counts.')}</p>
      <CustodyButton action={goToClone} />
    </>
  );
}
