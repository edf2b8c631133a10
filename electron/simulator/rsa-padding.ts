import { concat, xor } from '../../shared/bytes.ts';
import { hostRandom } from '../crypto/random.ts';
import { type Digest, hash } from './digests.ts';
import { demand, sw } from './status.ts';

/** EMSA-PKCS1-v1_5 (RFC 8017 9.2) around a DigestInfo or whatever the host gives: 00 01 FF.. 00 data, `size` bytes. Refuses with 6700 where fewer than 8 FF would fit. */
export function pkcs1Block(data: Uint8Array, size: number): Uint8Array {
  const filler = size - data.length - 3;
  demand(data.length > 0 && filler >= 8, sw.wrongLength);
  return concat(Uint8Array.of(0x00, 0x01), new Uint8Array(filler).fill(0xff), Uint8Array.of(0x00), data);
}

/** EMSA-PSS (RFC 8017 9.1.1) of a hash: MGF1 with the same hash, salt as long as the hash; `modulusBits` / 8 bytes. Refuses with 6700 where the modulus is too small. */
export function pssBlock(digest: Digest, value: Uint8Array, modulusBits: number): Uint8Array {
  const bits = modulusBits - 1;
  const size = Math.ceil(bits / 8);
  const salt = hostRandom(digest.length);
  const filler = size - 2 * digest.length - 2;
  demand(filler >= 0, sw.wrongLength);
  const checked = hash(digest, new Uint8Array(8), value, salt);
  const clear = concat(new Uint8Array(filler), Uint8Array.of(0x01), salt);
  const masked = xor(clear, maskMgf1(digest, checked, clear.length));
  masked[0] = (masked[0] as number) & (0xff >> (8 * size - bits));
  const block = concat(masked, checked, Uint8Array.of(0xbc));
  return concat(new Uint8Array(Math.ceil(modulusBits / 8) - size), block);
}

/** RFC 8017 B.2.1. */
function maskMgf1(digest: Digest, seed: Uint8Array, length: number): Uint8Array {
  const parts: Uint8Array[] = [];
  for (let counter = 0; counter * digest.length < length; counter++)
    parts.push(hash(digest, seed, Uint8Array.of(0, 0, counter >> 8, counter & 0xff)));
  return concat(...parts).subarray(0, length);
}
