import { ascii, concat, uint16 } from '../../shared/bytes.ts';

/** OpenSSH's names of the curves it knows (RFC 5656 10.1). */
const sshCurves = { secp256r1: 'nistp256', secp384r1: 'nistp384', secp521r1: 'nistp521' } as const;
export type SshCurve = keyof typeof sshCurves;

export function isSshCurve(name: string): name is SshCurve {
  return Object.hasOwn(sshCurves, name);
}

/** The line of an RSA key for `authorized_keys` (RFC 4253 6.6), without line feed. The comment loses its control characters. */
export function encodeSshRsa(modulus: Uint8Array, exponent: Uint8Array, comment: string): string {
  return line('ssh-rsa', [mpint(exponent), mpint(modulus)], comment);
}

/** The same for a key on a NIST curve: `Q` is the uncompressed point (RFC 5656 3.1). */
export function encodeSshEc(curve: SshCurve, Q: Uint8Array, comment: string): string {
  const name = sshCurves[curve];
  return line(`ecdsa-sha2-${name}`, [string(ascii.encode(name)), string(Q)], comment);
}

function line(kind: string, parts: readonly Uint8Array[], comment: string): string {
  const blob = concat(string(ascii.encode(kind)), ...parts);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a line break in a label would begin another key
  const said = comment.replace(/[\x00-\x1f\x7f-\x9f\u2028\u2029]+/g, ' ').trim();
  return `${kind} ${Buffer.from(blob).toString('base64')}${said && ` ${said}`}`;
}

function string(value: Uint8Array): Uint8Array {
  return concat(uint16(0), uint16(value.length), value);
}

/** RFC 4251 5: two's complement, shortest form. */
function mpint(value: Uint8Array): Uint8Array {
  const first = value.findIndex((byte) => byte !== 0);
  const digits = value.subarray(first < 0 ? value.length : first);
  return string((digits[0] ?? 0) >= 0x80 ? concat(Uint8Array.of(0), digits) : digits);
}
