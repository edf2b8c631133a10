import { useRef, useState } from 'react';
import { t } from '../../../shared/language/text.ts';
import type { DeviceSnapshot, KeySnapshot } from '../../../shared/models/snapshot.ts';
import type { KeyReference, Serial } from '../../../shared/numbers.ts';
import { Fact, Facts, Hex } from '../../controls/Facts.tsx';
import { Words } from '../../controls/Words.tsx';
import { DialogBody } from '../../dialogs/DialogBody.tsx';
import { DialogFoot } from '../../dialogs/DialogFoot.tsx';
import { DialogFrame } from '../../dialogs/DialogFrame.tsx';
import { useDialogPlace, useLastSeenDevice, useOperation } from '../../dialogs/dialog-place.ts';
import { useRoom } from '../../room-context.ts';
import { backupOf } from '../backup.ts';
import { deviceName, keyTypeText } from '../node-text.ts';
import { ConfirmSerial, confirmationHindrance } from './ConfirmSerial.tsx';

export function DeleteKey({ serial, reference }: { readonly serial: Serial; readonly reference: KeyReference }) {
  const room = useRoom();
  const { close } = useDialogPlace();
  const device = useLastSeenDevice(serial);
  const now = device?.keys.find((key) => key.reference === reference);
  const lastSeen = useRef(now);
  if (now) lastSeen.current = now;
  const key = lastSeen.current;
  const { phase, run } = useOperation('key.delete');
  const [typed, setTyped] = useState('');
  if (!device || !key) return null;
  return (
    <DialogFrame title={t('Delete Key')} about={deviceName(device)} isAlert isBusy={phase.kind === 'busy'}>
      <DialogBody>
        <Words kind="danger">
          <p className="words-what">
            {t('The key “{label}” ({type}) is erased from this device for good.', {
              label: key.label || t('(no label)'),
              type: keyTypeText(key.type),
            })}
          </p>
          <p>{whatRemains(key, device)}</p>
        </Words>
        <Facts>
          <Fact term={t('Key ID')}>
            <Hex digits={key.id} />
          </Fact>
          <Fact term={t('Public key SHA-256')}>{key.details?.publicKeySha256 && <Hex digits={key.details.publicKeySha256} />}</Fact>
          <Fact term={t('Certificate')}>{key.details?.certificate === 'x509' ? t('is deleted with the key') : undefined}</Fact>
        </Facts>
      </DialogBody>
      <DialogFoot
        phase={phase}
        submit={t('Delete Key')}
        isDanger
        hindrance={confirmationHindrance(serial, typed)}
        onSubmit={() =>
          void run({ serial, reference, confirmation: typed }, () => {
            room.note(t('Delete Key'), deviceName(device), {
              kind: 'done',
              text: t('The key "{label}" was deleted.', { label: key.label }),
            });
            close();
          })
        }
      >
        <ConfirmSerial serial={serial} value={typed} onChange={setTyped} />
      </DialogFoot>
    </DialogFrame>
  );
}

function whatRemains(key: KeySnapshot, device: DeviceSnapshot): string {
  switch (backupOf(key, device)) {
    case 'no DKEK':
    case 'no WRAP':
      return t('No backup of it can exist: whatever was encrypted with it can never be read again.');
    default:
      return t(
        'It can come back only from a wrapped file exported before. Without one, whatever was encrypted with it can never be read again.',
      );
  }
}
