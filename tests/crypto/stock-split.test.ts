import { describe, expect, it } from 'vitest';
import { readPbe } from '../../electron/codec/pbe.ts';
import { colonHex } from '../../electron/codec/share-text.ts';
import { openShare } from '../../electron/crypto/pbe.ts';
import { PbeKeyDerivation } from '../../electron/crypto/pbe-key.ts';
import { Secret } from '../../electron/crypto/secret.ts';
import { type StockCandidate, stockCandidates } from '../../electron/crypto/stock-split.ts';
import { newSplitPassword, splitSecret } from '../../electron/crypto/threshold.ts';
import { hex } from '../../shared/bytes.ts';
import { threshold as twoOfThree } from '../vectors/pbe.ts';
import { leadingZero, threeOfFive, twelveShares } from '../vectors/stock-shares.ts';

interface Vector {
  readonly prime: string;
  readonly shares: readonly (readonly string[])[];
}

/** The shares with these IDs, as printed. */
function entries({ shares }: Vector, ...ids: number[]) {
  return ids.map((id) => {
    const [idText, value] = shares[id - 1] as [string, string];
    return { idText, value: colonHex.decode(value) };
  });
}

function candidates(vector: Vector, ...ids: number[]) {
  return said(vector.prime, entries(vector, ...ids));
}

function said(prime: string, given: readonly { idText: string; value: Uint8Array }[]) {
  return stockCandidates(colonHex.decode(prime), given).map(({ password, reading, form }) => [
    hex.encode(password.expose()),
    reading,
    form,
  ]);
}

const code = (wanted: string) => expect.objectContaining({ failure: expect.objectContaining({ code: wanted }) });

describe('splits of sc-hsm-tool', () => {
  it('give their password from every quorum, and with shares to spare', () => {
    const expected = [[twoOfThree.password, 'decimal IDs', 'eight bytes']];
    for (const ids of [
      [1, 2],
      [1, 3],
      [3, 2],
      [1, 2, 3],
    ])
      expect(candidates(twoOfThree, ...ids)).toEqual(expected);
    for (const ids of [
      [1, 2, 3],
      [2, 4, 5],
      [5, 1, 3],
      [1, 2, 3, 4, 5],
    ]) {
      expect(candidates(threeOfFive, ...ids)).toEqual([[threeOfFive.password, 'decimal IDs', 'eight bytes']]);
    }
  });

  it('keep a leading zero byte, which the tool loses, and offer what the tool would try', () => {
    expect(candidates(leadingZero, 3, 1)).toEqual([
      [leadingZero.password, 'decimal IDs', 'eight bytes'],
      [leadingZero.password.slice(2), 'decimal IDs', 'without leading zero'],
    ]);
  });

  it('take IDs of 10 and more as printed first, then as the tool reads them', () => {
    const [first, second, ...others] = candidates(twelveShares, 12, 3, 10, 11);
    expect(first).toEqual([twelveShares.password, 'decimal IDs', 'eight bytes']);
    expect(second?.[1]).toBe('hexadecimal IDs');
    expect(second?.[0]).not.toBe(twelveShares.password);
    expect(others).toEqual([]);
    // below ten there is only one way to read them
    expect(candidates(twelveShares, 1, 5, 9, 4)).toHaveLength(1);
    const inHex = entries(twelveShares, 12, 3, 10, 11).map((entry) => ({
      ...entry,
      idText: Number(entry.idText).toString(16).toUpperCase(),
    }));
    expect(said(twelveShares.prime, inHex)).toEqual([[twelveShares.password, 'hexadecimal IDs', 'eight bytes']]);
  });

  it.each([
    ['whose password begins with 00', leadingZero, [1, 2]],
    ['with a tenth, an eleventh and a twelfth share', twelveShares, [10, 11, 12, 1]],
  ] as const)('open a file %s', (_, vector, ids) => {
    const pbe = readPbe(hex.decode(vector.file));
    const { password } = stockCandidates(colonHex.decode(vector.prime), entries(vector, ...ids))[0] as StockCandidate;
    const derivation = new PbeKeyDerivation(password.expose(), pbe.salt);
    while (!derivation.step(10_000_000));
    const { key, iv } = derivation.result();
    expect(hex.encode(openShare(pbe, { key: new Secret(key), iv: new Secret(iv) })?.expose() ?? Uint8Array.of())).toBe(vector.share);
  });

  it('may also be ours', () => {
    const password = newSplitPassword();
    const { prime, shares } = splitSecret(password, { threshold: 2, total: 3 });
    const given = shares.slice(1).map(({ index, value }) => ({ idText: `${index}`, value: value.expose() }));
    expect(said(colonHex.encode(prime), given)).toEqual([[hex.encode(password.expose()), 'decimal IDs', 'sixteen bytes']]);
  });

  it('are refused in words of their own', () => {
    const [one, two] = entries(twoOfThree, 1, 2) as [{ idText: string; value: Uint8Array }, { idText: string; value: Uint8Array }];
    const { prime } = twoOfThree;
    expect(() => said(prime, [one])).toThrow(code('shares-too-few'));
    expect(() => said(prime, [one, one])).toThrow(code('share-twice'));
    expect(() => said(prime, [one, { ...two, idText: '01' }])).toThrow(code('share-id-twice'));
    expect(() => said(prime, [one, { ...two, idText: '0' }])).toThrow(code('share-id-zero'));
    expect(() => said(prime, [one, { ...two, idText: 'two' }])).toThrow(code('share-id-malformed'));
    expect(() => said(prime, [one, { ...two, idText: '' }])).toThrow(code('share-id-malformed'));
    expect(() => said(prime, [one, { ...two, idText: '300' }])).toThrow(code('share-id-out-of-range'));
    expect(() => said('f0:af:94:30:e5:77:40:0d', [one, two])).toThrow(code('share-prime-composite'));
    expect(() => said('80:00:00:00:00:00:00:1d', [one, two])).toThrow(code('share-value-too-large'));
  });
});
