import { useRef, useState } from 'react';
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
    <DialogFrame title="Delete Key" about={deviceName(device)} isAlert isBusy={phase.kind === 'busy'}>
      <DialogBody>
        <Words kind="danger">
          <p className="words-what">
            The key “{key.label || '(no label)'}” ({keyTypeText(key.type)}) is erased from this device for good.
          </p>
          <p>{whatRemains(key, device)}</p>
        </Words>
        <Facts>
          <Fact term="Key ID">
            <Hex digits={key.id} />
          </Fact>
          <Fact term="Public key SHA-256">{key.details?.publicKeySha256 && <Hex digits={key.details.publicKeySha256} />}</Fact>
          <Fact term="Certificate">{key.details?.certificate === 'x509' ? 'is deleted with the key' : undefined}</Fact>
        </Facts>
      </DialogBody>
      <DialogFoot
        phase={phase}
        submit="Delete Key"
        isDanger
        hindrance={confirmationHindrance(serial, typed)}
        onSubmit={() =>
          void run({ serial, reference, confirmation: typed }, () => {
            room.note('Delete Key', deviceName(device), { kind: 'done', text: `The key "${key.label}" was deleted.` });
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
  const loss = 'whatever was encrypted with it can never be read again.';
  switch (backupOf(key, device)) {
    case 'no DKEK':
    case 'no WRAP':
      return `No backup of it can exist: ${loss}`;
    default:
      return `It can come back only from a wrapped file exported before. Without one, ${loss}`;
  }
}
