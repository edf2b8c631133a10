import { timingSafeEqual } from 'node:crypto';
import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js';
import { assertBytes, concat, unmovedBytes } from '../../shared/bytes.ts';
import { cmac, decryptCbc, encryptCbc, zeroIv } from './aes.ts';

/** Length of a DKEK and of each of its shares. */
export const DKEK_LENGTH = 32;
const MAC_LENGTH = 16;

/** What a DKEK is used for: 32 bytes AES-256-CBC, 32 bytes AES-256-CMAC. Wipe both after use. */
export interface DkekKeys {
  readonly enc: Uint8Array;
  readonly mac: Uint8Array;
}

/** Key check value, 8 bytes: the beginning of SHA-256 of the 32-byte DKEK, or of one share (protocol reference 3.2). */
export function dkekKcv(dkek: Uint8Array): Uint8Array {
  assertBytes(dkek, DKEK_LENGTH, 'DKEK');
  return sha256(dkek).slice(0, 8);
}

/** The two keys of a 32-byte DKEK: SHA-256 over it and a counter of 4 bytes, 1 for encryption and 2 for the MAC (protocol reference 3.2). */
export function dkekKeys(dkek: Uint8Array): DkekKeys {
  assertBytes(dkek, DKEK_LENGTH, 'DKEK');
  return { enc: sha256(dkek, Uint8Array.of(0, 0, 0, 1)), mac: sha256(dkek, Uint8Array.of(0, 0, 0, 2)) };
}

/** The DKEK of one or more 32-byte shares: all are needed, in any order. */
export function xorShares(shares: readonly Uint8Array[]): Uint8Array {
  if (shares.length === 0) throw new RangeError('DKEK shares: expected at least one');
  const dkek = unmovedBytes(DKEK_LENGTH);
  for (const share of shares) {
    assertBytes(share, DKEK_LENGTH, 'DKEK share');
    for (let i = 0; i < DKEK_LENGTH; i++) dkek[i] = (dkek[i] as number) ^ (share[i] as number);
  }
  return dkek;
}

/** A whole key blob: header, AES-256-CBC of the padded plaintext (a multiple of 16 bytes), CMAC over both (protocol reference 3.4). */
export function seal(keys: DkekKeys, headerBytes: Uint8Array, plaintext: Uint8Array): Uint8Array {
  const body = concat(headerBytes, encryptCbc(keys.enc, zeroIv, plaintext));
  return concat(body, cmac(keys.mac, body));
}

/** The padded plaintext of a key blob, or undefined when its 16-byte MAC does not fit. Wipe it after use. */
export function open(keys: DkekKeys, headerBytes: Uint8Array, ciphertext: Uint8Array, mac: Uint8Array): Uint8Array | undefined {
  assertBytes(mac, MAC_LENGTH, 'MAC of the key blob');
  if (!timingSafeEqual(cmac(keys.mac, concat(headerBytes, ciphertext)), mac)) return undefined;
  return decryptCbc(keys.enc, zeroIv, ciphertext);
}

/** Not node:crypto's: its hash objects keep what they gave until they are collected, and these are keys. */
function sha256(...parts: readonly Uint8Array[]): Uint8Array {
  const hash = nobleSha256.create();
  for (const part of parts) hash.update(part);
  const digest = unmovedBytes(hash.outputLen);
  hash.digestInto(digest);
  hash.destroy();
  return digest;
}
