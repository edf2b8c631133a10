import { constants, createHash, createPrivateKey, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { encodeIntegers } from '../../electron/crypto/der.ts';
import { hostRandom } from '../../electron/crypto/random.ts';
import {
  generateRsa,
  type RsaPrivate,
  recoverRsa,
  rsaFromPrimes,
  rsaPrivate,
  rsaPublic,
  verifyPkcs1,
  verifyPss,
  wipeRsa,
} from '../../electron/crypto/rsa.ts';

const toNumber = (bytes: Uint8Array) => BigInt(`0x${Buffer.from(bytes).toString('hex')}`);

function assertSame(key: RsaPrivate, other: RsaPrivate): void {
  const block = hostRandom(key.bits / 8);
  block[0] = 0;
  expect(rsaPublic(key.n, key.e, rsaPrivate(other, block))).toEqual(block);
  expect((toNumber(other.q) * toNumber(other.qInv)) % toNumber(other.p)).toBe(1n);
  expect(other.n).toEqual(key.n);
}

describe.each([1024, 1536, 2048, 3072, 4096])('RSA-%i', (bits) => {
  it('makes a key, uses it raw, and rebuilds it from n, e, d and from its primes', async () => {
    const key = await generateRsa(bits);
    expect(key.bits).toBe(bits);
    expect([key.n, key.d, key.p, key.q, key.dP, key.dQ, key.qInv].map((value) => value.length * 8)).toEqual([
      bits,
      bits,
      ...Array(5).fill(bits / 2),
    ]);
    assertSame(key, key);
    assertSame(key, rsaFromPrimes(key));
    assertSame(key, recoverRsa(key));
  }, 120_000);
});

describe('RSA', async () => {
  const key = await generateRsa(2048);
  const message = Buffer.from('ceremony');

  it('verifies PKCS#1 v1.5 and PSS signatures, and no altered ones', () => {
    const { n, e, d, p, q, dP, dQ, qInv } = key;
    const der = encodeIntegers([Uint8Array.of(0), n, e, d, p, q, dP, dQ, qInv]);
    const nodeKey = createPrivateKey({ key: Buffer.from(der), type: 'pkcs1', format: 'der' });
    for (const hash of ['sha1', 'sha224', 'sha256', 'sha384', 'sha512'] as const) {
      const pkcs1 = sign(hash, message, nodeKey);
      const pss = sign(hash, message, {
        key: nodeKey,
        padding: constants.RSA_PKCS1_PSS_PADDING,
        saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
      });
      expect(verifyPkcs1(n, e, hash, message, pkcs1)).toBe(true);
      expect(verifyPss(n, e, hash, message, pss)).toBe(true);
      expect(verifyPss(n, e, hash, message, pkcs1)).toBe(false);
      pkcs1[9] = (pkcs1[9] as number) ^ 1;
      expect(verifyPkcs1(n, e, hash, message, pkcs1)).toBe(false);
    }
    expect(verifyPkcs1(new Uint8Array(0), e, 'sha256', message, new Uint8Array(3))).toBe(false);
  });

  it('signs a block that the host has padded, as the card does', () => {
    const digestInfo = Buffer.concat([
      Buffer.from('3031300d060960864801650304020105000420', 'hex'),
      createHash('sha256').update(message).digest(),
    ]);
    const block = Buffer.concat([Buffer.of(0, 1), Buffer.alloc(256 - 3 - digestInfo.length, 0xff), Buffer.of(0), digestInfo]);
    expect(verifyPkcs1(key.n, key.e, 'sha256', message, rsaPrivate(key, block))).toBe(true);
  });

  it('refuses blocks of the wrong length or not below the modulus, and sizes the card does not have', async () => {
    expect(() => rsaPrivate(key, new Uint8Array(255))).toThrow(RangeError);
    expect(() => rsaPrivate(key, key.n)).toThrow(RangeError);
    expect(() => rsaPublic(key.n, key.e, new Uint8Array(256).fill(0xff))).toThrow(RangeError);
    await expect(generateRsa(512)).rejects.toThrow(RangeError);
    await expect(generateRsa(8192)).rejects.toThrow(RangeError);
  });

  it('does not rebuild a key from parts that do not belong together', () => {
    const wrong = key.d.slice();
    wrong[100] = (wrong[100] as number) ^ 1;
    expect(() => recoverRsa({ ...key, d: wrong })).toThrow(RangeError);
    expect(() => rsaFromPrimes({ ...key, p: key.q })).toThrow(RangeError);
  });

  it('is wiped', () => {
    const copy = rsaFromPrimes(key);
    wipeRsa(copy);
    expect([copy.d, copy.p, copy.q, copy.dP, copy.dQ, copy.qInv].every((part) => part.every((byte) => byte === 0))).toBe(true);
  });
});
