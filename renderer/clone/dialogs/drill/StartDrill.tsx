import { useEffect } from 'react';
import { drillWayNames } from '../../../../shared/drill/words.ts';
import { Choice } from '../../../controls/Choice.tsx';
import { DialogBody } from '../../../dialogs/DialogBody.tsx';
import { DialogFoot } from '../../../dialogs/DialogFoot.tsx';
import { DialogFrame } from '../../../dialogs/DialogFrame.tsx';
import { useDialogPlace, useOperation } from '../../../dialogs/dialog-place.ts';
import { useRoom, useRoomState } from '../../../room-context.ts';
import { isRunning } from '../../actions/drill-actions.ts';
import { ChosenFiles } from './ChosenFiles.tsx';
import { DrillShares } from './DrillShares.tsx';
import { SpareChoice } from './SpareChoice.tsx';
import { useDrillDraft } from './use-drill-draft.ts';

/** A dialog that closes gives the focus back to the button that opened it, a moment later. */
const FOCUS_GIVEN_BACK_MS = 100;

/** The drill gets the focus, so that it is in sight and read out: the button may be far below. */
function goToDrill(): void {
  setTimeout(() => (document.getElementById('drill-heading') ?? document.getElementById('clone-heading'))?.focus(), FOCUS_GIVEN_BACK_MS);
}

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
    goToDrill();
  });
  const erases = draft.way === 'spare' && draft.spare?.initialized === true;
  return (
    <DialogFrame title="Restore drill" isWide isBusy={phase.kind === 'busy'}>
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
            label="Where the keys are brought back"
            layout="list"
            value={draft.way}
            onChange={draft.chooseWay}
            options={[
              {
                value: 'memory',
                name: drillWayNames.memory,
                meaning: 'Checks, check values and public keys are computed and compared. No key is used. The least risk.',
              },
              {
                value: 'spare',
                name: drillWayNames.spare,
                meaning: 'A real device takes every key and uses it. It is erased before and after. The strongest proof.',
              },
              {
                value: 'simulated',
                name: drillWayNames.simulated,
                meaning:
                  'Like a spare, where there is none: a device in software, made for this drill and destroyed after it. It protects nothing: switch this computer off afterwards.',
              },
            ]}
          />
          {draft.way === 'spare' && <SpareChoice draft={draft} />}
          <DrillShares draft={draft} />
        </DialogBody>
        <DialogFoot
          phase={phase}
          submit={erases ? 'Erase spare and start' : 'Start drill'}
          isDanger={erases}
          hindrance={draft.hindrance}
          cancelled="Cancelled. Nothing was done."
        />
      </form>
    </DialogFrame>
  );
}
