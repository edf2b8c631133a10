import { useState } from 'react';
import { TextField } from '../../controls/Field.tsx';
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
    <DialogFrame title="Seal" about={sheet.about} isBusy={phase.kind === 'busy'}>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (teb === '') return;
          void run({ sheetId, teb }, () => {
            room.note('Seal', sheetId, { kind: 'done', text: `${name} of ${holder} is sealed in bag ${teb}.` });
            close();
          });
        }}
      >
        <DialogBody>
          <ol className="steps">
            <li>
              Compare the sheet ID on the paper: <code>{sheetId}</code>.
            </li>
            <li>{holder} puts the sheet into the bag alone, printed side inwards, and closes the bag.</li>
            <li>Read the number on the bag aloud and enter it. It goes into the minutes too.</li>
          </ol>
          <TextField
            label="TEB number"
            value={typed}
            onChange={setTyped}
            isCode
            takesFocus
            maxLength={80}
            hint={[
              'The number printed on the tamper-evident bag.',
              former ? `The bag recorded until now is ${former}.` : '',
              holding.copies > 1 ? `Of the ${holding.copies} copies it is recorded for the one that has waited longest for a bag.` : '',
            ]
              .filter(Boolean)
              .join(' ')}
          />
        </DialogBody>
        <DialogFoot
          phase={phase}
          submit="Seal"
          hindrance={teb === '' ? 'Enter the number of the bag.' : undefined}
          cancelled="Cancelled. The register was not changed."
        />
      </form>
    </DialogFrame>
  );
}
