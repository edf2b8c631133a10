import { type RsaPrivate, rsaPrivate } from '../crypto/rsa.ts';
import type { Material } from './state.ts';
import { demand, sw } from './status.ts';

export type RsaMaterial = Material & { readonly type: 'RSA' };

/** The one public exponent the card makes keys with: 65537. */
export const publicExponent: Uint8Array = Uint8Array.of(0x01, 0x00, 0x01);

export function rsaMaterial({ bits, n, e, d, p, q, dP, dQ, qInv }: RsaPrivate): RsaMaterial {
  return { type: 'RSA', bits, n, e, d, p, q, dP, dQ, qInv };
}

/** A block that the host has padded: as long as the modulus (6700) and below it (6A80). */
export function rawBlock({ n }: RsaMaterial, block: Uint8Array): Uint8Array {
  demand(block.length === n.length, sw.wrongLength);
  demand(Buffer.compare(block, n) < 0, sw.badData);
  return block;
}

/** block^d mod n, as wide as the modulus. */
export function privateOperation(material: RsaMaterial, block: Uint8Array): Uint8Array {
  return rsaPrivate(material, block);
}
