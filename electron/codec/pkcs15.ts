import { uint16, utf8 } from '../../shared/bytes.ts';
import { relabelRecord } from './relabel-record.ts';
import { encodeInteger, encodeTlv, findTlv, readInteger, readTlv, readTlvs } from './tlv.ts';

/**
 * PKCS#15 records of the SmartCard-HSM (protocol reference 8.5). Written exactly as OpenSC writes them for RSA and
 * EC, and as CardContact's module does for AES, so that both show label, ID and usage. Reading is lenient: elements
 * nobody knows are skipped, and what follows the outer element is ignored, because files are not truncated when a
 * shorter record is written over a longer one.
 */
const SEQUENCE = 0x30;
const INTEGER = 0x02;
const BIT_STRING = 0x03;
const OCTET_STRING = 0x04;
const OID = 0x06;
const UTF8_STRING = 0x0c;
const CLASS_ATTRIBUTES = 0xa0;
const TYPE_ATTRIBUTES = 0xa1;
const LABEL = 0x80;

const kinds = { RSA: 0x30, EC: 0xa0, AES: 0xa8 } as const;

/** PKCS#15 CommonObjectFlags, with the count of unused bits first. */
const PRIVATE_MODIFIABLE = Uint8Array.of(0x06, 0xc0);
const MODIFIABLE = Uint8Array.of(0x06, 0x40);
/** authId of the user PIN. */
const USER_PIN = Uint8Array.of(0x01);

/**
 * KeyUsageFlags as the content of their BIT STRING: the count of unused bits, then the flags (80 encrypt,
 * 40 decrypt, 20 sign, 10 sign with recovery, second byte 80 derive). RSA: decrypt and sign; EC: sign and derive.
 */
export const keyUsages = {
  RSA: Uint8Array.of(0x04, 0x70),
  EC: Uint8Array.of(0x07, 0x30, 0x80),
  AES: Uint8Array.of(0x06, 0xc0, 0x00),
} as const satisfies Record<KeyDescription['kind'], Uint8Array>;

/** Description of a key, file C4xx. */
export interface KeyDescription {
  readonly kind: 'RSA' | 'EC' | 'AES';
  readonly label: string;
  /** CKA_ID; empty where the record has none. */
  readonly id: Uint8Array;
  /** Modulus, field or key length; 0 where the record does not tell. */
  readonly sizeBits: number;
  /** As in `keyUsages`; by default that of the kind. */
  readonly usage?: Uint8Array;
  /** Key reference on the card, RSA and EC only. OpenSC goes by the file number instead. */
  readonly reference?: number;
  /** Content of the private key attributes [0] (the subject, once a certificate was added), kept as it was found. */
  readonly classAttributes?: Uint8Array;
}

/** The record for file C4xx. */
export function encodeKeyDescription(description: KeyDescription): Uint8Array {
  const { kind, label, id, sizeBits, reference, classAttributes } = description;
  const [usage, size] = [encodeTlv(BIT_STRING, description.usage ?? keyUsages[kind]), encodeInteger(sizeBits)];
  if (kind === 'AES') {
    return encodeTlv(
      kinds.AES,
      encodeTlv(SEQUENCE, text(label)),
      encodeTlv(SEQUENCE, encodeTlv(OCTET_STRING, id), usage),
      encodeTlv(CLASS_ATTRIBUTES, encodeTlv(SEQUENCE, size)),
    );
  }
  const keyReference = reference === undefined ? [] : [encodeInteger(reference)];
  // an empty path stands for "in this application"
  const path = encodeTlv(SEQUENCE, encodeTlv(OCTET_STRING));
  return encodeTlv(
    kinds[kind],
    encodeTlv(SEQUENCE, text(label), encodeTlv(BIT_STRING, PRIVATE_MODIFIABLE), encodeTlv(OCTET_STRING, USER_PIN)),
    encodeTlv(SEQUENCE, encodeTlv(OCTET_STRING, id), usage, ...keyReference),
    ...(classAttributes ? [encodeTlv(CLASS_ATTRIBUTES, classAttributes)] : []),
    encodeTlv(TYPE_ATTRIBUTES, encodeTlv(SEQUENCE, path, size)),
  );
}

/** Reads file C4xx; `length` is that of the record itself, without what follows it. Throws SyntaxError when it is no key description. */
export function readKeyDescription(bytes: Uint8Array): KeyDescription & { readonly length: number } {
  const { tag, value, end } = readTlv(bytes);
  const kind = (Object.keys(kinds) as (keyof typeof kinds)[]).find((candidate) => kinds[candidate] === tag);
  if (!kind) throw new SyntaxError('PKCS#15: not the description of a key');
  const record = readRecord(value);
  const usage = record.key.find((element) => element.tag === BIT_STRING)?.value;
  const reference = record.key.find((element) => element.tag === INTEGER)?.value;
  return {
    kind,
    label: record.label,
    id: record.id,
    sizeBits: readSize(kind === 'AES' ? record.classAttributes : record.typeAttributes),
    ...(usage && { usage }),
    ...(reference && kind !== 'AES' && { reference: readInteger(reference) }),
    ...(record.classAttributes && kind !== 'AES' && { classAttributes: record.classAttributes }),
    length: end,
  };
}

/** A key's record with another label, all else as it stands. Throws SyntaxError as `readKeyDescription`. */
export function relabelKeyDescription(bytes: Uint8Array, label: string): Uint8Array {
  readKeyDescription(bytes);
  return relabelRecord(bytes, label);
}

/** The size stands in a SEQUENCE, after the path where there is one; older records have the INTEGER alone. */
function readSize(attributes: Uint8Array | undefined): number {
  if (!attributes) return 0;
  const size = findTlv(attributes, INTEGER) ?? findTlv(attributes, SEQUENCE, INTEGER);
  return size ? readInteger(size) : 0;
}

interface Record15 {
  readonly label: string;
  readonly id: Uint8Array;
  readonly flags: Uint8Array | undefined;
  readonly key: ReturnType<typeof readTlvs>;
  readonly classAttributes: Uint8Array | undefined;
  readonly typeAttributes: Uint8Array | undefined;
}

/** What all PKCS#15 records share: object attributes, class attributes, and tagged attributes that may be missing. */
function readRecord(content: Uint8Array): Record15 {
  const common = readTlv(content);
  if (common.tag !== SEQUENCE) throw new SyntaxError('PKCS#15: no object attributes');
  const rest = content.subarray(common.end);
  const key = readTlvs(findTlv(rest, SEQUENCE) ?? new Uint8Array(0));
  return {
    label: readText(findTlv(common.value, UTF8_STRING)),
    id: key.find((element) => element.tag === OCTET_STRING)?.value ?? new Uint8Array(0),
    flags: findTlv(common.value, BIT_STRING),
    key,
    classAttributes: findTlv(rest, CLASS_ATTRIBUTES),
    typeAttributes: findTlv(rest, TYPE_ATTRIBUTES),
  };
}

/** Description of a certificate without a key, file C8xx. `file` is the certificate's own file, CAxx. */
export interface CertificateDescription {
  readonly label: string;
  readonly id: Uint8Array;
  readonly file: number;
}

/** The record for file C8xx. */
export function encodeCertificateDescription({ label, id, file }: CertificateDescription): Uint8Array {
  return encodeTlv(
    SEQUENCE,
    encodeTlv(SEQUENCE, text(label), encodeTlv(BIT_STRING, MODIFIABLE)),
    encodeTlv(SEQUENCE, encodeTlv(OCTET_STRING, id)),
    encodeTlv(TYPE_ATTRIBUTES, encodeTlv(SEQUENCE, encodeTlv(SEQUENCE, fileName(file)))),
  );
}

/** Reads file C8xx, X.509 (30) or card verifiable (A5); `file` is 0 where the record does not tell. Throws SyntaxError. */
export function readCertificateDescription(bytes: Uint8Array): CertificateDescription {
  const { tag, value } = readTlv(bytes);
  if (tag !== SEQUENCE && tag !== 0xa0 && tag !== 0xa5) throw new SyntaxError('PKCS#15: not the description of a certificate');
  const { label, id, typeAttributes } = readRecord(value);
  return { label, id, file: readFileName(typeAttributes && findTlv(typeAttributes, SEQUENCE, SEQUENCE, OCTET_STRING)) };
}

/** Description of a data object, file C9xx. `file` is CFxx, or CDxx for confidential data. */
export interface DataDescription {
  readonly label: string;
  readonly application: string;
  /** OID value without its tag. */
  readonly oid?: Uint8Array;
  readonly file: number;
  readonly confidential: boolean;
}

/** The record for file C9xx. */
export function encodeDataDescription({ label, application, oid, file, confidential }: DataDescription): Uint8Array {
  const access = confidential
    ? [encodeTlv(BIT_STRING, PRIVATE_MODIFIABLE), encodeTlv(OCTET_STRING, USER_PIN)]
    : [encodeTlv(BIT_STRING, MODIFIABLE)];
  return encodeTlv(
    SEQUENCE,
    encodeTlv(SEQUENCE, text(label), ...access),
    encodeTlv(SEQUENCE, text(application), ...(oid ? [encodeTlv(OID, oid)] : [])),
    encodeTlv(TYPE_ATTRIBUTES, encodeTlv(SEQUENCE, fileName(file))),
  );
}

/** Reads file C9xx. Throws SyntaxError when it is no data description. */
export function readDataDescription(bytes: Uint8Array): DataDescription {
  const { tag, value } = readTlv(bytes);
  if (tag !== SEQUENCE) throw new SyntaxError('PKCS#15: not the description of a data object');
  const record = readRecord(value);
  const oid = record.key.find((element) => element.tag === OID)?.value;
  return {
    label: record.label,
    application: readText(record.key.find((element) => element.tag === UTF8_STRING)?.value),
    ...(oid && { oid }),
    file: readFileName(record.typeAttributes && findTlv(record.typeAttributes, SEQUENCE, OCTET_STRING)),
    confidential: ((record.flags?.[1] ?? 0) & 0x80) !== 0,
  };
}

/** TokenInfo, file 2F03. */
export interface TokenInfo {
  readonly label: string;
  readonly serial?: Uint8Array;
  readonly manufacturer?: string;
}

/** The record for file 2F03, as OpenSC writes it after initialisation. */
export function encodeTokenInfo({ label, serial, manufacturer }: TokenInfo): Uint8Array {
  return encodeTlv(
    SEQUENCE,
    encodeInteger(0),
    ...(serial ? [encodeTlv(OCTET_STRING, serial)] : []),
    ...(manufacturer === undefined ? [] : [text(manufacturer)]),
    encodeTlv(LABEL, utf8.encode(label)),
    encodeTlv(BIT_STRING, Uint8Array.of(0x05, 0x20)),
  );
}

/** Reads file 2F03; an empty label where it has none. Throws SyntaxError when it is no TokenInfo. */
export function readTokenInfo(bytes: Uint8Array): TokenInfo {
  const { tag, value } = readTlv(bytes);
  if (tag !== SEQUENCE) throw new SyntaxError('PKCS#15: not a TokenInfo');
  const serial = findTlv(value, OCTET_STRING);
  const manufacturer = findTlv(value, UTF8_STRING);
  return {
    label: readText(findTlv(value, LABEL)),
    ...(serial && { serial }),
    ...(manufacturer && { manufacturer: readText(manufacturer) }),
  };
}

function text(value: string): Uint8Array {
  return encodeTlv(UTF8_STRING, utf8.encode(value));
}

/** Old records hold Latin-1 or padding: a replacement character is better than a key nobody sees. */
function readText(bytes: Uint8Array | undefined): string {
  // by hand: a pattern would look at a row of zeros once for each of them
  let end = bytes?.length ?? 0;
  while (end > 0 && bytes?.[end - 1] === 0) end--;
  return new TextDecoder('utf-8').decode(bytes?.subarray(0, end));
}

function fileName(file: number): Uint8Array {
  return encodeTlv(OCTET_STRING, uint16(file));
}

function readFileName(path: Uint8Array | undefined): number {
  return path && path.length >= 2 ? ((path.at(-2) as number) << 8) | (path.at(-1) as number) : 0;
}
