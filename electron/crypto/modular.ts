import { hex } from '../../shared/bytes.ts';
import { hostRandom } from './random.ts';

/** Arithmetic on BigInt for the rare RSA key that arrives in parts. Neither constant-time nor wipeable: only for the owner's own key, on the owner's machine. */

export function toNumber(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${hex.encode(bytes)}`);
}

/** Big-endian, without leading zeros. */
export function toBytes(value: bigint): Uint8Array {
  const digits = value.toString(16);
  return hex.decode(digits.length % 2 === 0 ? digits : `0${digits}`);
}

export function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  let square = base % modulus;
  for (const bit of exponent.toString(2).split('').reverse()) {
    if (bit === '1') result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}

/** value^-1 mod modulus. Throws RangeError when there is none. */
export function inverse(value: bigint, modulus: bigint): bigint {
  let [r0, r1, t0, t1] = [modulus, value % modulus, 0n, 1n];
  while (r1 !== 0n) {
    const quotient = r0 / r1;
    [r0, r1, t0, t1] = [r1, r0 - quotient * r1, t1, t0 - quotient * t1];
  }
  if (r0 !== 1n) throw new RangeError('no modular inverse');
  return t0 < 0n ? t0 + modulus : t0;
}

export function leastCommonMultiple(a: bigint, b: bigint): bigint {
  return (a / greatestCommonDivisor(a, b)) * b;
}

export function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/**
 * A prime factor of n, given a multiple of the order of every element (e * d - 1), or undefined when it is none:
 * looks for a square root of 1 other than 1 and -1 (SP 800-56B appendix C.1). Each round finds one with probability
 * of at least one half.
 */
export function factorOf(n: bigint, multiple: bigint): bigint | undefined {
  let odd = multiple;
  let twos = 0;
  while (odd > 0n && (odd & 1n) === 0n) {
    odd >>= 1n;
    twos++;
  }
  if (twos === 0) return undefined;
  const width = toBytes(n).length;
  for (let round = 0; round < 100; round++) {
    let root = power(toNumber(hostRandom(width)) % n, odd, n);
    for (let i = 0; i < twos && root !== 1n && root !== n - 1n; i++) {
      const square = (root * root) % n;
      if (square === 1n) {
        const factor = greatestCommonDivisor(root - 1n, n);
        if (factor > 1n && factor < n) return factor;
      }
      root = square;
    }
    // after `twos` squarings every element must have reached 1, or n, e and d are no key
    if (root !== 1n && root !== n - 1n) return undefined;
  }
  return undefined;
}
