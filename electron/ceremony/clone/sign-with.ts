import { createHash } from 'node:crypto';
import type { KeyReference } from '../../../shared/numbers.ts';
import type { PublicKey } from '../../card/public-keys.ts';
import type { CardSession } from '../../card/session.ts';
import { sign } from '../../card/use-key.ts';
import { curve, signatureFromDer } from '../../crypto/curves.ts';
import { verifyPkcs1, verifyPss } from '../../crypto/rsa.ts';
import { rsaInput } from '../key-test/rsa-attempts.ts';

// algorithm identifiers, in the order of preference (protocol reference 7.4)
const RSA = [0x33, 0x43, 0x30, 0x40, 0x20];
const EC = [0x73, 0x70];
const ECDSA_HASH = 0x70;
const PSS = [0x43, 0x40];
/** The shortest field of a curve on the device: a hash must not be longer than the field. */
const SHORTEST_FIELD = 24;

/** How a key may sign; undefined where it may not. An empty list stands for no limit. */
export function signatureAlgorithm(kind: 'RSA' | 'EC', list: ArrayLike<number>): number | undefined {
  const known = kind === 'RSA' ? RSA : EC;
  return list.length === 0 ? known[0] : known.find((id) => Array.from(list).includes(id));
}

/** Signs a message of 32 bytes on the device; `width`: bytes of an RSA modulus. */
export function signWith(
  session: CardSession,
  key: { readonly reference: KeyReference; readonly label: string },
  algorithm: number,
  message: Uint8Array,
  width: number,
): Promise<Uint8Array> {
  return sign(session, key.reference, algorithm, signatureInput(algorithm, message, width), key.label);
}

/** Whether a signature that `signWith` got is that key's. */
export function isSignedBy(key: PublicKey, algorithm: number, message: Uint8Array, signature: Uint8Array): boolean {
  if (key.kind === 'RSA') {
    const verify = PSS.includes(algorithm) ? verifyPss : verifyPkcs1;
    return verify(key.modulus, key.exponent, 'sha256', message, signature);
  }
  if (!key.curve) return false;
  const domain = curve(key.curve);
  const digest = algorithm === ECDSA_HASH ? digestOf(message).subarray(0, SHORTEST_FIELD) : digestOf(message);
  try {
    return domain.verify(key.Q, digest, signatureFromDer(signature, domain.bytes));
  } catch {
    return false;
  }
}

function signatureInput(algorithm: number, message: Uint8Array, width: number): Uint8Array {
  if (algorithm === ECDSA_HASH) return digestOf(message).subarray(0, SHORTEST_FIELD);
  return EC.includes(algorithm) ? message : rsaInput(algorithm, message, width);
}

function digestOf(message: Uint8Array): Uint8Array {
  return Uint8Array.from(createHash('sha256').update(message).digest());
}
