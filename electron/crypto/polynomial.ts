import { inverse, toNumber } from './modular.ts';
import { hostRandom } from './random.ts';

/**
 * Polynomials over the integers modulo a prime (Shamir 1979). BigInt is neither constant-time nor wipeable: for the
 * moment of a split or a combination the secret lies in memory that JavaScript alone clears.
 */
export interface Point {
  readonly x: bigint;
  readonly y: bigint;
}

/** The value at `x`; `coefficients` from the constant term upwards, each below the prime. */
export function evaluate(coefficients: readonly bigint[], x: bigint, prime: bigint): bigint {
  return coefficients.reduceRight((sum, coefficient) => (sum * x + coefficient) % prime, 0n);
}

/** The value at `x` of the one polynomial of lowest degree through all points (Lagrange). Their x differ modulo the prime; RangeError otherwise. */
export function interpolate(points: readonly Point[], x: bigint, prime: bigint): bigint {
  let sum = 0n;
  for (const [i, { x: xi, y }] of points.entries()) {
    let numerator = y;
    let denominator = 1n;
    for (const [j, { x: xj }] of points.entries()) {
      if (j === i) continue;
      numerator = (numerator * modulo(x - xj, prime)) % prime;
      denominator = (denominator * modulo(xi - xj, prime)) % prime;
    }
    sum = (sum + numerator * inverse(denominator, prime)) % prime;
  }
  return sum;
}

/** Uniform in [0, prime), zero included, from the host's CSPRNG: too large a draw is thrown away, never reduced. */
export function randomBelow(prime: bigint): bigint {
  const bits = prime.toString(2).length;
  const bytes = Math.ceil(bits / 8);
  const surplus = BigInt(8 * bytes - bits);
  // Each draw succeeds with more than one half; so many misses mean a broken random source.
  for (let draw = 0; draw < 1000; draw++) {
    const random = hostRandom(bytes);
    const number = toNumber(random) >> surplus;
    random.fill(0);
    if (number < prime) return number;
  }
  throw new Error('the random source of this computer is broken');
}

function modulo(value: bigint, prime: bigint): bigint {
  const rest = value % prime;
  return rest < 0n ? rest + prime : rest;
}
