import { type ReactNode, useState } from 'react';
import { t } from '../../../shared/language/text.ts';
import type { Serial } from '../../../shared/numbers.ts';
import { Fact, Facts, Hex } from '../../controls/Facts.tsx';
import { Words } from '../../controls/Words.tsx';
import { DialogBody } from '../../dialogs/DialogBody.tsx';
import { DialogFoot } from '../../dialogs/DialogFoot.tsx';
import { DialogFrame } from '../../dialogs/DialogFrame.tsx';
import { useDialogPlace, useLastSeenDevice, useOperation } from '../../dialogs/dialog-place.ts';
import { useRoom } from '../../room-context.ts';
import { placeIn } from '../dkek-place.ts';
import { deviceName } from '../node-text.ts';
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
      title={t('Remove DKEK')}
      serial={serial}
      keyDomain={keyDomain}
      done={t('Key domain {domain} has no DKEK now and waits for its shares.', { domain: keyDomain })}
    >
      <p className="words-what">{t('The DKEK of key domain {domain} is erased from this device.', { domain: keyDomain })}</p>
      <p>
        {keys.length > 0 &&
          `${t('{count, plural, one {# key in it stays and works} other {# keys in it stay and work}}, but can be exported only when shares are imported again.', { count: keys.length })} `}
        {t('Import the same shares. With other shares the keys would leave the device under another DKEK.')}
      </p>
    </ChangeDomain>
  );
}

export function DeleteDomain({ serial, keyDomain }: DomainProps) {
  return (
    <ChangeDomain
      operation="domain.delete"
      title={t('Delete Key Domain')}
      serial={serial}
      keyDomain={keyDomain}
      done={t('Key domain {domain} is deleted; it can be set up again.', { domain: keyDomain })}
    >
      <p className="words-what">{t('Key domain {domain} is emptied: its DKEK is erased from this device.', { domain: keyDomain })}</p>
      <p>{t('No key is in it. Wrapped files under this DKEK can be imported again only after it has been set up with the same shares.')}</p>
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
          <Fact term={t('DKEK shares')}>{dkek.kind === 'none' ? undefined : dkek.shares}</Fact>
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
