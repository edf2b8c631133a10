import { useState } from 'react';
import { t } from '../../../shared/language/text.ts';
import { NumberField, numberWithin, TextField } from '../../controls/Field.tsx';
import { Text } from '../../controls/Text.tsx';
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
  const hindrance = purpose === '' ? t('Enter what it is for.') : draft.judged.hindrance;
  return (
    <DialogFrame title={t('Split a text secret')} isBusy={phase.kind === 'busy'}>
      {phase.kind === 'done' ? (
        <>
          <DialogBody>
            <Words kind="done" isNews>
              {t('The text is split: any {threshold} of {total} parts bring it back. All parts were handed over and read back.', {
                threshold: phase.value.threshold,
                total: phase.value.total,
              })}
            </Words>
            <p>
              <Text of="Set {set} is in the register. Seal each part in its own bag now." set={<code>{phase.value.setId}</code>} />
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
              label={t('What it is for')}
              value={purposeText}
              onChange={setPurpose}
              takesFocus
              maxLength={80}
              hint={t('Stands on every sheet and in the register, so never the secret itself: SO-PIN of {serial}.', {
                serial: 'DENK0100001',
              })}
            />
            <SplitFields draft={draft} />
            <ol className="steps">
              <li>{t('The text (a PIN, an SO-PIN, an existing password) is typed in a window of its own.')}</li>
              <li>{t('Each custodian receives a part alone at the screen, writes it down or prints it, and reads it back.')}</li>
            </ol>
          </DialogBody>
          <DialogFoot
            phase={phase}
            submit={t('Split')}
            hindrance={hindrance}
            cancelled={t('Cancelled. Nothing was split, and the register was not changed.')}
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
  const error =
    neededText.trim() !== '' && needed === undefined ? t('Enter a whole number from 2 to {most}.', { most: MOST_PARTS }) : undefined;
  return (
    <DialogFrame title={t('Combine a text secret')} isBusy={phase.kind === 'busy'}>
      {phase.kind === 'done' ? (
        <>
          <DialogBody>
            <Words kind="done" isNews>
              {t('The text was shown in its own window and has been wiped.')}
            </Words>
            <p>{t('Whoever read it knows it now. If it was a PIN or a password, change it after use and split the new one.')}</p>
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
            <p>{t('Enough custodians bring a split text back. It appears in a window of its own, and only there.')}</p>
            <ol className="steps">
              <li>{t('One custodian after another types or scans their part; each is checked at once.')}</li>
              <li>{t('When enough parts are in, the text is shown to the people at the screen.')}</li>
            </ol>
            <NumberField
              label={t('Shares needed')}
              value={neededText}
              minimum={2}
              maximum={MOST_PARTS}
              onChange={setNeeded}
              error={error}
              hint={t('“any 2 of 3” on the sheet: 2. May be left empty where the register or a scanned code tells it.')}
            />
          </DialogBody>
          <DialogFoot
            phase={phase}
            submit={t('Start')}
            hindrance={error && t('Correct or clear the number of shares first.')}
            cancelled={t('Cancelled. The parts that were entered have been wiped.')}
          />
        </form>
      )}
    </DialogFrame>
  );
}
