import { assertBytes, unmovedBytes } from '../../shared/bytes.ts';
import { refuse } from '../../shared/failure.ts';
import { type CheckableShare, type CrossCheck, crossCheckBy } from './cross-check.ts';
import { toBytes, toNumber } from './modular.ts';
import { evaluate, interpolate, type Point, randomBelow } from './polynomial.ts';
import { hostRandom, mixedRandom } from './random.ts';
import { Secret } from './secret.ts';
import { checkPrime, checkShares, type EnteredShare, OUR_PRIME } from './share-points.ts';

/** Bytes in a password that is split. */
export const SPLIT_PASSWORD = 16;
/** Bytes in the prime and in each value. */
export const SHARE_VALUE = 17;
/** sc-hsm-tool reads the number of a tenth share as hexadecimal. */
export const MOST_CUSTODIANS = 9;

/** p = 2^130 - 5 in 17 bytes: the prime of every split made here, short enough for sc-hsm-tool's prompt. */
export const passwordPrime: Uint8Array = fixedWidth(OUR_PRIME, SHARE_VALUE);

export interface Split {
  readonly threshold: number;
  readonly total: number;
}

/** One custodian's part; `index` counts from 1. Who asked for the split wipes the values. */
export interface PasswordShare {
  readonly index: number;
  /** 17 bytes */
  readonly value: Secret;
}

/**
 * A password to be split: 16 random bytes of the host's CSPRNG, XOR `deviceBytes` (16 bytes, wiped) where a device is
 * at hand. The first byte is never 00, which sc-hsm-tool would lose. The caller wipes it.
 */
export function newSplitPassword(deviceBytes: Uint8Array = hostRandom(SPLIT_PASSWORD)): Secret {
  const password = mixedRandom(SPLIT_PASSWORD, deviceBytes);
  for (let draw = 0; password[0] === 0; draw++) {
    if (draw === 1000) throw new Error('the random source of this computer is broken');
    password.set(hostRandom(1));
  }
  return new Secret(password);
}

/** Refusal `split-threshold-one`, `split-threshold-above-total`, `split-total` unless 2 <= threshold <= total <= 9. */
export function checkSplit({ threshold, total }: Split): void {
  if (!Number.isInteger(total) || total < 2 || total > MOST_CUSTODIANS) refuse('split-total', { total, most: MOST_CUSTODIANS });
  if (!Number.isInteger(threshold) || threshold < 2) refuse('split-threshold-one');
  if (threshold > total) refuse('split-threshold-above-total', { threshold, total });
}

/**
 * Splits a password of 16 bytes, the first not 00 (RangeError otherwise), so that any `threshold` of the `total` shares
 * bring it back and fewer tell nothing (Shamir 1979, modulo 2^130 - 5). Refusals of `checkSplit`.
 */
export function splitSecret(secret: Secret, split: Split): { readonly prime: Uint8Array; readonly shares: readonly PasswordShare[] } {
  checkSplit(split);
  const bytes = assertBytes(secret.expose(), SPLIT_PASSWORD, 'password to split');
  if (bytes[0] === 0) throw new RangeError('password to split: the first byte must not be 00');
  const coefficients = [toNumber(bytes), ...Array.from({ length: split.threshold - 1 }, () => randomBelow(OUR_PRIME))];
  const shares = Array.from({ length: split.total }, (_, position) => {
    const index = position + 1;
    return { index, value: new Secret(fixedWidth(evaluate(coefficients, BigInt(index), OUR_PRIME), SHARE_VALUE)) };
  });
  return { prime: Uint8Array.from(passwordPrime), shares };
}

/**
 * The password that the shares give: 16 bytes for our prime, as many as the prime has for another one. More shares than
 * needed do no harm when all are right; `crossCheck` first. With `threshold`, too few are refused. The caller wipes it.
 * Refusal `shares-too-few`, `shares-do-not-fit` (our prime only: such a password is never split) and those of share-points.ts.
 */
export function combine(primeBytes: Uint8Array, shares: readonly EnteredShare[], threshold = 2): Secret {
  const prime = checkPrime(primeBytes);
  const points = checkShares(prime, shares);
  if (points.length < threshold) refuse('shares-too-few', { have: points.length, need: threshold });
  const secret = interpolate(points, 0n, prime);
  if (prime !== OUR_PRIME) return new Secret(fixedWidth(secret, toBytes(prime).length));
  // A share of another set gives any number below 2^130, three times in four no password; a mistyped digit often slips through.
  if (secret >> 128n !== 0n || secret >> 120n === 0n) refuse('shares-do-not-fit');
  return new Secret(fixedWidth(secret, SPLIT_PASSWORD));
}

/**
 * Whether all shares lie on one polynomial of the threshold's degree, and if not, which (by ID) are wrong where that can be told:
 * one typo among `threshold` + 1 shares cannot be pinned down, among `threshold` + 2 it can. A share whose fingerprint is that of the register is `trusted`.
 * Refusal `shares-too-few` and those of share-points.ts.
 */
export function crossCheck(
  primeBytes: Uint8Array,
  threshold: number,
  shares: readonly (EnteredShare & Pick<CheckableShare, 'trusted'>)[],
): CrossCheck {
  const prime = checkPrime(primeBytes);
  const points = checkShares(prime, shares);
  if (points.length < threshold) refuse('shares-too-few', { have: points.length, need: threshold });
  return crossCheckBy(shares, threshold, (basis, position) => {
    const { x, y } = points[position] as Point;
    return (
      interpolate(
        basis.map((each) => points[each] as Point),
        x,
        prime,
      ) === y
    );
  });
}

function fixedWidth(value: bigint, length: number): Uint8Array {
  const bytes = toBytes(value);
  const wide = unmovedBytes(length);
  wide.set(bytes, length - bytes.length);
  bytes.fill(0);
  return wide;
}
