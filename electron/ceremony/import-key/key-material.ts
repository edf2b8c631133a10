import { type RsaSize, rsaSizes } from '../../../shared/algorithms.ts';
import { equal } from '../../../shared/bytes.ts';
import { refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { PublicKey } from '../../card/public-keys.ts';
import type { KeyMaterial } from '../../codec/key-blob.ts';
import { readOid } from '../../codec/oid.ts';
import type { CurveParameters, PrivateKey } from '../../codec/private-key.ts';
import { type Curve, curveByOid, curveByPrime } from '../../crypto/curves.ts';
import { minimal, toWidth } from '../../crypto/der.ts';
import { rsaFromPrimes } from '../../crypto/rsa.ts';

const MOST_EXPONENT = 8;

/** Larger keys go without their CRT values, as CardContact's host writes them: with these, RSA-3072 has 1419 bytes, more than older cards take. */
const LARGEST_WITH_CRT = 2048;

/**
 * A private key as the device takes it, checked for whether its parts belong together; wipe it with `wipeKeyMaterial`. Throws
 * Refusal key-file-rsa-size, key-file-curve-unsupported, key-file-broken.
 */
export function keyMaterial(key: PrivateKey): KeyMaterial & { type: 'RSA' | 'RSA-CRT' | 'EC' } {
  return key.kind === 'RSA' ? rsaMaterial(key) : ecMaterial(key);
}

/** Overwrites the secret parts; curve parameters and public parts stay. */
export function wipeKeyMaterial(material: KeyMaterial): void {
  switch (material.type) {
    case 'AES':
      material.key.fill(0);
      break;
    case 'RSA':
      material.d.fill(0);
      break;
    case 'RSA-CRT':
      for (const secret of [material.dP, material.dQ, material.p, material.qInv, material.q]) secret.fill(0);
      break;
    case 'EC':
      material.d.fill(0);
  }
}

/** The public half, for comparing with a certificate and with what the device says after the import. */
export function publicKeyOf(material: KeyMaterial): PublicKey | undefined {
  if (material.type === 'AES') return undefined;
  if (material.type !== 'EC') return { kind: 'RSA', modulus: material.n, exponent: material.e };
  const name = curveByPrime(material.p)?.name;
  return { kind: 'EC', Q: material.Q, ...(name && { curve: name }) };
}

function rsaMaterial(key: PrivateKey & { kind: 'RSA' }): KeyMaterial & { type: 'RSA' | 'RSA-CRT' } {
  const digits = minimal(key.n);
  const bits = digits.length === 0 ? 0 : 8 * digits.length - Math.clz32(digits[0] as number) + 24;
  if (!rsaSizes.includes(bits as RsaSize)) refuse('key-file-rsa-size', { bits });
  if (key.e.length > MOST_EXPONENT) refuse('key-file-broken', { detail: t('its public exponent is too large') });
  if (((key.e.at(-1) ?? 0) & 1) === 0) refuse('key-file-broken', { detail: t('its public exponent is even') });
  try {
    // CRT values are spelled differently by different programs: computed afresh
    const { n, e, d, p, q, dP, dQ, qInv } = rsaFromPrimes(key);
    if (bits > LARGEST_WITH_CRT) {
      for (const secret of [p, q, dP, dQ, qInv]) secret.fill(0);
      return { type: 'RSA', bits, n, e, d };
    }
    d.fill(0);
    return { type: 'RSA-CRT', bits, n, e, p, q, dP, dQ, qInv };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return refuse('key-file-broken', { detail: t('its primes and exponent do not belong together') });
  }
}

function ecMaterial(key: PrivateKey & { kind: 'EC' }): KeyMaterial & { type: 'EC' } {
  const curve = knownCurve(key.curve);
  const { a, b, p, n, G } = curve;
  const broken = () => refuse('key-file-broken', { detail: t('it is no key on the curve {name}', { name: curve.name }) });
  if (minimal(key.d).length > curve.bytes) broken();
  const d = toWidth(key.d, curve.bytes);
  try {
    const Q = curve.publicPoint(d);
    if (key.Q && !equal(key.Q, Q)) refuse('key-file-broken', { detail: t('its private and public parts do not belong together') });
    return { type: 'EC', a, b, p, n, G, d, Q };
  } catch (error) {
    d.fill(0);
    if (!(error instanceof RangeError)) throw error;
    return broken();
  }
}

function knownCurve(parameters: CurveParameters): Curve {
  if ('oid' in parameters) return curveByOid(parameters.oid) ?? refuse('key-file-curve-unsupported', { curve: nameOf(parameters.oid) });
  const found = curveByPrime(parameters.p);
  const { b, n, G } = parameters;
  // a curve with another base point would be a trap (CVE-2020-0601)
  const isSame = found && equal(minimal(found.b), b) && equal(minimal(found.n), n) && isBasePoint(found, G);
  return isSame ? found : refuse('key-file-curve-unsupported', { curve: t('given by its parameters') });
}

/** Uncompressed, or compressed to its x coordinate: 02 or 03 tells the parity of y. */
function isBasePoint({ G, bytes }: Curve, given: Uint8Array): boolean {
  if (equal(G, given)) return true;
  const parity = 2 + ((G.at(-1) as number) & 1);
  return given[0] === parity && equal(given.subarray(1), G.subarray(1, 1 + bytes));
}

function nameOf(oid: Uint8Array): string {
  const dotted = readOid(oid.subarray(2));
  return others[dotted] ?? dotted;
}

const others: Readonly<Record<string, string>> = {
  '1.3.132.0.33': 'secp224r1',
  '1.3.132.0.32': 'secp224k1',
  '1.2.156.10197.1.301': 'SM2',
  '1.3.132.0.26': 'sect233k1',
  '1.3.132.0.27': 'sect233r1',
  '1.3.36.3.3.2.8.1.1.8': 'brainpoolP256t1',
};
