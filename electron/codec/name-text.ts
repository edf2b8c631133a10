import { hex } from '../../shared/bytes.ts';
import { subjectFields } from '../../shared/subject.ts';
import { DerElements } from './der-elements.ts';
import type { Tlv } from './tlv.ts';

const SET = 0x31;
const names = new Map<string, string>(Object.entries(subjectFields).map(([name, { oid }]) => [oid, name]));
/** Longer ones are cut: this is for people, and nothing is decided by it. */
const LONGEST = 300;

/** A Name as text for people, `C=AT, O=…, CN=…`, in its own order. What cannot be seen, or would change the direction of the text, becomes `?`. */
export function readNameText(name: Uint8Array): string {
  const parts: string[] = [];
  for (const rdns = DerElements.of(name, 'name'); rdns.has(); ) {
    for (const set = rdns.enter(SET); set.has(); ) {
      const attribute = set.enter();
      const oid = attribute.oid();
      parts.push(`${names.get(oid) ?? oid}=${visible(readText(attribute.any()))}`);
    }
  }
  const text = parts.join(', ');
  return text === '' ? '(no name)' : text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** The text of a DirectoryString or another ASN.1 string; other types as hexadecimal. */
export function readText({ tag, value }: Tlv): string {
  switch (tag) {
    case 0x0c:
      return new TextDecoder('utf-8').decode(value);
    case 0x1e:
      return Array.from({ length: value.length >> 1 }, (_, i) =>
        String.fromCharCode((value[2 * i] as number) * 256 + (value[2 * i + 1] as number)),
      ).join('');
    case 0x12:
    case 0x13:
    case 0x14:
    case 0x16:
    case 0x1a:
      return Array.from(value.subarray(0, 4096), (byte) => String.fromCharCode(byte)).join('');
    default:
      return `#${hex.encode(value.subarray(0, 64))}`;
  }
}

export function visible(text: string): string {
  return text.replace(/\p{C}|[\u2028\u2029]/gu, '?');
}
