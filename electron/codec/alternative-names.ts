import { isIP } from 'node:net';
import { ascii } from '../../shared/bytes.ts';
import { refuse } from '../../shared/failure.ts';
import type { AlternativeName } from '../../shared/subject.ts';
import { encodeTlv } from './tlv.ts';

const SEQUENCE = 0x30;
// context tags of GeneralName (RFC 5280 4.2.1.6)
const tags = { email: 0x81, DNS: 0x82, URI: 0x86, IP: 0x87 } as const;
const MOST_NAMES = 100;
const LONGEST_DNS = 253;
const LONGEST_TEXT = 2048;

/** DER of GeneralNames. Throws Refusal alternative-name-invalid, which names the one that cannot be used. */
export function encodeAlternativeNames(names: readonly AlternativeName[]): Uint8Array {
  if (names.length > MOST_NAMES) refuse('alternative-name-invalid', { name: '…', detail: `there are more than ${MOST_NAMES}` });
  return encodeTlv(SEQUENCE, ...names.map(encodeName));
}

function encodeName({ kind, value }: AlternativeName): Uint8Array {
  const complaint = complaintAbout(kind, value);
  if (complaint)
    refuse('alternative-name-invalid', { name: value.replace(/[^\x20-\x7e\p{L}\p{N}]/gu, '?').slice(0, 80), detail: complaint });
  return encodeTlv(tags[kind], kind === 'IP' ? encodeAddress(value) : ascii.encode(value));
}

function complaintAbout(kind: AlternativeName['kind'], value: string): string | undefined {
  if (kind === 'IP') return isIP(value) === 0 || value.includes('%') ? 'it is no IP address' : undefined;
  if (/[^\x21-\x7e]/.test(value)) {
    return kind === 'DNS' ? 'it takes only ASCII: write other letters in their xn-- form' : 'it takes only ASCII characters without spaces';
  }
  if (value.length > (kind === 'DNS' ? LONGEST_DNS : LONGEST_TEXT)) return 'it is too long';
  if (kind === 'DNS') return isHostName(value) ? undefined : 'it is no host name';
  if (kind === 'email') {
    const [, domain] = /^[^@]+@([^@]+)$/.exec(value) ?? [];
    return domain !== undefined && isHostName(domain) ? undefined : 'it is no e-mail address';
  }
  return /^[A-Za-z][A-Za-z0-9+.-]*:[^"<>\\^`{|}]+$/.test(value) ? undefined : 'it is no URI with a scheme, as in https://…';
}

/** Labels of 1 to 63 letters, digits and hyphens (RFC 1123 2.1); the first may be `*`. Underscores occur in practice and are taken. */
function isHostName(value: string): boolean {
  const labels = value.startsWith('*.') ? value.slice(2).split('.') : value.split('.');
  return labels.every((label) => /^[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?$/.test(label)) && isIP(value) === 0;
}

/** 4 or 16 bytes of an address that `isIP` took. */
function encodeAddress(value: string): Uint8Array {
  if (isIP(value) === 4) return Uint8Array.from(value.split('.').map(Number));
  // an IPv4 address at the end stands for two groups
  const groups = value.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, ...bytes: string[]) => {
    const [a = 0, b = 0, c = 0, d = 0] = bytes.slice(0, 4).map(Number);
    return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
  });
  const [head = '', tail] = groups.split('::');
  const words = (text: string) => (text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16)));
  const [before, after] = [words(head), words(tail ?? '')];
  const zeros = new Array<number>(8 - before.length - after.length).fill(0);
  return Uint8Array.from([...before, ...zeros, ...after].flatMap((group) => [group >> 8, group & 0xff]));
}
