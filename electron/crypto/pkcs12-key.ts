import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { unmovedBytes, unmovedCopy } from '../../shared/bytes.ts';
import type { PbeHash, Pkcs12Mac } from '../../shared/key-encryption.ts';

/** What a derived key is for (RFC 7292 B.3). */
export const purpose = { key: 1, iv: 2, mac: 3 } as const;

const sizes: Readonly<Record<PbeHash, { digest: number; block: number }>> = {
  sha1: { digest: 20, block: 64 },
  sha224: { digest: 28, block: 64 },
  sha256: { digest: 32, block: 64 },
  sha384: { digest: 48, block: 128 },
  sha512: { digest: 64, block: 128 },
};

/** Iterations between two breaths of the event loop: a few milliseconds. */
const SLICE = 5000;

/**
 * A password from UTF-8 as PKCS#12 wants it: UTF-16, big-endian, and two zeros (RFC 7292 B.1). Wipe it. Never becomes a string.
 * Malformed UTF-8 gives what cannot be right.
 */
export function bmpPassword(password: Uint8Array): Uint8Array {
  const wide = unmovedBytes(2 * password.length + 2);
  let length = 0;
  const push = (unit: number) => {
    wide[length++] = unit >> 8;
    wide[length++] = unit & 0xff;
  };
  for (let at = 0; at < password.length; ) {
    const first = password[at++] as number;
    const more = first < 0x80 ? 0 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
    let point = more === 0 ? first : first & (0x3f >> more);
    for (let i = 0; i < more; i++) point = (point << 6) | ((password[at++] ?? 0) & 0x3f);
    if (point < 0x10000) push(point);
    else {
      push(0xd800 + ((point - 0x10000) >> 10));
      push(0xdc00 + ((point - 0x10000) & 0x3ff));
    }
  }
  const whole = unmovedCopy(wide.subarray(0, length + 2));
  wide.fill(0);
  return whole;
}

/** RFC 7292 B.2: `length` bytes from a password as `bmpPassword` gives it. Wipe the result. */
export async function pkcs12Key(
  password: Uint8Array,
  salt: Uint8Array,
  iterations: number,
  hash: PbeHash,
  id: number,
  length: number,
): Promise<Uint8Array> {
  const { digest, block } = sizes[hash];
  const input = unmovedBytes([salt, password].reduce((sum, part) => sum + block * Math.ceil(part.length / block), 0));
  repeat(salt, input, 0, block);
  repeat(password, input, block * Math.ceil(salt.length / block), block);
  const D = new Uint8Array(block).fill(id);
  const key = unmovedBytes(length);
  for (let done = 0; done < length; done += digest) {
    let A: Uint8Array = createHash(hash).update(D).update(input).digest();
    for (let i = 1; i < iterations; i++) {
      const next = createHash(hash).update(A).digest();
      A.fill(0);
      A = next;
      if (i % SLICE === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    key.set(A.subarray(0, Math.min(digest, length - done)), done);
    for (let at = 0; at < input.length; at += block) addOne(input.subarray(at, at + block), A, digest);
    A.fill(0);
  }
  input.fill(0);
  return key;
}

/** Whether the check of a PKCS#12 file fits the password (as `bmpPassword` gives it) and the content. */
export async function pkcs12MacFits(mac: Pkcs12Mac, password: Uint8Array, content: Uint8Array): Promise<boolean> {
  const key = await pkcs12Key(password, mac.salt, mac.iterations, mac.hash, purpose.mac, sizes[mac.hash].digest);
  try {
    const expected = createHmac(mac.hash, key).update(content).digest();
    return expected.length === mac.digest.length && timingSafeEqual(expected, mac.digest);
  } finally {
    key.fill(0);
  }
}

function repeat(value: Uint8Array, into: Uint8Array, from: number, block: number): void {
  const end = from + block * Math.ceil(value.length / block);
  for (let at = from; at < end; at++) into[at] = value[(at - from) % value.length] as number;
}

/** I = I + B + 1 modulo 2^(8 * block), B being A repeated (RFC 7292 B.2, step 6C). */
function addOne(I: Uint8Array, A: Uint8Array, digest: number): void {
  let carry = 1;
  for (let at = I.length - 1; at >= 0; at--) {
    const sum = (I[at] as number) + (A[at % digest] as number) + carry;
    I[at] = sum & 0xff;
    carry = sum >> 8;
  }
}
