import { assertBytes, concat, equal } from '../../shared/bytes.ts';
import { refuse } from '../../shared/failure.ts';

/** A DKEK share file, as sc-hsm-tool and the Smart Card Shell write it: 64 bytes, the form of `openssl enc` with a salt. */
export interface Pbe {
  /** 8 bytes */
  readonly salt: Uint8Array;
  /** 48 bytes: the share of 32 bytes and 16 bytes of padding. */
  readonly ciphertext: Uint8Array;
}

const magic = Uint8Array.from('Salted__', (character) => character.charCodeAt(0));
export const PBE_LENGTH = 64;
export const PBE_SALT_LENGTH = 8;
const CIPHERTEXT = 48;

/** The 64 bytes of the file. */
export function encodePbe({ salt, ciphertext }: Pbe): Uint8Array {
  return concat(magic, assertBytes(salt, PBE_SALT_LENGTH, 'salt'), assertBytes(ciphertext, CIPHERTEXT, 'encrypted share'));
}

/** Takes a share file apart. Refusal `pbe-length` unless it has 64 bytes, `pbe-no-salt` unless it begins with `Salted__`. */
export function readPbe(bytes: Uint8Array): Pbe {
  if (bytes.length !== PBE_LENGTH) refuse('pbe-length', { length: bytes.length });
  if (!equal(bytes.subarray(0, magic.length), magic)) refuse('pbe-no-salt');
  return { salt: Uint8Array.from(bytes.subarray(8, 16)), ciphertext: Uint8Array.from(bytes.subarray(16)) };
}
