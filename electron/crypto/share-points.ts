import { refuse } from '../../shared/failure.ts';
import { listed } from '../../shared/language/text.ts';
import { power, toNumber } from './modular.ts';
import type { Point } from './polynomial.ts';

/** One share as it was entered: its number and its value, big-endian, with or without leading zeros. */
export interface EnteredShare {
  readonly id: number;
  readonly value: Uint8Array;
}

/** p = 2^130 - 5, the prime of the shares made here. */
export const OUR_PRIME = (1n << 130n) - 5n;
const OUR_BITS = 130;
/** sc-hsm-tool makes primes of 64 bits; its first versions one as long as the password, which may begin with zeros. */
const STOCK_BITS = { least: 40, most: 64 };
/** sc-hsm-tool counts shares in one byte. */
const MOST_ID = 255;
/** More are never needed; bounds the work on what was entered. */
export const MOST_SHARES = 16;

/**
 * The prime as a number, judged as far as it can be alone. Refusal `share-prime-length`, `share-prime-even`,
 * `share-prime-other`, `share-prime-composite`.
 */
export function checkPrime(bytes: Uint8Array): bigint {
  const prime = toNumber(bytes);
  if (prime === OUR_PRIME) return prime;
  const bits = prime === 0n ? 0 : prime.toString(2).length;
  if (bits !== OUR_BITS && (bits < STOCK_BITS.least || bits > STOCK_BITS.most)) refuse('share-prime-length', { bits });
  if ((prime & 1n) === 0n) refuse('share-prime-even');
  if (bits === OUR_BITS) refuse('share-prime-other');
  if (!isPrime(prime)) refuse('share-prime-composite');
  return prime;
}

/**
 * The shares as points, each judged alone and against the others. Refusal `share-id-zero`, `share-id-out-of-range`,
 * `share-value-too-large`, `share-twice`, `share-id-twice`, `share-value-twice`, `shares-too-many`.
 */
export function checkShares(prime: bigint, shares: readonly EnteredShare[]): Point[] {
  if (shares.length > MOST_SHARES) refuse('shares-too-many', { have: shares.length, most: MOST_SHARES });
  const points: Point[] = [];
  for (const { id, value } of shares) {
    checkId(id);
    const point = { x: BigInt(id), y: toNumber(value) };
    if (point.y >= prime) refuse('share-value-too-large', { id });
    for (const other of points) {
      if (other.x === point.x) refuse(other.y === point.y ? 'share-twice' : 'share-id-twice', { id });
      if (other.y === point.y) refuse('share-value-twice', { ids: listed([String(other.x), String(id)]) });
    }
    points.push(point);
  }
  return points;
}

/** Refusal `share-id-zero`, `share-id-out-of-range`, `share-id-malformed`. */
export function checkId(id: number, most = MOST_ID): void {
  if (id === 0) refuse('share-id-zero');
  if (!Number.isInteger(id) || id < 0) refuse('share-id-malformed');
  if (id > most) refuse('share-id-out-of-range', { id, most });
}

/** Miller-Rabin; with the first twelve primes as bases it is a proof below 2^64 (Sorenson and Webster 2015). */
function isPrime(n: bigint): boolean {
  const bases = [2n, 3n, 5n, 7n, 11n, 13n, 17n, 19n, 23n, 29n, 31n, 37n];
  if (n < 2n || bases.some((base) => n % base === 0n)) return bases.includes(n);
  let odd = n - 1n;
  let twos = 0;
  for (; (odd & 1n) === 0n; odd >>= 1n) twos++;
  return bases.every((base) => {
    let root = power(base, odd, n);
    if (root === 1n || root === n - 1n) return true;
    for (let i = 1; i < twos; i++) {
      root = (root * root) % n;
      if (root === n - 1n) return true;
    }
    return false;
  });
}
