import { t } from '../../../shared/language/text.ts';
import type { DeviceSnapshot, ReaderSnapshot } from '../../../shared/models/snapshot.ts';
import { Fact, Facts } from '../../controls/Facts.tsx';
import { Words } from '../../controls/Words.tsx';
import { soPinText, userPinText } from '../node-text.ts';

export function UserPinFacts({ device, reader }: { readonly device: DeviceSnapshot; readonly reader: ReaderSnapshot }) {
  const { userPin, resetWithSoPin, pka } = device;
  if (pka && !pka.withPin) return <KeysInItsPlace device={device} />;
  return (
    <>
      <Facts>
        <Fact term={t('State')}>{userPinText(userPin)}</Fact>
        <Fact term={t('Entry')}>{reader.pinPad ? t('on the PIN pad of the reader') : t('in a small window of its own')}</Fact>
        <Fact term={t('When blocked')}>{resetWithSoPin === false ? t('cannot be unblocked') : t('the SO-PIN can set a new one')}</Fact>
      </Facts>
      {userPin.kind === 'transport' && (
        <Words kind="info">
          {t(
            'As long as this stands here, nobody has used a key of this device since it was initialized. Wrong tries of the transport PIN count as those of any User PIN.',
          )}
        </Words>
      )}
      <p className="explanation">
        {t(
          'The User PIN has 6 to 15 characters. Whoever enters it may make, use, export and delete keys. It stays verified until logout or until the device is pulled.',
        )}
      </p>
    </>
  );
}

/** The device was initialized with public keys in place of the User PIN. */
function KeysInItsPlace({ device }: { readonly device: DeviceSnapshot }) {
  return (
    <>
      <Facts>
        <Fact term={t('State')}>{userPinText(device.userPin)}</Fact>
      </Facts>
      <p className="explanation">
        {t(
          'This device has no User PIN of its own: registered public keys stand in its place. It is verified when enough custodians’ devices have authenticated, and stays so until logout or until the device is pulled.',
        )}
      </p>
    </>
  );
}

export function SoPinFacts({ device, reader }: { readonly device: DeviceSnapshot; readonly reader: ReaderSnapshot }) {
  const { soPin } = device;
  return (
    <>
      <Facts>
        <Fact term={t('State')}>{soPinText(soPin)}</Fact>
      </Facts>
      {soPin.kind === 'blocked' && (
        <Words kind="danger">
          {t('The SO-PIN is blocked. This device can never be initialized or unblocked again. Plan to move its keys.')}
        </Words>
      )}
      {soPin.kind === 'not-verified' && soPin.triesLeft < 4 && (
        <Words kind="warning">
          {t('Few tries are left. When they are used up, the device can never be initialized or unblocked again.')}
        </Words>
      )}
      <p className="explanation">
        {t(
          'The SO-PIN is 16 hexadecimal digits, not to be mixed up with the User PIN. It initializes the device and unblocks the User PIN; it opens no key. Its tries cannot be set back except by entering it right.',
        )}
        {reader.pinPad &&
          ` ${t('It is typed in a window also with this reader: the device takes it only together with other data, which a PIN pad cannot add.')}`}
      </p>
    </>
  );
}
