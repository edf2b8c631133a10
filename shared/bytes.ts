/**
 * Bytes and their text forms. Every decoder refuses what its encoder would not have written. All bytes made here are in memory that is
 * never moved: they may be a secret.
 */

export function assertBytes(value: Uint8Array, length: number, title: string): Uint8Array {
  if (!(value instanceof Uint8Array)) throw new TypeError(`${title}: expected bytes`);
  if (value.length !== length) throw new RangeError(`${title}: expected ${length} bytes, got ${value.length}`);
  return value;
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const joined = unmovedBytes(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

export function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

export function xor(a: Uint8Array, b: Uint8Array): Uint8Array {
  assertBytes(b, a.length, 'xor operand');
  const result = unmovedCopy(a);
  for (let i = 0; i < b.length; i++) result[i] = (result[i] as number) ^ (b[i] as number);
  return result;
}

/** Unsigned 16 bits, big-endian. Throws RangeError outside 0..65535. */
export function uint16(value: number): Uint8Array {
  if (!Number.isInteger(value) || value < 0 || value > 0xffff) throw new RangeError(`uint16: got ${value}`);
  return Uint8Array.of(value >> 8, value & 0xff);
}

/** Hexadecimal, upper case, two digits a byte. `decode` also takes lower case; anything else throws SyntaxError. */
export const hex = {
  encode(bytes: Uint8Array): string {
    let text = '';
    for (const byte of bytes) text += byte.toString(16).padStart(2, '0');
    return text.toUpperCase();
  },
  decode(text: string): Uint8Array {
    if (text.length % 2 !== 0 || /[^0-9A-Fa-f]/.test(text)) throw new SyntaxError('not hexadecimal');
    const bytes = unmovedBytes(text.length / 2);
    for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(text.slice(2 * i, 2 * i + 2), 16);
    return bytes;
  },
};

/** UTF-8. `decode` throws TypeError on malformed input. */
export const utf8 = {
  encode: (text: string): Uint8Array => new TextEncoder().encode(text),
  decode: (bytes: Uint8Array): string => new TextDecoder('utf-8', { fatal: true }).decode(bytes),
};

/** ASCII 0x20..0x7E. Both directions throw SyntaxError outside it. */
export const ascii = {
  encode(text: string): Uint8Array {
    if (/[^\x20-\x7e]/.test(text)) throw new SyntaxError('not printable ASCII');
    return Uint8Array.from(text, (character) => character.charCodeAt(0));
  },
  decode(bytes: Uint8Array): string {
    const text = String.fromCharCode(...bytes);
    if (/[^\x20-\x7e]/.test(text)) throw new SyntaxError('not printable ASCII');
    return text;
  },
};

/**
 * Zeros for a secret, in memory that is never moved. V8 keeps `new Uint8Array(n)` of up to 64 bytes, and what `slice` gives, on its
 * own heap; its garbage collector moves them and leaves the old copy behind, where no `fill(0)` reaches it.
 */
export function unmovedBytes(length: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new ArrayBuffer(length));
}

/** A copy of a secret in memory that is never moved; the caller wipes both. */
export function unmovedCopy(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const copy = unmovedBytes(bytes.length);
  copy.set(bytes);
  return copy;
}
