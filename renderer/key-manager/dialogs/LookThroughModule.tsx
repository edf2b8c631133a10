import { useState } from 'react';
import { t } from '../../../shared/language/text.ts';
import type { Serial } from '../../../shared/numbers.ts';
import { Choice } from '../../controls/Choice.tsx';
import { Words } from '../../controls/Words.tsx';
import { DialogBody } from '../../dialogs/DialogBody.tsx';
import { DialogFoot } from '../../dialogs/DialogFoot.tsx';
import { DialogFrame } from '../../dialogs/DialogFrame.tsx';
import { useDialogPlace, useLastSeenDevice, useOperation } from '../../dialogs/dialog-place.ts';
import { useRoom, useRoomState } from '../../room-context.ts';
import { deviceName } from '../node-text.ts';
import { moduleNodeId } from '../tree-nodes.ts';

const ways = [
  {
    value: 'pin',
    name: t('With the User PIN'),
    meaning: t('Shows everything that applications see after their login. The PIN is asked for in a window of its own.'),
  },
  { value: 'none', name: t('Without login'), meaning: t('Shows public objects only. No PIN is needed.') },
] as const;

export function LookThroughModule({ serial }: { readonly serial: Serial }) {
  const room = useRoom();
  const { close } = useDialogPlace();
  const device = useLastSeenDevice(serial);
  const product = useRoomState((state) => state.snapshot?.module?.product);
  const { phase, run } = useOperation('module.look');
  const [way, setWay] = useState<'pin' | 'none'>('pin');
  if (!device) return null;
  const about = deviceName(device);
  return (
    <DialogFrame title={t('Look through Module')} about={about} isBusy={phase.kind === 'busy'}>
      <DialogBody>
        <p>
          {product
            ? t(
                'The device is lent to {product}, which lists what it shows to applications. Nothing on the device is changed. Afterwards the app takes the device back and reads it again.',
                { product },
              )
            : t(
                'The device is lent to the module, which lists what it shows to applications. Nothing on the device is changed. Afterwards the app takes the device back and reads it again.',
              )}
        </p>
        <Choice label={t('Login')} layout="list" value={way} options={ways} onChange={setWay} />
        {device.userPin.kind === 'verified' && <Words kind="info">{t('Your login here ends. Log in again afterwards to go on.')}</Words>}
      </DialogBody>
      <DialogFoot
        phase={phase}
        submit={t('Look')}
        onSubmit={() =>
          void run({ serial, login: way === 'pin' }, () => {
            room.select(moduleNodeId(serial));
            close();
          })
        }
      />
    </DialogFrame>
  );
}
