import { useState } from 'react';
import type { ObjectFile, Serial } from '../../../shared/numbers.ts';
import { TextField } from '../../controls/Field.tsx';
import { DialogBody } from '../../dialogs/DialogBody.tsx';
import { DialogFoot } from '../../dialogs/DialogFoot.tsx';
import { DialogFrame } from '../../dialogs/DialogFrame.tsx';
import { useDialogPlace, useLastSeenDevice, useOperation } from '../../dialogs/dialog-place.ts';
import { useRoom } from '../../room-context.ts';
import { deviceName } from '../node-text.ts';
import { objectName } from '../object-text.ts';
import { useLastSeenObject } from './use-last-seen-object.ts';

export function RenameObject({ serial, file }: { readonly serial: Serial; readonly file: ObjectFile }) {
  const room = useRoom();
  const { close } = useDialogPlace();
  const device = useLastSeenDevice(serial);
  const object = useLastSeenObject(device, file);
  const { phase, run } = useOperation('object.rename');
  const [before] = useState(() => object?.label ?? '');
  const [label, setLabel] = useState(before);
  if (!device || !object) return null;
  const hindrance = label.trim() === '' ? 'Enter a label.' : label === before ? 'Enter another label.' : undefined;
  const isRepair = object.state === 'no description';
  return (
    <DialogFrame title="Rename" about={deviceName(device)} isBusy={phase.kind === 'busy'}>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (hindrance) return;
          void run({ serial, file, label }, () => {
            const text = `The ${objectName({ ...object, label: before })} is now called “${label}”.`;
            room.note('Rename', deviceName(device), { kind: 'done', text });
            close();
          });
        }}
      >
        <DialogBody>
          <TextField
            label="Label"
            value={label}
            onChange={setLabel}
            takesFocus
            hint={
              isRepair
                ? 'The object gets a description with this label; then other software finds it, too.'
                : 'Applications that look for it by its old name no longer find it. The content stays as it is.'
            }
          />
        </DialogBody>
        <DialogFoot phase={phase} submit="Rename" hindrance={hindrance} />
      </form>
    </DialogFrame>
  );
}
