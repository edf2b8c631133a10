import { encodeTlv } from './tlv.ts';

const OID = 0x06;

/** DER of an OBJECT IDENTIFIER from its dotted form (X.690 8.19). Throws RangeError when it is none. */
export function encodeOid(dotted: string): Uint8Array {
  const [first = 9, second = 0, ...others] = dotted.split('.').map(Number);
  if (!/^[0-2](?:\.\d{1,9})+$/.test(dotted) || (first < 2 && second > 39)) throw new RangeError(`OBJECT IDENTIFIER: got ${dotted}`);
  return encodeTlv(OID, Uint8Array.from([first * 40 + second, ...others].flatMap(base128)));
}

function base128(value: number): number[] {
  const bytes = [value % 128];
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) bytes.unshift(128 + (rest % 128));
  return bytes;
}

/** The dotted form of an OBJECT IDENTIFIER's content. Throws SyntaxError when it is cut off or has an arc above 2^48. */
export function readOid(content: Uint8Array): string {
  const arcs: number[] = [];
  let arc = 0;
  for (const [index, byte] of content.entries()) {
    arc = arc * 128 + (byte & 0x7f);
    if (arc >= 2 ** 48 || content.length > 64) throw new SyntaxError('OBJECT IDENTIFIER: too long');
    if (byte >= 0x80) {
      if (index === content.length - 1) throw new SyntaxError('OBJECT IDENTIFIER: cut off');
      continue;
    }
    arcs.push(arc);
    arc = 0;
  }
  const [first, ...others] = arcs;
  if (first === undefined) throw new SyntaxError('OBJECT IDENTIFIER: empty');
  const root = Math.min(2, Math.floor(first / 40));
  return [root, first - 40 * root, ...others].join('.');
}
