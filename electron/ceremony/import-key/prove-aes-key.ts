import { equal } from '../../../shared/bytes.ts';
import { refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { TestCheck } from '../../../shared/models/reports.ts';
import type { KeyReference } from '../../../shared/numbers.ts';
import type { CardSession } from '../../card/session.ts';
import { cmac, decryptCbc, encryptCbc } from '../../card/use-key.ts';
import * as host from '../../crypto/aes.ts';
import { hostRandom } from '../../crypto/random.ts';

/**
 * Lets the device use an AES key whose value (16, 24 or 32 bytes) is known here, and computes the same: no other key can give these
 * results. Gives one check, or none where the key may only export or derive. Refusal test-failed.
 */
export async function proveAesKey(
  session: CardSession,
  reference: KeyReference,
  label: string,
  key: Uint8Array,
  list: readonly number[],
): Promise<TestCheck[]> {
  const iv = hostRandom(16);
  const data = hostRandom(32);
  const trials: readonly [number, string, () => Promise<Uint8Array>, () => Uint8Array][] = [
    [0x10, 'encrypted', () => encryptCbc(session, reference, iv, data, label), () => host.encryptCbc(key, iv, data)],
    [0x11, 'decrypted', () => decryptCbc(session, reference, iv, data, label), () => host.decryptCbc(key, iv, data)],
    [0x18, 'authenticated', () => cmac(session, reference, data, label), () => host.cmac(key, data)],
  ];
  const trial = trials.find(([id]) => list.includes(id));
  if (!trial) return [];
  const [, done, onDevice, here] = trial;
  if (!equal(await onDevice(), here())) {
    refuse('test-failed', { subject: t('The new key "{label}"', { label }), detail: t('the device has another key than the file') });
  }
  const detail = `32 random bytes were ${done} by the device and by this computer with the key of the file, and compared`;
  return [{ name: t('Same key as in the file'), outcome: 'passed', detail }];
}
