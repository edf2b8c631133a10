import { useState } from 'react';
import type { Serial } from '../../../shared/numbers.ts';
import { Choice } from '../../controls/Choice.tsx';
import { TextField } from '../../controls/Field.tsx';
import { DialogBody } from '../../dialogs/DialogBody.tsx';
import { DialogFoot } from '../../dialogs/DialogFoot.tsx';
import { DialogFrame } from '../../dialogs/DialogFrame.tsx';
import { useDialogPlace, useLastSeenDevice, useOperation } from '../../dialogs/dialog-place.ts';
import { useRoom } from '../../room-context.ts';
import { deviceName } from '../node-text.ts';
import { sizeText } from '../object-text.ts';
import { objectNodeId } from '../tree-nodes.ts';

const readers = [
  { value: 'public', name: 'Public', meaning: 'Whoever holds the device can read it, without any PIN.' },
  {
    value: 'confidential',
    name: 'Confidential',
    meaning:
      'The device gives it out only after the User PIN. Everybody who knows the PIN can read it; no copy of it is in any backup of keys.',
  },
] as const;

export function ImportData({ serial }: { readonly serial: Serial }) {
  const room = useRoom();
  const { close } = useDialogPlace();
  const device = useLastSeenDevice(serial);
  const { phase, run } = useOperation('object.import-data');
  const [label, setLabel] = useState('');
  const [application, setApplication] = useState('');
  const [reader, setReader] = useState<(typeof readers)[number]['value']>('public');
  if (!device) return null;
  const hindrance = label.trim() === '' ? 'Enter a label.' : undefined;
  const { freeMemoryBytes } = device;
  return (
    <DialogFrame title="Import Data" about={deviceName(device)} isBusy={phase.kind === 'busy'}>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (hindrance) return;
          void run({ serial, label, application, confidential: reader === 'confidential' }, ({ file, bytes }) => {
            const text = `"${label}" is on the device: ${sizeText(bytes)}, read back and compared.`;
            room.note('Import Data', deviceName(device), { kind: 'done', text });
            room.select(objectNodeId(serial, file));
            close();
          });
        }}
      >
        <DialogBody>
          <p>
            Stores a small file on the device, byte for byte.
            {freeMemoryBytes !== undefined && ` ${sizeText(freeMemoryBytes)} are free; keys need that room, too.`}
          </p>
          <TextField label="Label" value={label} onChange={setLabel} takesFocus hint="Applications find the data by this name." />
          <TextField
            label="Application"
            value={application}
            onChange={setApplication}
            hint="Optional. The program it is meant for, where that program asks for one."
          />
          <Choice label="Who can read it" layout="list" value={reader} onChange={setReader} options={readers} />
        </DialogBody>
        <DialogFoot phase={phase} submit="Choose file…" hindrance={hindrance} />
      </form>
    </DialogFrame>
  );
}
