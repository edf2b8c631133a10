import { assertBytes, concat, uint16, unmovedBytes, unmovedCopy } from '../../shared/bytes.ts';
import { ByteReader } from './byte-reader.ts';

/**
 * Layout of a wrapped key, the blob of WRAP and UNWRAP (protocol reference 3.4). No cryptography here: encryption
 * and MAC are in crypto/dkek.ts.
 */
export type KeyBlobType = 0x05 | 0x06 | 0x0c | 0x0f;

export interface KeyBlobHeader {
  /** Check value of the DKEK that wraps, 8 bytes. */
  readonly kcv: Uint8Array;
  readonly type: KeyBlobType;
  /** OID value without its tag. Firmware 3.0 to 3.2 wrote a wrong one for AES: never judge a blob by it. */
  readonly defaultAlgorithm: Uint8Array;
  /** One byte per algorithm identifier; empty where the key has no list. */
  readonly allowed: Uint8Array;
  readonly access: Uint8Array;
  readonly keyOid: Uint8Array;
}

export interface KeyBlob {
  readonly header: KeyBlobHeader;
  /** The header as it stands in the blob: the MAC covers these bytes. */
  readonly headerBytes: Uint8Array;
  readonly ciphertext: Uint8Array;
  readonly mac: Uint8Array;
}

/** The key itself, integers big-endian. Whoever holds one wipes its secret fields. */
export type KeyMaterial =
  | { readonly type: 'AES'; readonly key: Uint8Array }
  | { readonly type: 'RSA'; readonly bits: number; readonly d: Uint8Array; readonly n: Uint8Array; readonly e: Uint8Array }
  | {
      readonly type: 'RSA-CRT';
      readonly bits: number;
      readonly dP: Uint8Array;
      readonly dQ: Uint8Array;
      readonly p: Uint8Array;
      readonly qInv: Uint8Array;
      readonly q: Uint8Array;
      readonly n: Uint8Array;
      readonly e: Uint8Array;
    }
  | {
      readonly type: 'EC';
      readonly a: Uint8Array;
      readonly b: Uint8Array;
      readonly p: Uint8Array;
      readonly n: Uint8Array;
      readonly G: Uint8Array;
      readonly d: Uint8Array;
      readonly Q: Uint8Array;
    };

const types: Readonly<Record<KeyMaterial['type'], KeyBlobType>> = { AES: 0x0f, RSA: 0x05, 'RSA-CRT': 0x06, EC: 0x0c };

const rsaAlgorithm = [0x04, 0x00, 0x7f, 0x00, 0x07, 0x02, 0x02, 0x02, 0x01, 0x02];
const algorithms: Readonly<Record<KeyBlobType, readonly number[]>> = {
  5: rsaAlgorithm,
  6: rsaAlgorithm,
  12: [0x04, 0x00, 0x7f, 0x00, 0x07, 0x02, 0x02, 0x02, 0x02, 0x03],
  15: [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x01],
};

const KCV = 8;
const RANDOM = 8;
const MAC = 16;
const BLOCK = 16;
/** RSA-8192 would fit; more than that is garbage. */
const MAX_INTEGER = 1024;

/** The type byte for a key. */
export function keyBlobType(material: KeyMaterial): KeyBlobType {
  return types[material.type];
}

/** A header with the default algorithm of the type and no access conditions, as CardContact's host and the card write it. `kcv` is 8 bytes. */
export function keyBlobHeader(kcv: Uint8Array, type: KeyBlobType, allowed: Uint8Array): KeyBlobHeader {
  const none = new Uint8Array(0);
  return { kcv, type, defaultAlgorithm: Uint8Array.from(algorithms[type]), allowed, access: none, keyOid: none };
}

/** The clear part of a blob, 25 bytes and the algorithm list for AES, 27 for RSA and EC. */
export function encodeKeyBlobHeader(header: KeyBlobHeader): Uint8Array {
  assertBytes(header.kcv, KCV, 'key check value');
  return concat(
    header.kcv,
    Uint8Array.of(header.type),
    field(header.defaultAlgorithm),
    field(header.allowed),
    field(header.access),
    field(header.keyOid),
  );
}

/** Takes a blob apart. Throws SyntaxError when it is cut off or no key blob; whether it is genuine only the MAC tells. */
export function readKeyBlob(bytes: Uint8Array): KeyBlob {
  const reader = new ByteReader(bytes, 'key blob');
  const kcv = reader.take(KCV);
  const type = reader.take(1)[0] as number;
  if (!isKeyBlobType(type)) throw new SyntaxError('key blob: unknown key type');
  const header = { kcv, type, defaultAlgorithm: reader.field(), allowed: reader.field(), access: reader.field(), keyOid: reader.field() };
  const headerBytes = bytes.subarray(0, reader.at);
  const length = bytes.length - reader.at - MAC;
  if (length < BLOCK || length % BLOCK !== 0) throw new SyntaxError('key blob: cut off');
  return { header, headerBytes, ciphertext: reader.take(length), mac: reader.take(MAC) };
}

function isKeyBlobType(type: number): type is KeyBlobType {
  return type === 0x05 || type === 0x06 || type === 0x0c || type === 0x0f;
}

/**
 * The plaintext of a blob: 8 random bytes, size, fields in fixed width, and always padding (80 00…), as
 * CardContact's host writes it. Wipe it after use. Throws RangeError when a field is longer than its width.
 */
export function encodeKeyMaterial(material: KeyMaterial, random8: Uint8Array): Uint8Array {
  assertBytes(random8, RANDOM, 'random prefix');
  const parts = materialParts(material);
  const length = [random8, ...parts].reduce((sum, part) => sum + part.length, 0);
  const padded = unmovedBytes((Math.floor(length / BLOCK) + 1) * BLOCK);
  let at = 0;
  for (const part of [random8, ...parts]) {
    padded.set(part, at);
    at += part.length;
  }
  padded[length] = 0x80;
  for (const part of parts) part.fill(0);
  return padded;
}

/** Copies, all of them: they are wiped. */
function materialParts(material: KeyMaterial): Uint8Array[] {
  switch (material.type) {
    case 'AES':
      return [uint16(material.key.length), unmovedCopy(material.key)];
    case 'RSA': {
      const width = Math.ceil(material.bits / 8);
      return [uint16(material.bits), integer(material.d, width), integer(material.n, width), field(minimal(material.e))];
    }
    case 'RSA-CRT': {
      const width = Math.ceil(material.bits / 8);
      const { dP, dQ, p, qInv, q } = material;
      const halves = [dP, dQ, p, qInv, q].map((value) => integer(value, Math.ceil(width / 2)));
      return [uint16(material.bits), ...halves, integer(material.n, width), field(minimal(material.e))];
    }
    case 'EC': {
      const { a, b, p, n, G, d, Q } = material;
      const width = minimal(p).length;
      const domain = [a, b, p, n].map((value) => integer(value, width));
      return [uint16(width * 8), ...domain, field(G), integer(d, width), field(Q)];
    }
  }
}

/**
 * The key in a decrypted blob: integers of any width are brought to fixed width, and what follows the fields is
 * ignored, because padding differs between implementations (protocol reference 3.4). Everything is copied; wipe
 * both. Tell an EC curve by `p` alone: some write no `a` where it is p - 3. Throws SyntaxError when it makes no sense.
 */
export function readKeyMaterial(plaintext: Uint8Array, type: KeyBlobType): KeyMaterial {
  const reader = new ByteReader(plaintext, 'key blob');
  reader.take(RANDOM);
  const size = reader.uint16();
  if (type === 0x0f) {
    if (![16, 24, 32].includes(size)) throw new SyntaxError('key blob: not an AES key size');
    return { type: 'AES', key: unmovedCopy(reader.take(size)) };
  }
  if (type === 0x0c) return readEc(reader);
  return readRsa(reader, size, type);
}

function readRsa(reader: ByteReader, bits: number, type: 0x05 | 0x06): KeyMaterial {
  const width = Math.ceil(bits / 8);
  if (width < 64 || width > MAX_INTEGER) throw new SyntaxError('key blob: not an RSA key size');
  const next = (wide: number) => widen(reader.field(), wide);
  const exponent = () => {
    const e = Uint8Array.from(minimal(reader.field()));
    if (e.length === 0 || e.length > width) throw new SyntaxError('key blob: no public exponent');
    return e;
  };
  if (type === 0x05) return { type: 'RSA', bits, d: next(width), n: next(width), e: exponent() };
  const half = Math.ceil(width / 2);
  return {
    type: 'RSA-CRT',
    bits,
    dP: next(half),
    dQ: next(half),
    p: next(half),
    qInv: next(half),
    q: next(half),
    n: next(width),
    e: exponent(),
  };
}

function readEc(reader: ByteReader): KeyMaterial {
  const next = () => reader.field();
  // in this order on the wire; the size before them differs between implementations and is not needed
  const fields = { a: next(), b: next(), p: next(), n: next(), G: next(), d: next(), Q: next() };
  const width = minimal(fields.p).length;
  if (width < 16 || width > 66) throw new SyntaxError('key blob: not an EC field size');
  const point = (bytes: Uint8Array) => {
    if (bytes.length !== 1 + 2 * width || bytes[0] !== 0x04) throw new SyntaxError('key blob: not an uncompressed point');
    return Uint8Array.from(bytes);
  };
  return {
    type: 'EC',
    a: widen(fields.a, width),
    b: widen(fields.b, width),
    p: widen(fields.p, width),
    n: widen(fields.n, width),
    G: point(fields.G),
    d: widen(fields.d, width),
    Q: point(fields.Q),
  };
}

function field(value: Uint8Array): Uint8Array {
  return concat(uint16(value.length), value);
}

function minimal(value: Uint8Array): Uint8Array {
  const first = value.findIndex((byte) => byte !== 0);
  return first < 0 ? value.subarray(value.length) : value.subarray(first);
}

function integer(value: Uint8Array, width: number): Uint8Array {
  const digits = minimal(value);
  if (digits.length > width) throw new RangeError(`key field: expected at most ${width} bytes, got ${digits.length}`);
  const encoded = unmovedBytes(2 + width);
  encoded.set(uint16(width));
  encoded.set(digits, encoded.length - digits.length);
  return encoded;
}

function widen(value: Uint8Array, width: number): Uint8Array {
  const digits = minimal(value);
  if (digits.length > width) throw new SyntaxError('key blob: a field is too long for the key size');
  const wide = unmovedBytes(width);
  wide.set(digits, width - digits.length);
  return wide;
}
