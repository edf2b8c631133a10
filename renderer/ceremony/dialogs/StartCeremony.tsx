import { useEffect, useState } from 'react';
import type { CheckedPlan } from '../../../shared/ipc/operations/script.ts';
import { t } from '../../../shared/language/text.ts';
import type { Result } from '../../../shared/result.ts';
import { CheckBox } from '../../controls/Choice.tsx';
import { FailureWords } from '../../controls/FailureWords.tsx';
import { Text } from '../../controls/Text.tsx';
import { DialogBody } from '../../dialogs/DialogBody.tsx';
import { DialogFoot, ReportFoot } from '../../dialogs/DialogFoot.tsx';
import { DialogFrame } from '../../dialogs/DialogFrame.tsx';
import { useDialogPlace, useOperation } from '../../dialogs/dialog-place.ts';
import { useRoom, useRoomState } from '../../room-context.ts';
import { Faults } from '../plan/PlanSection.tsx';
import { HashWords } from '../transcript/HashWords.tsx';
import { useDesk } from '../use-desk.ts';

/** The last look at the plan before it can be changed no more: its hash in words, beside the reviewed print. */
export function StartCeremony() {
  const room = useRoom();
  const { close } = useDialogPlace();
  const plan = useDesk((state) => state.draft?.plan);
  const folder = useRoomState((state) => state.snapshot?.custody?.folder);
  const { phase, run } = useOperation('plan.adopt');
  const [checked, setChecked] = useState<Result<CheckedPlan>>();
  const [isCompared, setCompared] = useState(false);
  useEffect(() => {
    if (plan) void room.invoke('plan.check', { plan }).then(setChecked);
  }, [room, plan]);
  if (!plan) return null;
  if (checked && !checked.ok) {
    return (
      <DialogFrame title={t('Start Ceremony')} about={plan.title}>
        <DialogBody>
          <FailureWords failure={checked.failure} />
        </DialogBody>
        <ReportFoot />
      </DialogFrame>
    );
  }
  const start = () =>
    void run({ plan }, () => {
      room.desk.clear();
      for (const { id } of room.state.notes) room.dismiss(id);
      room.desk.look(undefined);
      close();
    });
  return (
    <DialogFrame title={t('Start Ceremony')} about={plan.title} isWide isBusy={phase.kind === 'busy'}>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (isCompared) start();
        }}
      >
        <DialogBody>
          <p>
            <Text
              of="From now on the plan stands: it is kept by its hash in {folder}, and whatever is done otherwise needs an exception. Read these words aloud, row by row, and compare them with the printed, reviewed plan."
              folder={<span className="path">{folder}</span>}
            />
          </p>
          {checked ? (
            <>
              <HashWords words={checked.value.words} label={t('Hash of the plan in words')} isLarge />
              <p className="of">
                SHA-256 <code className="hex">{checked.value.sha256}</code>
              </p>
              <Faults faults={checked.value.faults} />
            </>
          ) : (
            <p className="of">{t('The hash is being computed…')}</p>
          )}
          <CheckBox
            name={
              plan.practice
                ? t('The words are those of the printed plan, or there is no print: this is practice')
                : t('The words are those of the printed, reviewed plan')
            }
            meaning={t('Somebody else than the operator has followed them on paper.')}
            isChecked={isCompared}
            onChange={setCompared}
          />
        </DialogBody>
        <DialogFoot
          phase={phase}
          submit={t('Start Ceremony')}
          hindrance={!checked ? t('The hash is being computed…') : isCompared ? undefined : t('Compare the words first.')}
        />
      </form>
    </DialogFrame>
  );
}
