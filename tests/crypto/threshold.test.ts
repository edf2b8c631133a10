import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostRandom } from '../../electron/crypto/random.ts';
import { Secret } from '../../electron/crypto/secret.ts';
import type { EnteredShare } from '../../electron/crypto/share-points.ts';
import { combine, crossCheck, newSplitPassword, passwordPrime, type Split, splitSecret } from '../../electron/crypto/threshold.ts';
import { hex } from '../../shared/bytes.ts';

const stockPrime = hex.decode('F0AF9430E577400B');

const aPassword = fc
  .uint8Array({ minLength: 16, maxLength: 16 })
  .filter((bytes) => bytes[0] !== 0)
  .map((bytes) => new Secret(bytes));
const aSplit = fc
  .integer({ min: 2, max: 9 })
  .chain((total) => fc.record({ total: fc.constant(total), threshold: fc.integer({ min: 2, max: total }) }));

function entered(secret: Secret, split: Split): EnteredShare[] {
  return splitSecret(secret, split).shares.map(({ index, value }) => ({ id: index, value: value.expose() }));
}

/** One digit is another, as a tired custodian types it; the value stays below the prime. */
function mistyped(share: EnteredShare, digit: number, by: number): EnteredShare {
  const value = Uint8Array.from(share.value);
  value[1 + (digit >> 1)] = (value[1 + (digit >> 1)] as number) ^ (by << (digit % 2 ? 0 : 4));
  return { id: share.id, value };
}

const code = (wanted: string) => expect.objectContaining({ failure: expect.objectContaining({ code: wanted }) });

describe('a password split modulo 2^130 - 5', () => {
  it('is brought back by any subset of at least the threshold, in any order', () => {
    fc.assert(
      fc.property(aPassword, aSplit, fc.infiniteStream(fc.nat()), (password, split, order) => {
        const shuffled = entered(password, split)
          .map((share) => ({ share, at: order.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map(({ share }) => share);
        for (let count = split.threshold; count <= split.total; count++) {
          const back = combine(passwordPrime, shuffled.slice(0, count), split.threshold);
          expect(hex.encode(back.expose())).toBe(hex.encode(password.expose()));
        }
      }),
      { numRuns: 200 },
    );
  });

  it('has the prime and values of 17 bytes, in a shape that sc-hsm-tool can be told', () => {
    const { prime, shares } = splitSecret(newSplitPassword(), { threshold: 5, total: 9 });
    expect(hex.encode(prime)).toBe(`03${'FF'.repeat(15)}FB`);
    expect(shares.map(({ index }) => index)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    for (const { value } of shares) expect(value.length).toBe(17);
  });

  it('says nothing with one share less: every password is as likely, and another share fits each', () => {
    const password = newSplitPassword();
    const [first] = entered(password, { threshold: 2, total: 2 }) as [EnteredShare, EnteredShare];
    // any other password gives a second share that goes with the first
    const prime = 2n ** 130n - 5n;
    const y1 = BigInt(`0x${hex.encode(first.value)}`);
    for (let i = 0; i < 20; i++) {
      const other = newSplitPassword();
      const y2 = (2n * y1 - BigInt(`0x${hex.encode(other.expose())}`) + prime) % prime;
      const second = { id: 2, value: hex.decode(y2.toString(16).padStart(34, '0')) };
      expect(combine(passwordPrime, [first, second]).expose()).toEqual(other.expose());
    }
  });

  it('has shares that look uniform, leading zero included', () => {
    const password = newSplitPassword();
    const tops = new Array<number>(4).fill(0);
    for (let i = 0; i < 4000; i++)
      for (const { value } of entered(password, { threshold: 2, total: 2 })) {
        const top = value[0] as number;
        tops[top] = (tops[top] as number) + 1;
      }
    // 8000 draws, 2000 each expected; 5.5 standard deviations
    for (const count of tops) expect(Math.abs(count - 2000)).toBeLessThan(213);
  });

  it('is a fresh password of 16 bytes whose first is not 00, mixed with the device’s', () => {
    for (let i = 0; i < 2000; i++) {
      const device = hostRandom(16);
      const password = newSplitPassword(device);
      expect(password.length).toBe(16);
      expect(password.expose()[0]).not.toBe(0);
      expect(device).toEqual(new Uint8Array(16));
    }
    expect(() => splitSecret(new Secret(new Uint8Array(16)), { threshold: 2, total: 3 })).toThrow(RangeError);
    expect(() => splitSecret(new Secret(hostRandom(8)), { threshold: 2, total: 3 })).toThrow(RangeError);
  });

  it.each([
    [{ threshold: 1, total: 3 }, 'split-threshold-one'],
    [{ threshold: 4, total: 3 }, 'split-threshold-above-total'],
    [{ threshold: 2, total: 10 }, 'split-total'],
    [{ threshold: 1, total: 1 }, 'split-total'],
  ])('is refused for %o', (split, wanted) => {
    expect(() => splitSecret(newSplitPassword(), split)).toThrow(code(wanted));
  });
});

describe('what is entered', () => {
  const password = newSplitPassword();
  const shares = entered(password, { threshold: 3, total: 5 });
  const [one, two, three, four] = shares as [EnteredShare, EnteredShare, EnteredShare, EnteredShare];
  const primeWith = (change: (prime: Uint8Array) => void) => {
    const prime = Uint8Array.from(stockPrime);
    change(prime);
    return prime;
  };

  it('may have leading zeros or none', () => {
    const bare = shares.map(({ id, value }) => ({ id, value: value.subarray(value.findIndex((byte) => byte !== 0)) }));
    const padded = shares.map(({ id, value }) => ({ id, value: Uint8Array.of(0, 0, ...value) }));
    expect(combine(passwordPrime, bare).expose()).toEqual(password.expose());
    expect(combine(Uint8Array.of(0, ...passwordPrime), padded).expose()).toEqual(password.expose());
  });

  it.each<[string, Uint8Array, readonly EnteredShare[], string]>([
    ['no share', passwordPrime, [], 'shares-too-few'],
    ['one share less than needed', passwordPrime, [one, two], 'shares-too-few'],
    ['the same share twice', passwordPrime, [one, two, two], 'share-twice'],
    ['another value under the same number', passwordPrime, [one, two, { id: 2, value: three.value }], 'share-id-twice'],
    ['the same value under another number', passwordPrime, [one, two, { id: 3, value: two.value }], 'share-value-twice'],
    ['ID 0', passwordPrime, [one, two, { id: 0, value: three.value }], 'share-id-zero'],
    ['ID 256', passwordPrime, [one, two, { id: 256, value: three.value }], 'share-id-out-of-range'],
    ['an ID that is no number', passwordPrime, [one, two, { id: Number.NaN, value: three.value }], 'share-id-malformed'],
    ['a value that is the prime', passwordPrime, [one, two, { id: 3, value: passwordPrime }], 'share-value-too-large'],
    [
      'more than anybody holds',
      passwordPrime,
      Array.from({ length: 17 }, (_, i) => ({ id: i + 1, value: hostRandom(16) })),
      'shares-too-many',
    ],
    ['an even prime', primeWith((prime) => prime.set([0x0a], 7)), shares, 'share-prime-even'],
    ['a composite prime', primeWith((prime) => prime.set([0x0d], 7)), shares, 'share-prime-composite'],
    ['a prime without its last group', stockPrime.subarray(0, 4), shares, 'share-prime-length'],
    ['no prime', new Uint8Array(0), shares, 'share-prime-length'],
    ['a prime with groups too many', hex.decode(`${hex.encode(stockPrime)}0101`), shares, 'share-prime-length'],
    ['ours with a wrong digit', hex.decode(`03${'FF'.repeat(15)}FD`), shares, 'share-prime-other'],
    ['a value too large for the prime of another tool', stockPrime, shares, 'share-value-too-large'],
  ])('is refused in words of its own: %s', (_, prime, given, wanted) => {
    expect(() => combine(prime, given, 3)).toThrow(code(wanted));
    expect(() => crossCheck(prime, 3, given)).toThrow(code(wanted));
  });

  it('is noticed three times in four when one share belongs to another set, even with none to spare', () => {
    let noticed = 0;
    for (let i = 0; i < 400; i++) {
      const [, , foreign] = entered(newSplitPassword(), { threshold: 3, total: 3 }) as [EnteredShare, EnteredShare, EnteredShare];
      try {
        expect(combine(passwordPrime, [one, two, foreign], 3).expose()).not.toEqual(password.expose());
      } catch (error) {
        expect(error).toEqual(code('shares-do-not-fit'));
        noticed++;
      }
    }
    expect(noticed).toBeGreaterThan(240);
    expect(hex.encode(combine(passwordPrime, [one, two, four], 3).expose())).toBe(hex.encode(password.expose()));
  });
});

describe('surplus shares', () => {
  /** Shares of a split with some at these positions mistyped. */
  const withTypos = (split: Split, wrong: readonly number[]) =>
    entered(newSplitPassword(), split).map((share, position) => (wrong.includes(position) ? mistyped(share, 7 + position, 5) : share));

  it('agree when all are right, and when there is none to compare', () => {
    fc.assert(
      fc.property(aPassword, aSplit, (password, split) => {
        const shares = entered(password, split);
        expect(crossCheck(passwordPrime, split.threshold, shares)).toEqual({ ok: true });
        expect(crossCheck(passwordPrime, split.threshold, shares.slice(-split.threshold))).toEqual({ ok: true });
      }),
      { numRuns: 50 },
    );
  });

  it('name every typo of any digit in any share, where one more than the threshold is right', () => {
    const aCase = aSplit
      .filter(({ threshold, total }) => total >= threshold + 2)
      .chain((split) =>
        fc.record({
          split: fc.constant(split),
          wrong: fc.uniqueArray(fc.nat(split.total - 1), { minLength: 1, maxLength: split.total - split.threshold - 1 }),
          digit: fc.nat(31),
          by: fc.integer({ min: 1, max: 15 }),
        }),
      );
    fc.assert(
      fc.property(aPassword, aCase, (password, { split, wrong, digit, by }) => {
        // typos of their own, so that two of them do not make another polynomial by design
        const shares = entered(password, split).map((share, position) =>
          wrong.includes(position) ? mistyped(mistyped(share, digit, by), (digit + 1 + position) % 32, (by + position) % 16 || 1) : share,
        );
        const bad = [...wrong].sort((a, b) => a - b).map((position) => position + 1);
        expect(crossCheck(passwordPrime, split.threshold, shares)).toEqual({ bad });
      }),
      { numRuns: 150 },
    );
  });

  it('cannot tell which one of threshold + 1 is wrong, unless fingerprints do', () => {
    for (const threshold of [2, 3, 5, 8]) {
      const shares = withTypos({ threshold, total: threshold + 1 }, [1]);
      expect(crossCheck(passwordPrime, threshold, shares)).toEqual({ undecided: true });
      const known = shares.map((share, position) => ({ ...share, trusted: position !== 1 }));
      expect(crossCheck(passwordPrime, threshold, known)).toEqual({ bad: [2] });
    }
  });

  it('with some of them trusted, name more than they could alone', () => {
    const shares = withTypos({ threshold: 3, total: 6 }, [3, 4, 5]);
    expect(crossCheck(passwordPrime, 3, shares)).toEqual({ undecided: true });
    const trusting = (...positions: number[]) => shares.map((share, position) => ({ ...share, trusted: positions.includes(position) }));
    expect(crossCheck(passwordPrime, 3, trusting(0, 1, 2))).toEqual({ bad: [4, 5, 6] });
    expect(crossCheck(passwordPrime, 3, trusting(0))).toEqual({ undecided: true });
    expect(crossCheck(passwordPrime, 3, trusting(0, 1, 2, 3))).toEqual({ undecided: true });
  });

  it('say that they cannot tell where the shares of two whole sets are mixed', () => {
    const ours = entered(newSplitPassword(), { threshold: 2, total: 6 });
    const theirs = entered(newSplitPassword(), { threshold: 2, total: 6 });
    expect(crossCheck(passwordPrime, 2, [...ours.slice(0, 3), ...theirs.slice(3)])).toEqual({ undecided: true });
    expect(crossCheck(passwordPrime, 2, [...ours.slice(0, 3), ...theirs.slice(4)])).toEqual({ bad: [5, 6] });
  });

  it('also find a wrong number, and work for sixteen', () => {
    const shares = entered(newSplitPassword(), { threshold: 2, total: 4 });
    const renumbered = shares.map((share, position) => (position === 3 ? { ...share, id: 7 } : share));
    expect(crossCheck(passwordPrime, 2, renumbered)).toEqual({ bad: [7] });
    const many = Array.from({ length: 16 }, (_, i) => ({ id: i + 1, value: Uint8Array.of(i === 9 ? 1 : 7 + 3 * i) }));
    expect(crossCheck(stockPrime, 8, many)).toEqual({ bad: [10] });
  });
});
