import { useState } from 'react';
import { t } from '../../../shared/language/text.ts';
import type { ObjectFile, Serial } from '../../../shared/numbers.ts';
import { TextField } from '../../controls/Field.tsx';
import { DialogBody } from '../../dialogs/DialogBody.tsx';
import { DialogFoot } from '../../dialogs/DialogFoot.tsx';
import { DialogFrame } from '../../dialogs/DialogFrame.tsx';
import { useDialogPlace, useLastSeenDevice, useOperation } from '../../dialogs/dialog-place.ts';
import { useRoom } from '../../room-context.ts';
import { deviceName } from '../node-text.ts';
import { objectValues } from '../object-text.ts';
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
  const hindrance = label.trim() === '' ? t('Enter a label.') : label === before ? t('Enter another label.') : undefined;
  const isRepair = object.state === 'no description';
  return (
    <DialogFrame title={t('Rename')} about={deviceName(device)} isBusy={phase.kind === 'busy'}>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (hindrance) return;
          void run({ serial, file, label }, () => {
            const text = t(
              '{kind, select, certificate {The certificate} other {The data object}} {named, select, yes {“{label}”} other {without a label}} is now called “{now}”.',
              { ...objectValues({ kind: object.kind, label: before }), now: label },
            );
            room.note(t('Rename'), deviceName(device), { kind: 'done', text });
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
            hint={
              isRepair
                ? t('The object gets a description with this label; then other software finds it, too.')
                : t('Applications that look for it by its old name no longer find it. The content stays as it is.')
            }
          />
        </DialogBody>
        <DialogFoot phase={phase} submit={t('Rename')} hindrance={hindrance} />
      </form>
    </DialogFrame>
  );
}
