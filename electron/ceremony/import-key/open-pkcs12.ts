import { unmovedCopy } from '../../../shared/bytes.ts';
import { Refusal, refuse } from '../../../shared/failure.ts';
import type { Pkcs12Mac } from '../../../shared/key-encryption.ts';
import { type Certificate, readCertificate } from '../../codec/certificate.ts';
import { type Bag, type Encrypted, readBags, readPkcs12 } from '../../codec/pkcs12.ts';
import { type PrivateKey, wipePrivateKey } from '../../codec/private-key.ts';
import { openEncryptedKey } from '../../crypto/open-encrypted-key.ts';
import { bmpPassword, pkcs12MacFits } from '../../crypto/pkcs12-key.ts';
import type { Secret } from '../../crypto/secret.ts';
import { openEncrypted, type RawKey, understood } from './open-encrypted.ts';

/** The keys and certificates of a PKCS#12 file; wipe the keys. Refusals as `openKeyFile`. */
export async function openPkcs12(file: Uint8Array, password: Secret): Promise<{ keys: RawKey[]; certificates: Certificate[] }> {
  const { mac, content, safes } = understood(() => readPkcs12(file));
  const bags: Bag[] = [];
  try {
    if (mac) await checkMac(mac, password, content);
    for (const safe of safes) bags.push(...(await openSafe(safe, password)));
    const certificates = bags.flatMap((bag) => (bag.kind === 'certificate' ? [readCertificate(bag.der)] : []));
    return { keys: await openKeys(bags, password), certificates };
  } finally {
    // keys may be in them without encryption
    content.fill(0);
    for (const { bytes } of safes) bytes.fill(0);
    for (const bag of bags) if (bag.kind === 'key') bag.key.bytes.fill(0);
  }
}

/** Whether it can be opened at all is told before anybody is asked for a password. Refusal key-file-unknown, key-file-encryption-unsupported. */
export function checkPkcs12(file: Uint8Array): void {
  const copy = unmovedCopy(file);
  const { content, safes } = understood(() => readPkcs12(copy));
  // keys may be in them without encryption
  for (const bytes of [copy, content, ...safes.map((safe) => safe.bytes)]) bytes.fill(0);
}

async function openKeys(bags: readonly Bag[], password: Secret): Promise<RawKey[]> {
  const keys: { key: PrivateKey; friendlyName?: string }[] = [];
  try {
    for (const bag of bags) {
      if (bag.kind !== 'key') continue;
      const key = await openEncrypted(bag.key, password);
      keys.push({ key, ...(bag.friendlyName && { friendlyName: bag.friendlyName }) });
    }
    return keys;
  } catch (error) {
    for (const { key } of keys) wipePrivateKey(key);
    throw error;
  }
}

async function checkMac(mac: Pkcs12Mac, password: Secret, content: Uint8Array): Promise<void> {
  const wide = bmpPassword(password.expose());
  try {
    if (!(await pkcs12MacFits(mac, wide, content))) refuse('key-file-password');
  } finally {
    wide.fill(0);
  }
}

async function openSafe({ encryption, bytes }: Encrypted, password: Secret): Promise<Bag[]> {
  if (!encryption) return understood(() => readBags(bytes));
  const safe = await openEncryptedKey(encryption, bytes, password.expose());
  if (!safe) refuse('key-file-password');
  try {
    return readBags(safe);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    return refuse('key-file-password');
  } finally {
    safe.fill(0);
  }
}
