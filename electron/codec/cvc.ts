import { ascii, concat } from '../../shared/bytes.ts';
import { encodeTlv, findTlv, readTlv } from './tlv.ts';

/** Card verifiable certificates of the SmartCard-HSM and its requests (BSI TR-03110-3 appendix C and D; protocol reference 9). */
const CERTIFICATE = 0x7f21;
const BODY = 0x7f4e;
const SIGNATURE = 0x5f37;
const PROFILE = 0x5f29;
const AUTHORITY = 0x42;
const PUBLIC_KEY = 0x7f49;
const HOLDER = 0x5f20;
const CHAT = 0x7f4c;
const EFFECTIVE = 0x5f25;
const EXPIRES = 0x5f24;
const EXTENSIONS = 0x65;
const REQUEST = 0x67;
const OID = 0x06;
const ROLE = 0x53;

/** References are at most 16 characters by the standard; OpenSC takes 20. */
const MAX_REFERENCE = 20;

/** id-TA-RSA, the beginning of every OID under which 81 and 82 mean modulus and exponent. */
const rsaPrefix = [0x04, 0x00, 0x7f, 0x00, 0x07, 0x02, 0x02, 0x02, 0x01];

/** OID values without tag: RSASSA-PKCS1-v1_5 with SHA-256, ECDSA with SHA-256. */
export const rsaSha256Oid: Uint8Array = Uint8Array.from([...rsaPrefix, 0x02]);
export const ecdsaSha256Oid: Uint8Array = Uint8Array.of(0x04, 0x00, 0x7f, 0x00, 0x07, 0x02, 0x02, 0x02, 0x02, 0x03);

/** EC: domain parameters where the certificate carries them, and the point Q. RSA: modulus and exponent. All big-endian. */
export interface CvcPublicKey {
  readonly oid: Uint8Array;
  readonly p?: Uint8Array;
  readonly a?: Uint8Array;
  readonly b?: Uint8Array;
  readonly G?: Uint8Array;
  readonly n?: Uint8Array;
  readonly Q?: Uint8Array;
  readonly h?: Uint8Array;
  readonly modulus?: Uint8Array;
  readonly exponent?: Uint8Array;
}

export interface CvcBody {
  /** CAR: who signed. Absent in a plain request. */
  readonly authority?: string;
  /** CHR: whose key this is. */
  readonly holder: string;
  readonly publicKey: CvcPublicKey;
  /** Role: C0 root, 80 device issuer, 00 device. */
  readonly chat?: { readonly oid: Uint8Array; readonly role: number };
  /** Dates: six bytes, one decimal digit each, YYMMDD. */
  readonly effective?: Uint8Array;
  readonly expires?: Uint8Array;
  readonly extensions?: Uint8Array;
}

export interface Cvc {
  readonly body: CvcBody;
  /** The 7F4E element whole: what the signature covers. */
  readonly bodyTlv: Uint8Array;
  readonly signature: Uint8Array;
}

export interface CvcRequest {
  readonly cvc: Cvc & { readonly end: number };
  readonly cvcTlv: Uint8Array;
  /** CHR of the device whose key vouches for the request. */
  readonly outerAuthority: string;
  readonly outerSignature: Uint8Array;
  /** What the outer signature covers: the certificate and the authority, with their tags. */
  readonly signedPart: Uint8Array;
}

const ecTags = [
  ['p', 0x81],
  ['a', 0x82],
  ['b', 0x83],
  ['G', 0x84],
  ['n', 0x85],
  ['Q', 0x86],
  ['h', 0x87],
] as const;
const rsaTags = [
  ['modulus', 0x81],
  ['exponent', 0x82],
] as const;
const tagsOf = (oid: Uint8Array) => (rsaPrefix.every((byte, index) => oid[index] === byte) ? rsaTags : ecTags);

/** The public key template 7F49: OID and the parts that are given, in the order of their tags. */
export function encodeCvcPublicKey(publicKey: CvcPublicKey): Uint8Array {
  const parts = tagsOf(publicKey.oid).flatMap(([name, tag]) => optional(tag, publicKey[name]));
  return encodeTlv(PUBLIC_KEY, encodeTlv(OID, publicKey.oid), ...parts);
}

/** Content of a 7F49 template. Throws SyntaxError without an OID. */
export function readCvcPublicKey(content: Uint8Array): CvcPublicKey {
  const oid = required(content, OID);
  const parts: Record<string, Uint8Array> = {};
  for (const [name, tag] of tagsOf(oid)) {
    const value = findTlv(content, tag);
    if (value) parts[name] = value;
  }
  return { oid, ...parts };
}

/** The certificate body 7F4E, as it is signed. */
export function encodeCvcBody(body: CvcBody): Uint8Array {
  return encodeTlv(
    BODY,
    encodeTlv(PROFILE, Uint8Array.of(0)),
    ...optional(AUTHORITY, body.authority === undefined ? undefined : reference(body.authority)),
    encodeCvcPublicKey(body.publicKey),
    encodeTlv(HOLDER, reference(body.holder)),
    ...(body.chat ? [encodeTlv(CHAT, encodeTlv(OID, body.chat.oid), encodeTlv(ROLE, Uint8Array.of(body.chat.role)))] : []),
    ...optional(EFFECTIVE, body.effective),
    ...optional(EXPIRES, body.expires),
    ...optional(EXTENSIONS, body.extensions),
  );
}

/** The certificate 7F21 of a body element and its signature (EC: r || s, RSA: modulus length). */
export function encodeCvc(bodyTlv: Uint8Array, signature: Uint8Array): Uint8Array {
  return encodeTlv(CERTIFICATE, bodyTlv, encodeTlv(SIGNATURE, signature));
}

/** The first certificate in the bytes; the next one, if any, begins at `end`. Throws SyntaxError when it is malformed. */
export function readCvc(bytes: Uint8Array): Cvc & { readonly end: number } {
  const { tag, value, end } = readTlv(bytes);
  if (tag !== CERTIFICATE) throw new SyntaxError('card verifiable certificate: not one');
  const bodyElement = readTlv(value);
  if (bodyElement.tag !== BODY) throw new SyntaxError('card verifiable certificate: no body');
  return {
    body: readBody(bodyElement.value),
    bodyTlv: value.subarray(0, bodyElement.end),
    signature: required(value.subarray(bodyElement.end), SIGNATURE),
    end,
  };
}

function readBody(content: Uint8Array): CvcBody {
  const authority = findTlv(content, AUTHORITY);
  const chat = findTlv(content, CHAT);
  const effective = findTlv(content, EFFECTIVE);
  const expires = findTlv(content, EXPIRES);
  const extensions = findTlv(content, EXTENSIONS);
  return {
    ...(authority && { authority: readReference(authority) }),
    holder: readReference(required(content, HOLDER)),
    publicKey: readCvcPublicKey(required(content, PUBLIC_KEY)),
    ...(chat && { chat: { oid: required(chat, OID), role: required(chat, ROLE)[0] ?? 0 } }),
    ...(effective && { effective }),
    ...(expires && { expires }),
    ...(extensions && { extensions }),
  };
}

/** What the outer signature of a request has to cover. */
export function requestSignedPart(cvc: Uint8Array, outerAuthority: string): Uint8Array {
  return concat(cvc, encodeTlv(AUTHORITY, reference(outerAuthority)));
}

/** The authenticated request 67 that a device makes for a key it has generated. */
export function encodeRequest(cvc: Uint8Array, outerAuthority: string, outerSignature: Uint8Array): Uint8Array {
  return encodeTlv(REQUEST, requestSignedPart(cvc, outerAuthority), encodeTlv(SIGNATURE, outerSignature));
}

/** Takes an authenticated request apart; bytes after it are ignored, because files on the card keep old tails. Throws SyntaxError. */
export function readRequest(bytes: Uint8Array): CvcRequest {
  const { tag, value } = readTlv(bytes);
  if (tag !== REQUEST) throw new SyntaxError('certificate request: not one');
  const cvc = readCvc(value);
  const authority = readTlv(value, cvc.end);
  if (authority.tag !== AUTHORITY) throw new SyntaxError('certificate request: not vouched for by a device');
  return {
    cvc,
    cvcTlv: value.subarray(0, cvc.end),
    outerAuthority: readReference(authority.value),
    outerSignature: required(value.subarray(authority.end), SIGNATURE),
    signedPart: value.subarray(0, authority.end),
  };
}

/** `2032-11-08` as six bytes; only years 2000 to 2099 can be said. Throws SyntaxError otherwise. */
export function encodeCvcDate(isoDate: string): Uint8Array {
  const [, year, month, day] = /^20(\d\d)-(\d\d)-(\d\d)$/.exec(isoDate) ?? [];
  if (!year || !month || !day) throw new SyntaxError('certificate date: expected 20YY-MM-DD');
  return Uint8Array.from(`${year}${month}${day}`, Number);
}

/** The six digits as `2032-11-08`, or undefined where they are no digits. */
export function readCvcDate(digits: Uint8Array): string | undefined {
  if (digits.length !== 6 || digits.some((digit) => digit > 9)) return undefined;
  const text = digits.join('');
  return `20${text.slice(0, 2)}-${text.slice(2, 4)}-${text.slice(4)}`;
}

function reference(text: string): Uint8Array {
  if (text.length < 1 || text.length > MAX_REFERENCE)
    throw new RangeError(`certificate reference: expected 1 to ${MAX_REFERENCE} characters`);
  return ascii.encode(text);
}

function readReference(bytes: Uint8Array): string {
  if (bytes.length > MAX_REFERENCE) throw new SyntaxError('certificate reference: too long');
  return ascii.decode(bytes);
}

function required(bytes: Uint8Array, tag: number): Uint8Array {
  const value = findTlv(bytes, tag);
  if (!value) throw new SyntaxError(`card verifiable certificate: element ${tag.toString(16).toUpperCase()} is missing`);
  return value;
}

function optional(tag: number, value: Uint8Array | undefined): Uint8Array[] {
  return value ? [encodeTlv(tag, value)] : [];
}
