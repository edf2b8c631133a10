import { useState } from 'react';
import { t } from '../../../shared/language/text.ts';
import { TextField } from '../../controls/Field.tsx';
import { Text } from '../../controls/Text.tsx';
import { DialogBody } from '../../dialogs/DialogBody.tsx';
import { DialogFoot } from '../../dialogs/DialogFoot.tsx';
import { DialogFrame } from '../../dialogs/DialogFrame.tsx';
import { useDialogPlace, useOperation } from '../../dialogs/dialog-place.ts';
import { useRoom } from '../../room-context.ts';
import { lastEvent } from '../register-words.ts';
import { useSheet } from './use-custody.ts';

/** Records in which tamper-evident bag a sheet lies. */
export function Seal({ sheetId }: { readonly sheetId: string }) {
  const room = useRoom();
  const { close } = useDialogPlace();
  const sheet = useSheet(sheetId);
  const { phase, run } = useOperation('custody.seal');
  const [typed, setTyped] = useState('');
  const teb = typed.trim();
  if (!sheet) return null;
  const { holding, name, holder } = sheet;
  const former = lastEvent(holding, 'sealed')?.teb;
  return (
    <DialogFrame title={t('Seal')} about={sheet.about} isBusy={phase.kind === 'busy'}>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (teb === '') return;
          void run({ sheetId, teb }, () => {
            room.note(t('Seal'), sheetId, {
              kind: 'done',
              text: t('{sheet} of {holder} is sealed in bag {teb}.', { sheet: name, holder, teb }),
            });
            close();
          });
        }}
      >
        <DialogBody>
          <ol className="steps">
            <li>
              <Text of="Compare the sheet ID on the paper: {sheet}." sheet={<code>{sheetId}</code>} />
            </li>
            <li>{t('{holder} puts the sheet into the bag alone, printed side inwards, and closes the bag.', { holder })}</li>
            <li>{t('Read the number on the bag aloud and enter it. It goes into the minutes too.')}</li>
          </ol>
          <TextField
            label={t('TEB number')}
            value={typed}
            onChange={setTyped}
            isCode
            takesFocus
            maxLength={80}
            hint={[
              t('The number printed on the tamper-evident bag.'),
              former ? t('The bag recorded until now is {teb}.', { teb: former }) : '',
              holding.copies > 1
                ? t('Of the {copies} copies it is recorded for the one that has waited longest for a bag.', { copies: holding.copies })
                : '',
            ]
              .filter(Boolean)
              .join(' ')}
          />
        </DialogBody>
        <DialogFoot
          phase={phase}
          submit={t('Seal')}
          hindrance={teb === '' ? t('Enter the number of the bag.') : undefined}
          cancelled={t('Cancelled. The register was not changed.')}
        />
      </form>
    </DialogFrame>
  );
}
