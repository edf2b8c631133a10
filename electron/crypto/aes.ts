import { createCipheriv } from 'node:crypto';
import { cbc as nobleCbc, cmac as nobleCmac } from '@noble/ciphers/aes.js';
import { assertBytes, unmovedBytes } from '../../shared/bytes.ts';

const BLOCK = 16;

/** The IV of every CBC operation on the card and in key blobs (protocol reference 3.4, 8.3). Never written to. */
export const zeroIv: Uint8Array = new Uint8Array(BLOCK);

/** AES-CBC without padding. Key 16, 24 or 32 bytes, IV 16, data a multiple of 16; the result has the length of the data. Throws RangeError otherwise. */
export function encryptCbc(key: Uint8Array, iv: Uint8Array, data: Uint8Array): Uint8Array {
  const cipher = createCipheriv(cbcName(key, iv, data), key, iv).setAutoPadding(false);
  return finish(cipher.update(data), cipher.final());
}

/**
 * The inverse of `encryptCbc`, same lengths. The padding, if any, stays in place. Not node:crypto's, which cuts its output to size in a
 * copy and leaves the first one, with the plaintext, behind in freed memory.
 */
export function decryptCbc(key: Uint8Array, iv: Uint8Array, data: Uint8Array): Uint8Array {
  assertCbc(key, iv, data);
  return data.length === 0 ? unmovedBytes(0) : nobleCbc(key, iv, { disablePadding: true }).decrypt(data, unmovedBytes(data.length));
}

/** AES-CMAC (RFC 4493, SP 800-38B): 16 bytes. Key 16, 24 or 32 bytes, data of any length. BoringSSL has none, so it is not node:crypto's. */
export function cmac(key: Uint8Array, data: Uint8Array): Uint8Array {
  assertKey(key);
  return nobleCmac(data, key);
}

function cbcName(key: Uint8Array, iv: Uint8Array, data: Uint8Array): string {
  assertCbc(key, iv, data);
  return `aes-${key.length * 8}-cbc`;
}

function assertCbc(key: Uint8Array, iv: Uint8Array, data: Uint8Array): void {
  assertKey(key);
  assertBytes(iv, BLOCK, 'IV');
  if (data.length % BLOCK !== 0) throw new RangeError(`AES-CBC data: expected a multiple of ${BLOCK} bytes, got ${data.length}`);
}

function assertKey(key: Uint8Array): void {
  if (![16, 24, 32].includes(key.length)) throw new RangeError(`AES key: expected 16, 24 or 32 bytes, got ${key.length}`);
}

/** A copy of its own, since Node hands out Buffers and may slice its shared pool; the intermediate is wiped. */
function finish(...parts: Buffer[]): Uint8Array {
  const whole = unmovedBytes(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
    part.fill(0);
  }
  return whole;
}
