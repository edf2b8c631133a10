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
