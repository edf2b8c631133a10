import { concat, equal, hex } from '../../shared/bytes.ts';
import { encodeTlv, readTlv, readTlvs } from './tlv.ts';

/** A public key as X.509 and PKCS#10 carry it (SubjectPublicKeyInfo, RFC 5280 4.1.2.7). */
export type PublicKeyInfo =
  /** Big-endian, without leading zeros. */
  | { readonly kind: 'RSA'; readonly modulus: Uint8Array; readonly exponent: Uint8Array }
  /** `oid` names the curve: the whole OBJECT IDENTIFIER; Q is the uncompressed point. */
  | { readonly kind: 'EC'; readonly oid: Uint8Array; readonly Q: Uint8Array };

const SEQUENCE = 0x30;
const INTEGER = 0x02;
const BIT_STRING = 0x03;
const OID = 0x06;
const NULL = Uint8Array.of(0x05, 0x00);

// whole OBJECT IDENTIFIERs (RFC 3279 2.3.1, RFC 5480 2.1.1)
export const rsaEncryption = hex.decode('06092A864886F70D010101');
export const ecPublicKey = hex.decode('06072A8648CE3D0201');

/** DER of a SubjectPublicKeyInfo. */
export function encodePublicKeyInfo(key: PublicKeyInfo): Uint8Array {
  const algorithm = key.kind === 'RSA' ? [rsaEncryption, NULL] : [ecPublicKey, key.oid];
  const content = key.kind === 'RSA' ? encodeTlv(SEQUENCE, encodeUnsigned(key.modulus), encodeUnsigned(key.exponent)) : key.Q;
  return encodeTlv(SEQUENCE, encodeTlv(SEQUENCE, ...algorithm), encodeTlv(BIT_STRING, Uint8Array.of(0), content));
}

/** The key in a SubjectPublicKeyInfo, copied; undefined for other kinds and for curves given by their parameters. Throws SyntaxError when malformed. */
export function readPublicKeyInfo(der: Uint8Array): PublicKeyInfo | undefined {
  const [algorithm, bits] = readTlvs(readSequence(der));
  if (algorithm?.tag !== SEQUENCE || bits?.tag !== BIT_STRING || bits.value[0] !== 0) throw new SyntaxError('public key: malformed');
  const [kind, parameters] = readTlvs(algorithm.value);
  const oid = encodeTlv(OID, kind?.tag === OID ? kind.value : new Uint8Array(0));
  const content = bits.value.subarray(1);
  if (equal(oid, rsaEncryption)) {
    const [modulus, exponent] = readTlvs(readSequence(content));
    if (modulus?.tag !== INTEGER || exponent?.tag !== INTEGER) throw new SyntaxError('public key: malformed');
    return { kind: 'RSA', modulus: unsigned(modulus.value), exponent: unsigned(exponent.value) };
  }
  if (!equal(oid, ecPublicKey) || parameters?.tag !== OID) return undefined;
  return { kind: 'EC', oid: encodeTlv(OID, parameters.value), Q: Uint8Array.from(content) };
}

/** Whether both are the same key; leading zeros do not count. */
export function isSameKey(one: PublicKeyInfo, other: PublicKeyInfo): boolean {
  if (one.kind === 'RSA' && other.kind === 'RSA')
    return equal(unsigned(one.modulus), unsigned(other.modulus)) && equal(unsigned(one.exponent), unsigned(other.exponent));
  return one.kind === 'EC' && other.kind === 'EC' && equal(one.oid, other.oid) && equal(one.Q, other.Q);
}

/** DER INTEGER of an unsigned big-endian number. */
export function encodeUnsigned(value: Uint8Array): Uint8Array {
  const digits = unsigned(value);
  const needsZero = digits.length === 0 || (digits[0] as number) >= 0x80;
  return encodeTlv(INTEGER, needsZero ? concat(Uint8Array.of(0), digits) : digits);
}

function unsigned(value: Uint8Array): Uint8Array {
  const first = value.findIndex((byte) => byte !== 0);
  return value.slice(first < 0 ? value.length : first);
}

function readSequence(der: Uint8Array): Uint8Array {
  const { tag, value, end } = readTlv(der);
  if (tag !== SEQUENCE || end !== der.length) throw new SyntaxError('public key: malformed');
  return value;
}
