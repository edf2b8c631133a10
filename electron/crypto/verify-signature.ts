import { constants, createHash, verify } from 'node:crypto';
import type { CurveName } from '../../shared/algorithms.ts';
import { curve, signatureFromDer } from './curves.ts';
import { type RsaHash, rsaPublicKey, verifyPkcs1 } from './rsa.ts';

/** How something was signed. */
export type SignatureScheme =
  | { readonly kind: 'RSA-PKCS1'; readonly hash: RsaHash }
  /** MGF1 with the same hash; `salt` in bytes. */
  | { readonly kind: 'RSA-PSS'; readonly hash: RsaHash; readonly salt: number }
  /** The signature in DER. */
  | { readonly kind: 'ECDSA'; readonly hash: RsaHash };

export type VerifyingKey =
  | { readonly kind: 'RSA'; readonly modulus: Uint8Array; readonly exponent: Uint8Array }
  | { readonly kind: 'EC'; readonly curve: CurveName; readonly Q: Uint8Array };

/** RSA above this is not verified: only garbage and attacks on time have it. */
const MOST_MODULUS = 2048;
/** An exponent of more than 64 bits slows a verification down without end in sight. */
const MOST_EXPONENT = 8;

/** Whether `signature` over `message` is that key's. False also where scheme and key do not belong together, and for malformed ones. */
export function verifySignature(scheme: SignatureScheme, key: VerifyingKey, message: Uint8Array, signature: Uint8Array): boolean {
  if (scheme.kind === 'ECDSA') return key.kind === 'EC' && verifyEcdsa(scheme.hash, key, message, signature);
  if (key.kind !== 'RSA') return false;
  const { modulus, exponent } = key;
  if (modulus.length > MOST_MODULUS || exponent.length > MOST_EXPONENT) return false;
  if (scheme.kind === 'RSA-PKCS1') return verifyPkcs1(modulus, exponent, scheme.hash, message, signature);
  return verifyPssWithSalt(scheme, key, message, signature);
}

function verifyEcdsa(hash: RsaHash, key: VerifyingKey & { kind: 'EC' }, message: Uint8Array, signature: Uint8Array): boolean {
  const domain = curve(key.curve);
  try {
    const digest = Uint8Array.from(createHash(hash).update(message).digest());
    return domain.verify(key.Q, digest, signatureFromDer(signature, domain.bytes));
  } catch {
    return false;
  }
}

function verifyPssWithSalt(
  { hash, salt }: SignatureScheme & { kind: 'RSA-PSS' },
  { modulus, exponent }: VerifyingKey & { kind: 'RSA' },
  message: Uint8Array,
  signature: Uint8Array,
): boolean {
  try {
    const key = rsaPublicKey(modulus, exponent);
    return verify(hash, message, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: salt }, signature);
  } catch {
    return false;
  }
}
