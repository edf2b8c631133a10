import { describe, expect, test } from 'vitest';
import { decryptCbc, encryptCbc, zeroIv } from '../../electron/crypto/aes.ts';
import { hostRandom } from '../../electron/crypto/random.ts';
import { Secret } from '../../electron/crypto/secret.ts';
import { stockCandidates } from '../../electron/crypto/stock-split.ts';
import { combine, newSplitPassword, splitSecret } from '../../electron/crypto/threshold.ts';
import { foundInMemory, masked, type Needle, stirMemory, unmasked } from '../ceremony/shares/memory-scan.ts';

const isLinux = process.platform === 'linux';
if (!isLinux) console.log('skipped: only Linux lets a process read its own memory');

/** Masks what a secret holds, without a copy of it. */
const needleOf = (secret: Secret): Needle => masked(secret.expose());

describe.runIf(isLinux)('the bytes of a secret stay where they are, so that wiping them leaves none', () => {
  test('a search finds small bytes that were made without care, after they were wiped', () => {
    const needle = Buffer.from(Array.from({ length: 24 }, (_, at) => (at * 37 + 11) & 0xff));
    const careless = Array.from({ length: 400 }, () => Uint8Array.from(needle, (byte) => byte ^ 0x5a));
    stirMemory();
    for (const bytes of careless) bytes.fill(0);
    expect(foundInMemory({ careless: needle })['careless']).toBeGreaterThan(0);
  });

  test('a split password, its shares, and what a quorum puts together again', () => {
    const password = newSplitPassword();
    const { prime, shares } = splitSecret(password, { threshold: 3, total: 5 });
    const needles: Record<string, Needle> = { password: needleOf(password) };
    for (const { index, value } of shares) needles[`share ${index}`] = needleOf(value);
    stirMemory();
    const once = Object.fromEntries(Object.keys(needles).map((name) => [name, 1]));
    expect(foundInMemory(needles)).toEqual(once);
    for (const secret of [password, ...shares.map(({ value }) => value)]) secret.wipe();
    expect(foundInMemory(needles)).toEqual({});

    const entered = [1, 3, 5].map((id) => ({ id, value: unmasked(needles[`share ${id}`] as Needle) }));
    const points = entered.map(({ id, value }) => ({ id, value: value.expose() }));
    const restored = combine(prime, points, 3);
    expect(needleOf(restored)).toEqual(needles['password']);
    const [candidate] = stockCandidates(
      prime,
      points.map(({ id, value }) => ({ idText: String(id), value })),
    );
    stirMemory();
    expect(foundInMemory(needles)).toEqual({ password: 2, 'share 1': 1, 'share 3': 1, 'share 5': 1 });
    for (const secret of [restored, candidate?.password, ...entered.map(({ value }) => value)]) secret?.wipe();
    expect(foundInMemory(needles)).toEqual({});
  });

  test('bytes that are handed to a Secret are zero afterwards, and where they lay before nothing is', () => {
    const bytes = Uint8Array.from({ length: 32 }, (_, at) => (at * 89 + 7) & 0xff);
    const needle = masked(bytes);
    const secret = new Secret(bytes);
    expect(bytes.every((byte) => byte === 0)).toBe(true);
    stirMemory();
    secret.wipe();
    expect(foundInMemory({ secret: needle })).toEqual({});
  });

  test('what was decrypted stands in the result and nowhere else', () => {
    const key = hostRandom(32);
    for (const length of [48, 304]) {
      const plain = hostRandom(length);
      const needle = masked(plain.subarray(length - 32));
      const encrypted = encryptCbc(key, zeroIv, plain);
      plain.fill(0);
      const decrypted = Array.from({ length: 5 }, () => decryptCbc(key, zeroIv, encrypted));
      expect(foundInMemory({ needle })).toEqual({ needle: decrypted.length });
      for (const bytes of decrypted) bytes.fill(0);
      expect(foundInMemory({ needle })).toEqual({});
    }
  });
});
