import { equal } from '../../../shared/bytes.ts';
import { Refusal } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { KeyReference } from '../../../shared/numbers.ts';
import { fileOf } from '../../card/files.ts';
import { deleteObject, readObject, writeObject } from '../../card/objects.ts';
import type { Device } from '../fleet/device.ts';
import { nameOf } from '../keys/keys.ts';

/** What is said about a certificate whose writing was cut off, until the login lets the app look and repair. */
export function certificateIsTorn(name: string): string {
  return t(
    'the certificate of {name} may be cut off; the key itself is unharmed. Log in: what was there before is then put back where it is needed.',
    { name },
  );
}

/** What is said where the device refused the new certificate and then the old one, too. */
export function certificateIsMissing(name: string): string {
  return t(
    'What the device held as the certificate of {name} could not be put back; the key itself is unharmed. Make room on the device, then log out and in again: it is tried once more.',
    { name },
  );
}

/** After a login: whatever an import of certificates has left half-done becomes whole again, and the person is told. */
export async function restoreCertificates(device: Device): Promise<void> {
  for (const reference of [...device.remembered.certificates.keys()]) {
    const key = device.key(reference);
    if (!key) {
      device.remembered.certificates.delete(reference);
      continue;
    }
    const name = nameOf(key);
    device.whenInterrupted(() => certificateIsTorn(name));
    const outcome = await restoreCertificate(device, reference);
    await device.readKey(reference);
    await device.readDetails(reference);
    device.tells(t('Import Certificate was interrupted. {outcome}', { outcome: outcomes[outcome](name) }));
  }
}

type Outcome = 'imported' | 'untouched' | 'put back' | 'not put back';

const outcomes: Readonly<Record<Outcome, (name: string) => string>> = {
  imported: (name) => t('The new certificate of {name} is whole and on the device.', { name }),
  untouched: (name) => t('What the device held for {name} before is still there. Import the certificate again.', { name }),
  'put back': (name) => t('What the device held for {name} before was put back and read back. Import the certificate again.', { name }),
  'not put back': (name) => t('What the device held for {name} before could not be put back. Import the certificate again.', { name }),
};

/** Makes the place of a certificate whole: the new one where it is complete, else what was there before. Needs the login. */
export async function restoreCertificate(device: Device, reference: KeyReference): Promise<Outcome> {
  const change = device.remembered.certificates.get(reference);
  if (!change) return 'untouched';
  const { wanted, before } = change;
  const file = fileOf('keyCertificate', reference);
  try {
    const found = await readObject(device.session, file);
    if (found && equal(found, wanted)) return done('imported');
    if (before ? found && equal(found, before) : !found) return done('untouched');
    if (before) await writeObject(device.session, file, before);
    else await deleteObject(device.session, file);
    return done('put back');
  } catch (error) {
    if (!(error instanceof Refusal) || device.lost || device.detached) throw error;
    // kept: the next login tries again
    return 'not put back';
  }

  function done(outcome: Outcome): Outcome {
    device.remembered.certificates.delete(reference);
    return outcome;
  }
}
