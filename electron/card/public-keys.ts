import { createHash } from 'node:crypto';
import type { CurveName } from '../../shared/algorithms.ts';
import { equal, hex } from '../../shared/bytes.ts';
import { type CvcPublicKey, readRequest } from '../codec/cvc.ts';
import { encodeTlv, findTlv, readTlv, readTlvs } from '../codec/tlv.ts';
import { curveByOid, curveByPrime } from '../crypto/curves.ts';
import { unlessMalformed } from './answers.ts';

// tags of what EF CExx may hold, and of X.509 (RFC 5280 4.1)
const REQUEST = 0x67;
const SEQUENCE = 0x30;
const VERSION = 0xa0;
const BIT_STRING = 0x03;
const OID = 0x06;
const INTEGER = 0x02;

// object identifiers (RFC 3279 2.3.1, RFC 5480 2.1.1)
const RSA_ENCRYPTION = hex.decode('2A864886F70D010101');
const EC_PUBLIC_KEY = hex.decode('2A8648CE3D0201');

/** Position of the public key in a TBSCertificate: after serial number, signature, issuer, validity and subject. */
const PUBLIC_KEY_POSITION = 5;

export type PublicKey =
  | { readonly kind: 'RSA'; readonly modulus: Uint8Array; readonly exponent: Uint8Array }
  /** `curve` is undefined for one that this app does not know; Q is the uncompressed point. */
  | { readonly kind: 'EC'; readonly curve?: CurveName; readonly Q: Uint8Array };

export interface KeyCertificate {
  readonly kind: 'request' | 'x509';
  /** undefined where it makes no sense or is of another kind. */
  readonly publicKey?: PublicKey;
}

/** What EF CExx holds: the card's own request, or a certificate somebody stored. undefined when it is neither. */
export function readKeyCertificate(content: Uint8Array): KeyCertificate | undefined {
  const kind = content[0] === REQUEST ? 'request' : content[0] === SEQUENCE ? 'x509' : undefined;
  if (!kind) return undefined;
  const publicKey = unlessMalformed(() => (kind === 'request' ? fromTemplate(readRequest(content).cvc.body.publicKey) : fromX509(content)));
  return { kind, ...(publicKey && { publicKey }) };
}

/** SHA-256 of the modulus without leading zeros, or of the point: 64 hex digits. */
export function publicKeySha256(key: PublicKey): string {
  const bytes = key.kind === 'RSA' ? withoutZeros(key.modulus) : key.Q;
  return hex.encode(createHash('sha256').update(bytes).digest());
}

/** The key of a request's template; undefined where parts are missing. */
export function fromTemplate(key: CvcPublicKey): PublicKey | undefined {
  if (key.modulus && key.exponent) return { kind: 'RSA', modulus: key.modulus, exponent: key.exponent };
  if (!key.Q) return undefined;
  const curve = key.p && curveByPrime(key.p)?.name;
  return { kind: 'EC', Q: key.Q, ...(curve && { curve }) };
}

function fromX509(certificate: Uint8Array): PublicKey | undefined {
  const tbs = findTlv(certificate, SEQUENCE, SEQUENCE);
  const elements = readTlvs(tbs ?? new Uint8Array(0)).filter(({ tag }) => tag !== VERSION);
  const info = elements[PUBLIC_KEY_POSITION]?.value ?? new Uint8Array(0);
  const oid = findTlv(info, SEQUENCE, OID);
  // the first byte of a BIT STRING counts unused bits
  const bits = findTlv(info, BIT_STRING)?.subarray(1);
  if (!oid || !bits) return undefined;
  if (equal(oid, RSA_ENCRYPTION)) {
    const [modulus, exponent] = readTlvs(readTlv(bits).value);
    return modulus?.tag === INTEGER && exponent ? { kind: 'RSA', modulus: modulus.value, exponent: exponent.value } : undefined;
  }
  if (!equal(oid, EC_PUBLIC_KEY)) return undefined;
  const [, parameters] = readTlvs(findTlv(info, SEQUENCE) ?? new Uint8Array(0));
  const curve = parameters?.tag === OID ? curveByOid(encodeTlv(OID, parameters.value))?.name : undefined;
  return { kind: 'EC', Q: bits, ...(curve && { curve }) };
}

function withoutZeros(value: Uint8Array): Uint8Array {
  const first = value.findIndex((byte) => byte !== 0);
  return value.subarray(first < 0 ? value.length : first);
}
