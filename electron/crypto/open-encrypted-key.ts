import { createDecipheriv, pbkdf2 } from 'node:crypto';
import { promisify } from 'node:util';
import { unmovedBytes, unmovedCopy } from '../../shared/bytes.ts';
import type { KeyEncryption, Pbes2Cipher, Pkcs12Cipher } from '../../shared/key-encryption.ts';
import { decryptCbc } from './aes.ts';
import { bmpPassword, pkcs12Key, purpose } from './pkcs12-key.ts';
import { decryptRc2Cbc } from './rc2.ts';

const pbes2KeyLengths: Readonly<Record<Pbes2Cipher, number>> = {
  'aes-128-cbc': 16,
  'aes-192-cbc': 24,
  'aes-256-cbc': 32,
  'des-ede3-cbc': 24,
};
const pkcs12KeyLengths: Readonly<Record<Pkcs12Cipher, number>> = { '3des-3': 24, '3des-2': 16, 'rc2-128': 16, 'rc2-40': 5 };

/**
 * What a password (UTF-8) opens, without its padding; undefined when the padding does not fit, which a wrong password leaves one
 * time in 256 undetected: judge the content too. Wipe the result. The derivation runs beside the event loop or in slices.
 */
export async function openEncryptedKey(
  encryption: KeyEncryption,
  ciphertext: Uint8Array,
  password: Uint8Array,
): Promise<Uint8Array | undefined> {
  const block = encryption.kind === 'PBES2' && encryption.cipher !== 'des-ede3-cbc' ? 16 : 8;
  if (ciphertext.length === 0 || ciphertext.length % block !== 0) return undefined;
  const padded =
    encryption.kind === 'PBES2' ? await openPbes2(encryption, ciphertext, password) : await openPkcs12(encryption, ciphertext, password);
  try {
    const count = padded[padded.length - 1] as number;
    const padding = padded.subarray(padded.length - count);
    if (count < 1 || count > block || padding.some((byte) => byte !== count)) return undefined;
    return unmovedCopy(padded.subarray(0, padded.length - count));
  } finally {
    padded.fill(0);
  }
}

async function openPbes2(
  { cipher, iv, salt, iterations, hash }: KeyEncryption & { kind: 'PBES2' },
  ciphertext: Uint8Array,
  password: Uint8Array,
): Promise<Uint8Array> {
  const key = await promisify(pbkdf2)(password, salt, iterations, pbes2KeyLengths[cipher], hash);
  try {
    return cipher === 'des-ede3-cbc' ? decryptTripleDes(key, iv, ciphertext) : decryptCbc(key, iv, ciphertext);
  } finally {
    key.fill(0);
  }
}

async function openPkcs12(
  { cipher, salt, iterations }: KeyEncryption & { kind: 'PKCS12' },
  ciphertext: Uint8Array,
  password: Uint8Array,
): Promise<Uint8Array> {
  const wide = bmpPassword(password);
  const secrets = [wide];
  try {
    const derived = await pkcs12Key(wide, salt, iterations, 'sha1', purpose.key, pkcs12KeyLengths[cipher]);
    secrets.push(derived);
    const iv = await pkcs12Key(wide, salt, iterations, 'sha1', purpose.iv, 8);
    if (cipher === 'rc2-40' || cipher === 'rc2-128') return decryptRc2Cbc(derived, iv, ciphertext);
    // two keys: the first is used again as the third
    const key = unmovedBytes(24);
    secrets.push(key);
    key.set(derived);
    if (cipher === '3des-2') key.set(derived.subarray(0, 8), 16);
    return decryptTripleDes(key, iv, ciphertext);
  } finally {
    for (const secret of secrets) secret.fill(0);
  }
}

function decryptTripleDes(key: Uint8Array, iv: Uint8Array, ciphertext: Uint8Array): Uint8Array {
  const decipher = createDecipheriv('des-ede3-cbc', key, iv).setAutoPadding(false);
  const parts = [decipher.update(ciphertext), decipher.final()];
  const plain = unmovedBytes(ciphertext.length);
  let at = 0;
  for (const part of parts) {
    plain.set(part, at);
    at += part.length;
    part.fill(0);
  }
  return plain;
}
