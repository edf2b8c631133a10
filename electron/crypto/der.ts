import { concat, unmovedBytes, unmovedCopy } from '../../shared/bytes.ts';

/**
 * The one ASN.1 shape that ECDSA signatures and PKCS#1 keys share: SEQUENCE of non-negative INTEGERs. Bytes in,
 * bytes out, so that secrets never become strings.
 */

/** DER of a SEQUENCE of unsigned big-endian integers; leading zeros are dropped. */
export function encodeIntegers(integers: readonly Uint8Array[]): Uint8Array {
  const encoded = integers.map((integer) => {
    const digits = minimal(integer);
    const signed = digits.length === 0 || (digits[0] as number) >= 0x80 ? concat(Uint8Array.of(0), digits) : digits;
    return concat(Uint8Array.of(0x02), length(signed.length), signed);
  });
  const content = concat(...encoded);
  for (const part of encoded) part.fill(0);
  const sequence = concat(Uint8Array.of(0x30), length(content.length), content);
  content.fill(0);
  return sequence;
}

/** The integers of such a SEQUENCE without leading zeros, copied. Throws SyntaxError when it is anything else or holds more than `count`. */
export function decodeIntegers(der: Uint8Array, count: number): Uint8Array[] {
  const sequence = element(der, 0, 0x30);
  if (sequence.end !== der.length) throw new SyntaxError('DER: trailing bytes');
  const integers: Uint8Array[] = [];
  for (let at = 0; at < sequence.value.length; ) {
    if (integers.length === count) throw new SyntaxError('DER: too many integers');
    const { value, end } = element(sequence.value, at, 0x02);
    if (value.length === 0 || (value[0] as number) >= 0x80) throw new SyntaxError('DER: not a non-negative integer');
    integers.push(unmovedCopy(minimal(value)));
    at = end;
  }
  if (integers.length !== count) throw new SyntaxError('DER: too few integers');
  return integers;
}

/** `value` without leading zeros, padded to `width`. Throws RangeError when it is wider. */
export function toWidth(value: Uint8Array, width: number): Uint8Array {
  const digits = minimal(value);
  if (digits.length > width) throw new RangeError(`integer: expected at most ${width} bytes, got ${digits.length}`);
  const wide = unmovedBytes(width);
  wide.set(digits, width - digits.length);
  return wide;
}

/** A view without leading zeros; empty for zero. */
export function minimal(value: Uint8Array): Uint8Array {
  const first = value.findIndex((byte) => byte !== 0);
  return value.subarray(first < 0 ? value.length : first);
}

function length(value: number): Uint8Array {
  if (value < 0x80) return Uint8Array.of(value);
  return value < 0x100 ? Uint8Array.of(0x81, value) : Uint8Array.of(0x82, value >> 8, value & 0xff);
}

function element(bytes: Uint8Array, offset: number, tag: number): { value: Uint8Array; end: number } {
  if (bytes[offset] !== tag) throw new SyntaxError('DER: unexpected tag');
  let at = offset + 1;
  let size = bytes[at++] ?? Number.NaN;
  if (size >= 0x80) {
    const count = size & 0x7f;
    if (count < 1 || count > 2) throw new SyntaxError('DER: unexpected length');
    size = 0;
    for (let i = 0; i < count; i++) size = size * 256 + (bytes[at++] ?? Number.NaN);
  }
  // NaN, where the length itself is cut off, fails this too
  if (!(size <= bytes.length - at)) throw new SyntaxError('DER: cut off');
  return { value: bytes.subarray(at, at + size), end: at + size };
}
