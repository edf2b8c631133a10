import { type ReactNode, useState } from 'react';
import type { Serial } from '../../../shared/numbers.ts';
import { Fact, Facts, Hex } from '../../controls/Facts.tsx';
import { Words } from '../../controls/Words.tsx';
import { DialogBody } from '../../dialogs/DialogBody.tsx';
import { DialogFoot } from '../../dialogs/DialogFoot.tsx';
import { DialogFrame } from '../../dialogs/DialogFrame.tsx';
import { useDialogPlace, useLastSeenDevice, useOperation } from '../../dialogs/dialog-place.ts';
import { useRoom } from '../../room-context.ts';
import { placeIn } from '../dkek-place.ts';
import { counted, deviceName } from '../node-text.ts';
import { ConfirmSerial, confirmationHindrance } from './ConfirmSerial.tsx';

interface DomainProps {
  readonly serial: Serial;
  readonly keyDomain: number;
}

/** The DKEK goes, the keys stay: they work, and wait for the same shares to be exported again. */
export function RemoveDkek({ serial, keyDomain }: DomainProps) {
  const device = useLastSeenDevice(serial);
  const keys = device?.keys.filter((key) => key.keyDomain === keyDomain) ?? [];
  return (
    <ChangeDomain
      operation="domain.remove-dkek"
      title="Remove DKEK"
      serial={serial}
      keyDomain={keyDomain}
      done={`Key domain ${keyDomain} has no DKEK now and waits for its shares.`}
    >
      <p className="words-what">The DKEK of key domain {keyDomain} is erased from this device.</p>
      <p>
        {keys.length > 0 &&
          `${counted(keys.length, 'key')} in it ${keys.length === 1 ? 'stays and works' : 'stay and work'}, but can be exported only when shares are imported again. `}
        Import the same shares. With other shares the keys would leave the device under another DKEK.
      </p>
    </ChangeDomain>
  );
}

export function DeleteDomain({ serial, keyDomain }: DomainProps) {
  return (
    <ChangeDomain
      operation="domain.delete"
      title="Delete Key Domain"
      serial={serial}
      keyDomain={keyDomain}
      done={`Key domain ${keyDomain} is deleted; it can be set up again.`}
    >
      <p className="words-what">Key domain {keyDomain} is emptied: its DKEK is erased from this device.</p>
      <p>No key is in it. Wrapped files under this DKEK can be imported again only after it has been set up with the same shares.</p>
    </ChangeDomain>
  );
}

interface ChangeDomainProps extends DomainProps {
  readonly operation: 'domain.remove-dkek' | 'domain.delete';
  readonly title: string;
  readonly done: string;
  readonly children: ReactNode;
}

function ChangeDomain({ operation, title, serial, keyDomain, done, children }: ChangeDomainProps) {
  const room = useRoom();
  const { close } = useDialogPlace();
  const device = useLastSeenDevice(serial);
  const { phase, run } = useOperation(operation);
  const [typed, setTyped] = useState('');
  if (!device) return null;
  const { dkek } = placeIn(device, keyDomain);
  return (
    <DialogFrame title={title} about={deviceName(device)} isAlert isBusy={phase.kind === 'busy'}>
      <DialogBody>
        <Words kind="danger">{children}</Words>
        <Facts>
          <Fact term="DKEK KCV">{dkek.kind === 'complete' && <Hex digits={dkek.kcv} />}</Fact>
          <Fact term="DKEK shares">{dkek.kind === 'none' ? undefined : dkek.shares}</Fact>
        </Facts>
      </DialogBody>
      <DialogFoot
        phase={phase}
        submit={title}
        isDanger
        hindrance={confirmationHindrance(serial, typed)}
        onSubmit={() =>
          void run({ serial, keyDomain, confirmation: typed }, () => {
            room.note(title, deviceName(device), { kind: 'done', text: done });
            close();
          })
        }
      >
        <ConfirmSerial serial={serial} value={typed} onChange={setTyped} />
      </DialogFoot>
    </DialogFrame>
  );
}
