import { useState } from 'react';
import { t } from '../../../shared/language/text.ts';
import { CheckBox, Choice } from '../../controls/Choice.tsx';
import { NumberField } from '../../controls/Field.tsx';
import { PlannedNote } from '../../controls/PlannedNote.tsx';
import { Words } from '../../controls/Words.tsx';
import { DialogBody } from '../../dialogs/DialogBody.tsx';
import { DialogFoot } from '../../dialogs/DialogFoot.tsx';
import { DialogFrame } from '../../dialogs/DialogFrame.tsx';
import { useDialogPlace, useOperation } from '../../dialogs/dialog-place.ts';
import { useRoom } from '../../room-context.ts';
import { goToOutcome } from '../to-outcome.ts';
import { KeyChoice } from './KeyChoice.tsx';
import { PlanQuestion } from './PlanQuestion.tsx';
import type { PlannedClone } from './requests.ts';
import { ShareWays } from './ShareWays.tsx';
import { SourceChoice } from './SourceChoice.tsx';
import { TargetChoice } from './TargetChoice.tsx';
import { useCloneDraft } from './use-clone-draft.ts';

interface StartCloneProps {
  readonly resume: string | undefined;
  readonly planned: PlannedClone | undefined;
}

/** Two steps: what shall be copied where, then the plan with what each target will lose. */
export function StartClone({ resume, planned }: StartCloneProps) {
  const room = useRoom();
  const { close } = useDialogPlace();
  const draft = useCloneDraft(resume, planned);
  const operation = useOperation('clone.start');
  const [isQuestion, setQuestion] = useState(false);
  const { plan, resumed, hindrance } = draft;

  if (isQuestion && plan) {
    return (
      <PlanQuestion
        draft={draft}
        plan={plan}
        phase={operation.phase}
        onBack={() => {
          operation.reset();
          setQuestion(false);
        }}
        onConfirm={(confirmations) =>
          void operation.run(draft.request(confirmations), () => {
            close();
            room.show('Clone & Verify');
            goToOutcome();
          })
        }
      />
    );
  }
  return (
    <DialogFrame
      title={resumed ? t('Resume clone') : t('Clone')}
      about={resumed && t('Run {run} from {source}', { run: resumed.id, source: resumed.source })}
      isWide
    >
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!hindrance) setQuestion(true);
        }}
      >
        <DialogBody>
          <PlannedNote planned={planned} />
          {resumed && (
            <Words kind="info">{t('The keys are those of the run. Each device is looked at afresh; only what is missing is done.')}</Words>
          )}
          <SourceChoice draft={draft} />
          {plan && <KeyChoice draft={draft} plan={plan} />}
          {plan && <TargetChoice draft={draft} plan={plan} />}
          <ShareWays draft={draft} />
          <Choice
            label={t('PINs of the targets')}
            layout="list"
            value={draft.samePins ? 'same' : 'own'}
            onChange={(value) => draft.setSamePins(value === 'same')}
            options={[
              {
                value: 'same',
                name: t('The same for all'),
                meaning: t('SO-PIN and User PIN are entered once. A device in use takes only the SO-PIN it has.'),
              },
              { value: 'own', name: t('Each its own'), meaning: t('They are asked for each target by itself.') },
            ]}
          />
          <div className="pair">
            <NumberField label={t('User PIN retries')} value={draft.retriesText} minimum={1} maximum={10} onChange={draft.setRetries} />
            <CheckBox
              name={t('Allow PIN reset with SO-PIN')}
              meaning={t('The SO-PIN can set a new User PIN.')}
              isChecked={draft.resetWithSoPin}
              onChange={draft.setReset}
            />
          </div>
        </DialogBody>
        <DialogFoot phase={operation.phase} submit={t('Show the plan')} hindrance={hindrance} />
      </form>
    </DialogFrame>
  );
}
