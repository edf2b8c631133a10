import { useState } from 'react';
import { t } from '../../../shared/language/text.ts';
import type { KeyReference, Serial } from '../../../shared/numbers.ts';
import { TextField } from '../../controls/Field.tsx';
import { DialogBody } from '../../dialogs/DialogBody.tsx';
import { DialogFoot } from '../../dialogs/DialogFoot.tsx';
import { DialogFrame } from '../../dialogs/DialogFrame.tsx';
import { useDialogPlace, useLastSeenDevice, useOperation } from '../../dialogs/dialog-place.ts';
import { useRoom } from '../../room-context.ts';
import { deviceName } from '../node-text.ts';

export function RenameKey({ serial, reference }: { readonly serial: Serial; readonly reference: KeyReference }) {
  const room = useRoom();
  const { close } = useDialogPlace();
  const device = useLastSeenDevice(serial);
  const { phase, run } = useOperation('key.rename');
  const [oldLabel] = useState(() => device?.keys.find((key) => key.reference === reference)?.label ?? '');
  const [label, setLabel] = useState(oldLabel);
  if (!device) return null;
  const hindrance = label.trim() === '' ? t('Enter a label.') : label === oldLabel ? t('Enter another label.') : undefined;
  return (
    <DialogFrame title={t('Rename Key')} about={deviceName(device)} isBusy={phase.kind === 'busy'}>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (hindrance) return;
          void run({ serial, reference, label }, () => {
            room.note(t('Rename Key'), deviceName(device), {
              kind: 'done',
              text: t('The key "{label}" is now called "{now}".', { label: oldLabel, now: label }),
            });
            close();
          });
        }}
      >
        <DialogBody>
          <TextField
            label={t('Label')}
            value={label}
            onChange={setLabel}
            takesFocus
            hint={t('Applications that look for the key by its old name no longer find it. Wrapped files made before keep the old name.')}
          />
        </DialogBody>
        <DialogFoot phase={phase} submit={t('Rename')} hindrance={hindrance} />
      </form>
    </DialogFrame>
  );
}
