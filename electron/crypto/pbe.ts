import { assertBytes, unmovedBytes, unmovedCopy } from '../../shared/bytes.ts';
import { decryptCbc, encryptCbc } from './aes.ts';
import { DKEK_LENGTH } from './dkek.ts';
import { Secret } from './secret.ts';

/** What a password and a salt give, see derive-pbe-key.ts: key 32 bytes, IV 16 bytes. */
export interface PbeKeys {
  readonly key: Secret;
  readonly iv: Secret;
}

/** The whole padding block that follows a 32-byte share (PKCS#7). */
const PADDING = 16;

/**
 * The 32-byte share in a 48-byte ciphertext, or undefined when the password is wrong. All 16 bytes of padding must
 * be right: the stock tool looks at the last one or few only, so it takes one wrong password in 250 for the right
 * one and imports garbage.
 */
export function openShare(pbe: { readonly ciphertext: Uint8Array }, keys: PbeKeys): Secret | undefined {
  assertBytes(pbe.ciphertext, DKEK_LENGTH + PADDING, 'encrypted share');
  const plain = decryptCbc(keys.key.expose(), keys.iv.expose(), pbe.ciphertext);
  try {
    return plain.subarray(DKEK_LENGTH).every((byte) => byte === PADDING)
      ? new Secret(unmovedCopy(plain.subarray(0, DKEK_LENGTH)))
      : undefined;
  } finally {
    plain.fill(0);
  }
}

/** The 48-byte ciphertext of a 32-byte share. */
export function sealShare(share: Secret, keys: PbeKeys): Uint8Array {
  const plain = unmovedBytes(DKEK_LENGTH + PADDING).fill(PADDING);
  try {
    plain.set(assertBytes(share.expose(), DKEK_LENGTH, 'DKEK share'));
    return encryptCbc(keys.key.expose(), keys.iv.expose(), plain);
  } finally {
    plain.fill(0);
  }
}
