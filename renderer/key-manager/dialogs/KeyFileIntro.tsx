import { t } from '../../../shared/language/text.ts';
import type { DeviceSnapshot } from '../../../shared/models/snapshot.ts';
import { Words } from '../../controls/Words.tsx';
import { DialogBody } from '../../dialogs/DialogBody.tsx';
import { DialogFoot } from '../../dialogs/DialogFoot.tsx';
import type { Phase } from '../../dialogs/dialog-place.ts';

interface KeyFileIntroProps {
  readonly device: DeviceSnapshot;
  readonly phase: Phase<unknown>;
  onChoose(): void;
}

/** What it means to bring a key in from a file, before anything is asked. */
export function KeyFileIntro({ device, phase, onChoose }: KeyFileIntroProps) {
  const shares = device.dkek.kind === 'complete' ? device.dkek.shares : 0;
  return (
    <form
      className="dialog-form"
      onSubmit={(event) => {
        event.preventDefault();
        onChoose();
      }}
    >
      <DialogBody>
        <p>
          {t(
            'Brings a private key from a file onto this device: PKCS#12 (.p12, .pfx), PEM or DER with an RSA or EC key, or an AES key of 128, 192 or 256 bits in hexadecimal or binary.',
          )}
        </p>
        <Words kind="warning">
          {t(
            'This key has existed outside a device, so copies of it may exist. Importing it does not change that: whoever has a copy can use it. Where you are free to choose, generate a new key on the device instead.',
          )}
        </Words>
        <ol className="steps">
          <li>{t('You choose the file; its password, if it has one, is entered in a window of its own.')}</li>
          <li>{t('You say what the key is to be called and, for an AES key, what it may do.')}</li>
          <li>
            {t(
              '{shares, plural, =1 {The custodian of the only DKEK share brings it. From it} other {The custodians of all # DKEK shares bring them, one after another. From them}} the DKEK is put together in this computer’s memory, encrypts this one key, and is wiped.',
              { shares },
            )}
          </li>
          <li>{t('The device takes the key in, and a real operation proves that it is the same key.')}</li>
        </ol>
        <Words kind="danger">
          {t(
            'While the DKEK is in this computer’s memory, it could open every wrapped key of every device that has it. Go on only on an air-gapped computer that is switched off afterwards. Whoever holds {shares, plural, =1 {the share and its password} other {all shares}} can do the same at any time.',
            { shares },
          )}
        </Words>
      </DialogBody>
      <DialogFoot
        phase={phase}
        submit={t('Choose file…')}
        cancelled={t('Cancelled. Nothing on the device was changed; what had been read and entered was wiped from memory.')}
      />
    </form>
  );
}
