import { unmovedCopy } from '../../shared/bytes.ts';
import { refuse } from '../../shared/failure.ts';
import { t } from '../../shared/language/text.ts';
import { DerElements } from './der-elements.ts';
import { readOid } from './oid.ts';
import { encodeTlv, readInteger } from './tlv.ts';

/** A private key out of PKCS#8, PKCS#1 or SEC1, big-endian and copied: whoever asked for it wipes it with `wipePrivateKey`. */
export type PrivateKey =
  | {
      readonly kind: 'RSA';
      readonly n: Uint8Array;
      readonly e: Uint8Array;
      readonly p: Uint8Array;
      readonly q: Uint8Array;
    }
  | { readonly kind: 'EC'; readonly curve: CurveParameters; readonly d: Uint8Array; readonly Q?: Uint8Array };

/** A curve by its OBJECT IDENTIFIER (the whole of it), or by its values. */
export type CurveParameters =
  | { readonly oid: Uint8Array }
  | { readonly p: Uint8Array; readonly b: Uint8Array; readonly G: Uint8Array; readonly n: Uint8Array };

const title = 'private key';
const RSA = '1.2.840.113549.1.1.1';
const EC = '1.2.840.10045.2.1';
const PRIME_FIELD = '1.2.840.10045.1.1';

const otherKinds: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.1.10': t('RSA for PSS alone'),
  '1.2.840.10040.4.1': 'DSA',
  '1.2.840.113549.1.3.1': 'Diffie-Hellman',
  '1.3.101.110': 'X25519',
  '1.3.101.111': 'X448',
  '1.3.101.112': 'Ed25519',
  '1.3.101.113': 'Ed448',
};

/** Overwrites the secret parts. */
export function wipePrivateKey(key: PrivateKey): void {
  for (const secret of key.kind === 'RSA' ? [key.p, key.q] : [key.d]) secret.fill(0);
}

/** PrivateKeyInfo (RFC 5958 2). Throws SyntaxError when malformed, Refusal key-file-kind-unsupported. */
export function readPkcs8(der: Uint8Array): PrivateKey {
  const info = DerElements.of(der, title);
  if (readInteger(info.take(0x02)) > 1) throw new SyntaxError('private key: another version');
  const algorithm = info.enter();
  const kind = algorithm.oid();
  const content = info.take(0x04);
  if (kind === RSA) return readPkcs1(content);
  if (kind === EC) return readSec1(content, readCurve(algorithm));
  return refuse('key-file-kind-unsupported', { kind: otherKinds[kind] ?? kind });
}

/** RSAPrivateKey (RFC 8017 A.1.2). Only what the rest follows from is taken. Throws as `readPkcs8`. */
export function readPkcs1(der: Uint8Array): PrivateKey {
  const fields = DerElements.of(der, title);
  if (readInteger(fields.take(0x02)) !== 0) refuse('key-file-kind-unsupported', { kind: t('RSA with more than two primes') });
  const [n, e] = [fields.take(0x02), fields.take(0x02)];
  fields.take(0x02);
  const [p, q] = [fields.take(0x02), fields.take(0x02)];
  for (const value of [n, e, p, q]) if (value.length === 0 || (value[0] as number) >= 0x80) throw new SyntaxError('private key: malformed');
  return { kind: 'RSA', n: minimal(n), e: minimal(e), p: minimal(p), q: minimal(q) };
}

/** ECPrivateKey (RFC 5915 3), with the curve that stands outside of it in PKCS#8. Throws SyntaxError. */
export function readSec1(der: Uint8Array, outside?: CurveParameters): PrivateKey {
  const fields = DerElements.of(der, title);
  if (readInteger(fields.take(0x02)) !== 1) throw new SyntaxError('private key: another version');
  const d = fields.take(0x04);
  const parameters = fields.optional(0xa0);
  const inside = parameters && readCurve(new DerElements([...each(parameters)], title));
  const curve = outside ?? inside;
  if (!curve) throw new SyntaxError('private key: no curve');
  const wrapped = fields.optional(0xa1);
  const point = wrapped && DerElements.of(encodeTlv(0x30, wrapped), title).take(0x03);
  // a compressed point is left out: it follows from d
  const Q = point && point[0] === 0 && point[1] === 0x04 ? point.slice(1) : undefined;
  return { kind: 'EC', curve, d: unmovedCopy(d), ...(Q && { Q }) };
}

function* each(content: Uint8Array) {
  for (const list = DerElements.of(encodeTlv(0x30, content), title); list.has(); ) yield list.any();
}

/** ECParameters (RFC 3279 2.3.5). */
function readCurve(fields: DerElements): CurveParameters {
  if (fields.has(0x06)) {
    const content = fields.take(0x06);
    readOid(content); // one that is cut off names no curve
    return { oid: encodeTlv(0x06, content) };
  }
  const explicit = fields.enter();
  explicit.take(0x02);
  const field = explicit.enter();
  if (field.oid() !== PRIME_FIELD) refuse('key-file-curve-unsupported', { curve: t('over a binary field') });
  const p = minimal(field.take(0x02));
  const coefficients = explicit.enter();
  coefficients.take(0x04);
  const b = minimal(coefficients.take(0x04));
  return { p, b, G: Uint8Array.from(explicit.take(0x04)), n: minimal(explicit.take(0x02)) };
}

function minimal(value: Uint8Array): Uint8Array {
  const first = value.findIndex((byte) => byte !== 0);
  return unmovedCopy(value.subarray(first < 0 ? value.length : first));
}
