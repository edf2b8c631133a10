import { concat } from '../../shared/bytes.ts';

/** BER-TLV with definite lengths (ISO 7816-4 annex E, X.690). Tags are written as one integer: 0x5f29. */
export interface Tlv {
  readonly tag: number;
  /** A view into the bytes read, not a copy. */
  readonly value: Uint8Array;
}

/** Tags of up to three bytes and values of up to 16 MiB cover everything a SmartCard-HSM knows. */
const MAX_TAG_BYTES = 3;
const MAX_LENGTH_BYTES = 3;

/** One element: the tag as given, the shortest length, the values joined. Throws RangeError for an impossible tag or a value above 16 MiB. */
export function encodeTlv(tag: number, ...values: readonly Uint8Array[]): Uint8Array {
  const length = values.reduce((sum, value) => sum + value.length, 0);
  return concat(encodeTag(tag), encodeLength(length), ...values);
}

function encodeTag(tag: number): Uint8Array {
  const bytes: number[] = [];
  for (let rest = tag; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  const [first = 0, ...others] = bytes;
  const wellFormed =
    Number.isInteger(tag) &&
    bytes.length <= MAX_TAG_BYTES &&
    first !== 0 &&
    ((first & 0x1f) === 0x1f) === others.length > 0 &&
    others.every((byte, index) => ((byte & 0x80) !== 0) === index < others.length - 1);
  if (!wellFormed) throw new RangeError(`TLV: 0x${tag.toString(16)} is not a tag`);
  return Uint8Array.from(bytes);
}

function encodeLength(length: number): Uint8Array {
  if (length < 0x80) return Uint8Array.of(length);
  if (length < 0x100) return Uint8Array.of(0x81, length);
  if (length < 0x10000) return Uint8Array.of(0x82, length >> 8, length & 0xff);
  if (length < 0x1000000) return Uint8Array.of(0x83, length >> 16, (length >> 8) & 0xff, length & 0xff);
  throw new RangeError(`TLV: a value of ${length} bytes is too long`);
}

/** The element that begins at `offset`; more may follow from `end`. Throws SyntaxError when it is cut off or malformed. */
export function readTlv(bytes: Uint8Array, offset = 0): Tlv & { readonly end: number } {
  let at = offset;
  const next = (): number => {
    const byte = bytes[at++];
    if (byte === undefined) throw new SyntaxError('TLV: cut off');
    return byte;
  };

  let tag = next();
  // 00 and FF are the padding of ISO 7816-4 5.2.2.1, never a tag
  if (tag === 0x00 || tag === 0xff) throw new SyntaxError('TLV: not a tag');
  if ((tag & 0x1f) === 0x1f) {
    let byte: number;
    let count = 1;
    do {
      if (++count > MAX_TAG_BYTES) throw new SyntaxError('TLV: the tag is too long');
      byte = next();
      tag = tag * 256 + byte;
    } while ((byte & 0x80) !== 0);
  }

  let length = next();
  if (length >= 0x80) {
    const count = length & 0x7f;
    if (count === 0) throw new SyntaxError('TLV: the length is indefinite');
    if (count > MAX_LENGTH_BYTES) throw new SyntaxError('TLV: the length is too long');
    length = 0;
    for (let i = 0; i < count; i++) length = length * 256 + next();
  }
  if (length > bytes.length - at) throw new SyntaxError('TLV: cut off');
  return { tag, value: bytes.subarray(at, at + length), end: at + length };
}

/** All elements, one after the other. Throws SyntaxError when anything else follows them. */
export function readTlvs(bytes: Uint8Array): Tlv[] {
  const found: Tlv[] = [];
  for (let at = 0; at < bytes.length; ) {
    const { tag, value, end } = readTlv(bytes, at);
    found.push({ tag, value });
    at = end;
  }
  return found;
}

/** Value of the first element with the tag, then inside it of the next tag, and so on; undefined when one is missing. Throws SyntaxError when what comes before it is malformed. */
export function findTlv(bytes: Uint8Array, ...path: readonly number[]): Uint8Array | undefined {
  let value: Uint8Array | undefined = bytes;
  for (const tag of path) {
    value = findOne(value, tag);
    if (value === undefined) return undefined;
  }
  return value;
}

function findOne(bytes: Uint8Array, tag: number): Uint8Array | undefined {
  for (let at = 0; at < bytes.length; ) {
    const element = readTlv(bytes, at);
    if (element.tag === tag) return element.value;
    at = element.end;
  }
  return undefined;
}

/** DER INTEGER (tag 02) of a non-negative number below 2^48. */
export function encodeInteger(value: number): Uint8Array {
  if (!Number.isInteger(value) || value < 0 || value >= 2 ** 48) throw new RangeError(`INTEGER: got ${value}`);
  const bytes: number[] = [];
  let rest = value;
  do {
    bytes.unshift(rest % 256);
    rest = Math.floor(rest / 256);
  } while (rest > 0);
  if ((bytes[0] as number) >= 0x80) bytes.unshift(0);
  return encodeTlv(0x02, Uint8Array.from(bytes));
}

/** Content of an INTEGER as a number; cards also write lengths of 8000h bits and more without the leading 00, so it is read unsigned. Throws SyntaxError when empty or above 2^48. */
export function readInteger(content: Uint8Array): number {
  if (content.length === 0 || content.length > 7 || (content.length === 7 && content[0] !== 0))
    throw new SyntaxError('INTEGER: out of range');
  return content.reduce((value, byte) => value * 256 + byte, 0);
}
