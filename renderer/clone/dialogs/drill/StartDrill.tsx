import { useEffect } from 'react';
import { drillWayNames } from '../../../../shared/drill/words.ts';
import { t } from '../../../../shared/language/text.ts';
import { Choice } from '../../../controls/Choice.tsx';
import { DialogBody } from '../../../dialogs/DialogBody.tsx';
import { DialogFoot } from '../../../dialogs/DialogFoot.tsx';
import { DialogFrame } from '../../../dialogs/DialogFrame.tsx';
import { useDialogPlace, useOperation } from '../../../dialogs/dialog-place.ts';
import { useRoom, useRoomState } from '../../../room-context.ts';
import { isRunning } from '../../actions/drill-actions.ts';
import { goToOutcome } from '../../to-outcome.ts';
import { ChosenFiles } from './ChosenFiles.tsx';
import { DrillShares } from './DrillShares.tsx';
import { SpareChoice } from './SpareChoice.tsx';
import { useDrillDraft } from './use-drill-draft.ts';

/** What is brought back, where, and which shares are brought. When the drill runs, the view shows it. */
export function StartDrill() {
  const room = useRoom();
  const { close } = useDialogPlace();
  const draft = useDrillDraft();
  const { phase, run } = useOperation('drill.run');
  const hasBegun = useRoomState(({ snapshot }) => isRunning(snapshot?.drill?.drill)) && phase.kind === 'busy';
  useEffect(() => {
    if (!hasBegun) return;
    close();
    room.show('Clone & Verify');
    goToOutcome('drill-heading');
  });
  const erases = draft.way === 'spare' && draft.spare?.initialized === true;
  return (
    <DialogFrame title={t('Restore drill')} isWide isBusy={phase.kind === 'busy'}>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!draft.hindrance) void run(draft.request(), close);
        }}
      >
        <DialogBody>
          <ChosenFiles chosen={draft.chosen} />
          <Choice
            label={t('Where the keys are brought back')}
            layout="list"
            value={draft.way}
            onChange={draft.chooseWay}
            options={[
              {
                value: 'memory',
                name: drillWayNames.memory,
                meaning: t('Checks, check values and public keys are computed and compared. No key is used. The least risk.'),
              },
              {
                value: 'spare',
                name: drillWayNames.spare,
                meaning: t('A real device takes every key and uses it. It is erased before and after. The strongest proof.'),
              },
              {
                value: 'simulated',
                name: drillWayNames.simulated,
                meaning: t(
                  'Like a spare, where there is none: a device in software, made for this drill and destroyed after it. It protects nothing: switch this computer off afterwards.',
                ),
              },
            ]}
          />
          {draft.way === 'spare' && <SpareChoice draft={draft} />}
          <DrillShares draft={draft} />
        </DialogBody>
        <DialogFoot
          phase={phase}
          submit={erases ? t('Erase spare and start') : t('Start drill')}
          isDanger={erases}
          hindrance={draft.hindrance}
          cancelled={t('Cancelled. Nothing was done.')}
        />
      </form>
    </DialogFrame>
  );
}
