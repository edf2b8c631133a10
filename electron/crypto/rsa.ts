import {
  constants,
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  type KeyObject,
  privateDecrypt,
  publicEncrypt,
  verify,
} from 'node:crypto';
import { promisify } from 'node:util';
import { unmovedCopy } from '../../shared/bytes.ts';
import { decodeIntegers, encodeIntegers, minimal, toWidth } from './der.ts';
import { factorOf, inverse, leastCommonMultiple, toBytes, toNumber } from './modular.ts';

/** An RSA private key, big-endian: n and d as wide as the modulus, the five CRT values half as wide. Wipe with `wipeRsa`. */
export interface RsaPrivate {
  readonly bits: number;
  readonly n: Uint8Array;
  readonly e: Uint8Array;
  readonly d: Uint8Array;
  readonly p: Uint8Array;
  readonly q: Uint8Array;
  readonly dP: Uint8Array;
  readonly dQ: Uint8Array;
  /** q^-1 mod p */
  readonly qInv: Uint8Array;
}

export type RsaHash = 'sha1' | 'sha224' | 'sha256' | 'sha384' | 'sha512';

const MINIMUM_BITS = 1024;
const MAXIMUM_BITS = 4096;

/** A new key of 1024 to 4096 bits with the exponent 65537, made off the main thread. RSA-4096 takes seconds. */
export async function generateRsa(bits: number): Promise<RsaPrivate> {
  assertBits(bits);
  const { privateKey } = await promisify(generateKeyPair)('rsa', {
    modulusLength: bits,
    publicExponent: 65537,
    publicKeyEncoding: { type: 'pkcs1', format: 'der' },
    privateKeyEncoding: { type: 'pkcs1', format: 'der' },
  });
  try {
    // RFC 8017 A.1.2: version, n, e, d, p, q, dP, dQ, qInv
    const [, n, e, d, p, q, dP, dQ, qInv] = decodeIntegers(privateKey, 9) as [Uint8Array, ...Tuple8];
    return fixedWidth(bits, { n, e, d, p, q, dP, dQ, qInv });
  } finally {
    privateKey.fill(0);
  }
}

type Tuple8 = [Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array];

/**
 * The whole key from n, e and d, as key blobs of type 05 carry it: factors n (SP 800-56B appendix C.1). Throws
 * RangeError when they do not belong together. Works in BigInt, whose memory cannot be wiped.
 */
export function recoverRsa(key: { readonly n: Uint8Array; readonly e: Uint8Array; readonly d: Uint8Array }): RsaPrivate {
  const bits = toNumber(key.n).toString(2).length;
  assertBits(bits);
  const [n, e, d] = [toNumber(key.n), toNumber(key.e), toNumber(key.d)];
  const factor = e > 1n && d > 1n && d < n ? factorOf(n, e * d - 1n) : undefined;
  if (factor === undefined) throw new RangeError('RSA key: modulus and exponents do not belong together');
  const other = n / factor;
  return fromPrimes(bits, n, e, d, factor > other ? factor : other, factor > other ? other : factor);
}

/**
 * The whole key from its primes and public exponent, for blobs of type 06: d is not in them, and their CRT values
 * are spelled differently by different implementations, so all are computed afresh. Throws RangeError unless n = p * q.
 */
export function rsaFromPrimes(key: {
  readonly n: Uint8Array;
  readonly e: Uint8Array;
  readonly p: Uint8Array;
  readonly q: Uint8Array;
}): RsaPrivate {
  const bits = toNumber(key.n).toString(2).length;
  assertBits(bits);
  const [n, e, p, q] = [toNumber(key.n), toNumber(key.e), toNumber(key.p), toNumber(key.q)];
  if (p <= 1n || q <= 1n || p * q !== n) throw new RangeError('RSA key: the primes do not give the modulus');
  const d = inverse(e, leastCommonMultiple(p - 1n, q - 1n));
  return fromPrimes(bits, n, e, d, p, q);
}

/** Raw m^d mod n: a block as wide as the modulus and below it, padding and all. Wipe the result when it is a plaintext. Throws RangeError for another block. */
export function rsaPrivate(key: RsaPrivate, block: Uint8Array): Uint8Array {
  assertBlock(key.n, block);
  const { n, e, d, p, q, dP, dQ, qInv } = key;
  const der = encodeIntegers([Uint8Array.of(0), n, e, d, p, q, dP, dQ, qInv]);
  try {
    const privateKey = createPrivateKey({ key: Buffer.from(der.buffer), type: 'pkcs1', format: 'der' });
    return unmovedCopy(privateDecrypt({ key: privateKey, padding: constants.RSA_NO_PADDING }, block));
  } finally {
    der.fill(0);
  }
}

/** Raw block^e mod n, as wide as the modulus. Throws RangeError as `rsaPrivate`. */
export function rsaPublic(n: Uint8Array, e: Uint8Array, block: Uint8Array): Uint8Array {
  assertBlock(n, block);
  return Uint8Array.from(publicEncrypt({ key: rsaPublicKey(n, e), padding: constants.RSA_NO_PADDING }, block));
}

/** RSASSA-PKCS1-v1_5 over a message. False also for a malformed key or signature. */
export function verifyPkcs1(n: Uint8Array, e: Uint8Array, hash: RsaHash, message: Uint8Array, signature: Uint8Array): boolean {
  return verifies(n, e, (key) => verify(hash, message, { key, padding: constants.RSA_PKCS1_PADDING }, signature));
}

/** RSASSA-PSS over a message, MGF1 with the same hash, salt as long as the hash. False also for a malformed key or signature. */
export function verifyPss(n: Uint8Array, e: Uint8Array, hash: RsaHash, message: Uint8Array, signature: Uint8Array): boolean {
  const padding = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
  return verifies(n, e, (key) => verify(hash, message, { key, ...padding }, signature));
}

/** A public key for node:crypto from modulus and exponent. Throws when they are none. */
export function rsaPublicKey(n: Uint8Array, e: Uint8Array): KeyObject {
  return createPublicKey({ key: Buffer.from(encodeIntegers([n, e])), type: 'pkcs1', format: 'der' });
}

/** Overwrites the secret parts. */
export function wipeRsa(key: RsaPrivate): void {
  for (const secret of [key.d, key.p, key.q, key.dP, key.dQ, key.qInv]) secret.fill(0);
}

function verifies(n: Uint8Array, e: Uint8Array, check: (key: KeyObject) => boolean): boolean {
  try {
    return check(rsaPublicKey(n, e));
  } catch {
    return false;
  }
}

function assertBits(bits: number): void {
  if (!Number.isInteger(bits) || bits < MINIMUM_BITS || bits > MAXIMUM_BITS) {
    throw new RangeError(`RSA key: expected ${MINIMUM_BITS} to ${MAXIMUM_BITS} bits, got ${bits}`);
  }
}

function assertBlock(n: Uint8Array, block: Uint8Array): void {
  const modulus = minimal(n);
  if (block.length !== modulus.length) throw new RangeError(`RSA block: expected ${modulus.length} bytes, got ${block.length}`);
  if (Buffer.compare(block, modulus) >= 0) throw new RangeError('RSA block: not below the modulus');
}

function fromPrimes(bits: number, n: bigint, e: bigint, d: bigint, p: bigint, q: bigint): RsaPrivate {
  const numbers = { n, e, d, p, q, dP: d % (p - 1n), dQ: d % (q - 1n), qInv: inverse(q, p) };
  const entries = Object.entries(numbers).map(([name, value]) => [name, toBytes(value)]);
  return fixedWidth(bits, Object.fromEntries(entries) as Omit<RsaPrivate, 'bits'>);
}

function fixedWidth(bits: number, key: Omit<RsaPrivate, 'bits'>): RsaPrivate {
  const width = Math.ceil(bits / 8);
  const half = Math.ceil(bits / 16);
  const { n, e, d, p, q, dP, dQ, qInv } = key;
  return {
    bits,
    n: toWidth(n, width),
    e: Uint8Array.from(minimal(e)),
    d: toWidth(d, width),
    p: toWidth(p, half),
    q: toWidth(q, half),
    dP: toWidth(dP, half),
    dQ: toWidth(dQ, half),
    qInv: toWidth(qInv, half),
  };
}
