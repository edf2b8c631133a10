import { unmovedBytes, unmovedCopy } from '../../../shared/bytes.ts';
import { refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { KeyMaterial } from '../../codec/key-blob.ts';

const SIZES = [16, 24, 32];
/** What is longer was hardly meant to be an AES key. */
const MOST_BITS = 512;

export const isRawAesLength = (length: number): boolean => SIZES.includes(length);

/** An AES key of 128, 192 or 256 bits in hexadecimal (with blanks, line ends or colons) or in binary. Wipe it. Refusal key-file-aes-size. */
export function readRawAes(file: Uint8Array): KeyMaterial & { type: 'AES' } {
  const key = fromHex(file) ?? unmovedCopy(file);
  if (SIZES.includes(key.length)) return { type: 'AES', key };
  const bits = 8 * key.length;
  key.fill(0);
  if (bits > MOST_BITS) refuse('key-file-unknown', { detail: t('it begins like no kind of key') });
  return refuse('key-file-aes-size', { bits });
}

/** By bytes, never by strings; undefined for anything else. 16 random bytes that are all hexadecimal digits do not occur (1 in 2^54). */
function fromHex(file: Uint8Array): Uint8Array | undefined {
  const key = unmovedBytes(file.length >> 1);
  let digits = 0;
  for (const byte of file) {
    if (byte === 0x20 || byte === 0x3a || (byte >= 0x09 && byte <= 0x0d)) continue;
    const digit = hexDigit(byte);
    if (digit < 0) {
      key.fill(0);
      return undefined;
    }
    key[digits >> 1] = ((key[digits >> 1] as number) << 4) | digit;
    digits++;
  }
  const whole = digits > 0 && digits % 2 === 0 ? unmovedCopy(key.subarray(0, digits / 2)) : undefined;
  key.fill(0);
  return whole;
}

function hexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x61 + 10 : -1;
}
