import { useState } from 'react';
import { t } from '../../../shared/language/text.ts';
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
  { value: 'public', name: t('Public'), meaning: t('Whoever holds the device can read it, without any PIN.') },
  {
    value: 'confidential',
    name: t('Confidential'),
    meaning: t(
      'The device gives it out only after the User PIN. Everybody who knows the PIN can read it; no copy of it is in any backup of keys.',
    ),
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
  const hindrance = label.trim() === '' ? t('Enter a label.') : undefined;
  const { freeMemoryBytes } = device;
  return (
    <DialogFrame title={t('Import Data')} about={deviceName(device)} isBusy={phase.kind === 'busy'}>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (hindrance) return;
          void run({ serial, label, application, confidential: reader === 'confidential' }, ({ file, bytes }) => {
            const text = t('"{label}" is on the device: {size}, read back and compared.', { label, size: sizeText(bytes) });
            room.note(t('Import Data'), deviceName(device), { kind: 'done', text });
            room.select(objectNodeId(serial, file));
            close();
          });
        }}
      >
        <DialogBody>
          <p>
            {t('Stores a small file on the device, byte for byte.')}
            {freeMemoryBytes !== undefined && ` ${t('{size} are free; keys need that room, too.', { size: sizeText(freeMemoryBytes) })}`}
          </p>
          <TextField label={t('Label')} value={label} onChange={setLabel} takesFocus hint={t('Applications find the data by this name.')} />
          <TextField
            label={t('Application')}
            value={application}
            onChange={setApplication}
            hint={t('Optional. The program it is meant for, where that program asks for one.')}
          />
          <Choice label={t('Who can read it')} layout="list" value={reader} onChange={setReader} options={readers} />
        </DialogBody>
        <DialogFoot phase={phase} submit={t('Choose file…')} hindrance={hindrance} />
      </form>
    </DialogFrame>
  );
}
