import { concat } from '../../shared/bytes.ts';
import { encodeTlv, readTlv } from './tlv.ts';

/** PKCS#12 files nest to about 15 levels. */
const DEEPEST = 32;
/** Of one list. Octet strings in pieces of 1000 bytes, as others write them, have no more than the file has kilobytes. */
const MOST_PARTS = 20_000;
const OCTET_STRING = 0x04;
const CONSTRUCTED = 0x20;

/**
 * PKCS#12 files may be BER (X.690 8.1.3.6): of indefinite length, with octet strings in pieces, as Firefox and older Java write
 * them. Gives the first element of `bytes` with definite lengths and whole octet strings, copied; what follows it is dropped, as
 * padding is. Throws SyntaxError when malformed or nested too deep. Every byte is looked at once per level.
 */
export function definite(bytes: Uint8Array): Uint8Array {
  return element(bytes, 0, 0).der;
}

function element(bytes: Uint8Array, offset: number, depth: number): { der: Uint8Array; end: number } {
  if (depth > DEEPEST) throw new SyntaxError('BER: nested too deep');
  const tag = bytes[offset];
  if (tag === undefined || tag === 0 || (tag & 0x1f) === 0x1f) throw new SyntaxError('BER: malformed');
  const isConstructed = (tag & CONSTRUCTED) !== 0;
  if (isConstructed && bytes[offset + 1] === 0x80) return indefinite(bytes, tag, offset + 2, depth);
  const { value, end } = readTlv(bytes, offset);
  if (!isConstructed) return { der: bytes.slice(offset, end), end };
  const parts: Uint8Array[] = [];
  for (let at = 0; at < value.length; ) {
    const inner = element(value, at, depth + 1);
    take(parts, inner.der);
    at = inner.end;
  }
  return { der: joined(tag, parts), end };
}

function indefinite(bytes: Uint8Array, tag: number, start: number, depth: number): { der: Uint8Array; end: number } {
  const parts: Uint8Array[] = [];
  let at = start;
  while (bytes[at] !== 0 || bytes[at + 1] !== 0) {
    const inner = element(bytes, at, depth + 1);
    take(parts, inner.der);
    at = inner.end;
  }
  return { der: joined(tag, parts), end: at + 2 };
}

function take(parts: Uint8Array[], der: Uint8Array): void {
  parts.push(der);
  if (parts.length <= MOST_PARTS) return;
  for (const part of parts) part.fill(0);
  throw new SyntaxError('BER: too many elements');
}

/** Wipes the parts: a private key may be in them. */
function joined(tag: number, parts: readonly Uint8Array[]): Uint8Array {
  try {
    if (tag !== (OCTET_STRING | CONSTRUCTED)) return encodeTlv(tag, ...parts);
    return encodeTlv(OCTET_STRING, concat(...parts.map((part) => readTlv(part)).map(octets)));
  } finally {
    for (const part of parts) part.fill(0);
  }
}

function octets({ tag, value }: { tag: number; value: Uint8Array }): Uint8Array {
  if (tag !== OCTET_STRING) throw new SyntaxError('BER: malformed');
  return value;
}
