import type { CurveName } from '../../../shared/algorithms.ts';
import { refuse } from '../../../shared/failure.ts';
import type { PublicKey } from '../../card/public-keys.ts';
import { encodePem } from '../../codec/pem.ts';
import { encodePublicKeyInfo, type PublicKeyInfo } from '../../codec/public-key-info.ts';
import { encodeSshEc, encodeSshRsa, isSshCurve } from '../../codec/ssh-public-key.ts';
import { curve, curveByOid } from '../../crypto/curves.ts';
import type { VerifyingKey } from '../../crypto/verify-signature.ts';

/** A device's key in the form that certificates have. Throws Refusal public-key-unknown-curve. */
export function publicKeyInfo(key: PublicKey): PublicKeyInfo {
  if (key.kind === 'RSA') return key;
  return { kind: 'EC', oid: curve(key.curve ?? refuse('public-key-unknown-curve')).oid, Q: key.Q };
}

/** The key for checking signatures; undefined for a curve that this app does not know. */
export function verifyingKey(key: PublicKeyInfo): VerifyingKey | undefined {
  if (key.kind === 'RSA') return key;
  const name: CurveName | undefined = curveByOid(key.oid)?.name;
  return name && { kind: 'EC', curve: name, Q: key.Q };
}

/** `-----BEGIN PUBLIC KEY-----`, as openssl reads it. Throws Refusal public-key-unknown-curve. */
export function publicKeyToPem(key: PublicKey): string {
  return encodePem('PUBLIC KEY', encodePublicKeyInfo(publicKeyInfo(key)));
}

/** The line for OpenSSH's `authorized_keys`, ending in a line feed. Throws Refusal public-key-no-ssh for curves that OpenSSH lacks. */
export function publicKeyToSsh(key: PublicKey, comment: string): string {
  if (key.kind === 'RSA') return `${encodeSshRsa(key.modulus, key.exponent, comment)}\n`;
  const name = key.curve ?? refuse('public-key-unknown-curve');
  if (!isSshCurve(name)) refuse('public-key-no-ssh', { curve: name });
  return `${encodeSshEc(name, key.Q, comment)}\n`;
}
