import { useState } from 'react';
import { NumberField, numberWithin, TextField } from '../../controls/Field.tsx';
import { Words } from '../../controls/Words.tsx';
import { DialogBody } from '../../dialogs/DialogBody.tsx';
import { DialogFoot, ReportFoot } from '../../dialogs/DialogFoot.tsx';
import { DialogFrame } from '../../dialogs/DialogFrame.tsx';
import { useOperation } from '../../dialogs/dialog-place.ts';
import { MOST_PARTS } from '../split-words.ts';
import { SplitFields, useSplit } from './SplitFields.tsx';

/** The text itself is typed in the secret window; this room knows only what it is for. */
export function SplitText() {
  const { phase, run } = useOperation('text.split');
  const [purposeText, setPurpose] = useState('');
  const draft = useSplit();
  const purpose = purposeText.trim();
  const { split } = draft.judged;
  const hindrance = purpose === '' ? 'Enter what it is for.' : draft.judged.hindrance;
  return (
    <DialogFrame title="Split a text secret" isBusy={phase.kind === 'busy'}>
      {phase.kind === 'done' ? (
        <>
          <DialogBody>
            <Words kind="done" isNews>
              {`The text is split: any ${phase.value.threshold} of ${phase.value.total} parts bring it back. All parts were handed over and read back.`}
            </Words>
            <p>
              Set <code>{phase.value.setId}</code> is in the register. Seal each part in its own bag now.
            </p>
          </DialogBody>
          <ReportFoot />
        </>
      ) : (
        <form
          className="dialog-form"
          onSubmit={(event) => {
            event.preventDefault();
            if (split && !hindrance) void run({ purpose, split });
          }}
        >
          <DialogBody>
            <TextField
              label="What it is for"
              value={purposeText}
              onChange={setPurpose}
              takesFocus
              maxLength={80}
              hint="Stands on every sheet and in the register, so never the secret itself: SO-PIN of DENK0100001."
            />
            <SplitFields draft={draft} />
            <ol className="steps">
              <li>The text (a PIN, an SO-PIN, an existing password) is typed in a window of its own.</li>
              <li>Each custodian receives a part alone at the screen, writes it down or prints it, and reads it back.</li>
            </ol>
          </DialogBody>
          <DialogFoot
            phase={phase}
            submit="Split"
            hindrance={hindrance}
            cancelled="Cancelled. Nothing was split, and the register was not changed."
          />
        </form>
      )}
    </DialogFrame>
  );
}

export function CombineText() {
  const { phase, run } = useOperation('text.combine');
  const [neededText, setNeeded] = useState('');
  const needed = numberWithin(neededText, 2, MOST_PARTS);
  const error = neededText.trim() !== '' && needed === undefined ? `Enter a whole number from 2 to ${MOST_PARTS}.` : undefined;
  return (
    <DialogFrame title="Combine a text secret" isBusy={phase.kind === 'busy'}>
      {phase.kind === 'done' ? (
        <>
          <DialogBody>
            <Words kind="done" isNews>
              The text was shown in its own window and has been wiped.
            </Words>
            <p>Whoever read it knows it now. If it was a PIN or a password, change it after use and split the new one.</p>
          </DialogBody>
          <ReportFoot />
        </>
      ) : (
        <form
          className="dialog-form"
          onSubmit={(event) => {
            event.preventDefault();
            if (!error) void run(needed === undefined ? {} : { needed });
          }}
        >
          <DialogBody>
            <p>Enough custodians bring a split text back. It appears in a window of its own, and only there.</p>
            <ol className="steps">
              <li>One custodian after another types or scans their part; each is checked at once.</li>
              <li>When enough parts are in, the text is shown to the people at the screen.</li>
            </ol>
            <NumberField
              label="Shares needed"
              value={neededText}
              minimum={2}
              maximum={MOST_PARTS}
              onChange={setNeeded}
              error={error}
              hint="“any 2 of 3” on the sheet: 2. May be left empty where the register or a scanned code tells it."
            />
          </DialogBody>
          <DialogFoot
            phase={phase}
            submit="Start"
            hindrance={error && 'Correct or clear the number of shares first.'}
            cancelled="Cancelled. The parts that were entered have been wiped."
          />
        </form>
      )}
    </DialogFrame>
  );
}
