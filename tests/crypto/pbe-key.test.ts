import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dkekKcv } from '../../electron/crypto/dkek.ts';
import { md5Chain } from '../../electron/crypto/md5-chain.ts';
import { openShare, sealShare } from '../../electron/crypto/pbe.ts';
import { PbeKeyDerivation } from '../../electron/crypto/pbe-key.ts';
import { hostRandom } from '../../electron/crypto/random.ts';
import { Secret } from '../../electron/crypto/secret.ts';
import { hex } from '../../shared/bytes.ts';
import { password, threshold } from '../vectors/pbe.ts';

const salt = hex.decode('0102030405060708');

/** The definition itself, with another implementation of MD5. */
function reference(secret: Uint8Array, count: number): string {
  let digest = Buffer.alloc(0);
  const digests: Buffer[] = [];
  for (let i = 0; i < 3; i++) {
    digest = createHash('md5').update(digest).update(secret).update(salt).digest();
    for (let n = 1; n < count; n++) digest = createHash('md5').update(digest).digest();
    digests.push(digest);
  }
  return Buffer.concat(digests).toString('hex');
}

function derive(secret: Uint8Array, count: number, slices: readonly number[] = [count * 3]): string {
  const derivation = new PbeKeyDerivation(secret, salt, count);
  for (let i = 0; !derivation.done; i++) derivation.step(slices[i % slices.length] as number);
  const { key, iv } = derivation.result();
  return Buffer.concat([key, iv]).toString('hex');
}

function fileOf(vector: { file: string }): { salt: Uint8Array; ciphertext: Uint8Array } {
  const file = hex.decode(vector.file);
  return { salt: file.subarray(8, 16), ciphertext: file.subarray(16) };
}

describe('chained MD5', () => {
  it('is MD5 of MD5 of MD5 …', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), fc.integer({ min: 0, max: 50 }), (start, rounds) => {
        const state = new Int32Array(start.slice().buffer);
        md5Chain(state, rounds);
        let expected = Buffer.from(start);
        for (let i = 0; i < rounds; i++) expected = createHash('md5').update(expected).digest();
        expect(Buffer.from(state.buffer).equals(expected)).toBe(true);
      }),
    );
  });
});

describe('key of a share file', () => {
  it('is EVP_BytesToKey for passwords of every length', () => {
    for (const length of [1, 8, 39, 40, 47, 48, 55, 56, 64, 120, 255, 1024])
      expect(derive(sample(length), 5)).toBe(reference(sample(length), 5));
    expect(() => new PbeKeyDerivation(new Uint8Array(0), salt)).toThrow(RangeError);
    expect(() => new PbeKeyDerivation(new Uint8Array(1025), salt)).toThrow(RangeError);
    expect(() => new PbeKeyDerivation(salt, salt.subarray(1))).toThrow(RangeError);
  });

  it('is the same in slices of any size, with progress that only grows', () => {
    const secret = hex.decode(password.password);
    const whole = derive(secret, 1000);
    expect(whole).toBe(reference(secret, 1000));
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 1500 }), { minLength: 1 }), (slices) => derive(secret, 1000, slices) === whole),
    );
    const derivation = new PbeKeyDerivation(secret, salt, 1000);
    let before = 0;
    while (!derivation.step(77)) {
      expect(derivation.fraction).toBeGreaterThan(before);
      before = derivation.fraction;
    }
    expect(derivation.fraction).toBe(1);
    expect(derive(secret, 1)).toBe(reference(secret, 1));
  });

  it('is gone once it is wiped', () => {
    const derivation = new PbeKeyDerivation(salt, salt, 10);
    expect(() => derivation.result()).toThrow();
    derivation.step(30);
    expect(derivation.result().key.length).toBe(32);
    derivation.wipe();
    expect(() => derivation.result()).toThrow();
  });

  it.each([
    ['a typed password', password],
    ["the binary password of sc-hsm-tool's n-of-m", threshold],
  ])('opens a file of sc-hsm-tool with %s, and no other password does', (_, vector) => {
    const { salt: fileSalt, ciphertext } = fileOf(vector);
    const derivation = new PbeKeyDerivation(hex.decode(vector.password), fileSalt);
    while (!derivation.done) derivation.step(1_000_000);
    const { key, iv } = derivation.result();
    const keys = { key: new Secret(key), iv: new Secret(iv) };
    const share = openShare({ ciphertext }, keys) as Secret;
    expect(hex.encode(share.expose())).toBe(vector.share);
    expect(hex.encode(dkekKcv(share.expose()))).toBe(vector.kcv);
    expect(hex.encode(sealShare(share, keys))).toBe(hex.encode(ciphertext));
    for (let i = 0; i < 2000; i++) {
      const wrong = { key: new Secret(hostRandom(32)), iv: keys.iv };
      expect(openShare({ ciphertext }, wrong)).toBeUndefined();
    }
  });
});

describe('share file', () => {
  const keys = { key: new Secret(hostRandom(32)), iv: new Secret(hostRandom(16)) };
  const share = new Secret(hostRandom(32));

  it('is refused with any bit of its padding wrong', () => {
    const ciphertext = sealShare(share, keys);
    expect(openShare({ ciphertext }, keys)?.expose()).toEqual(share.expose());
    // a flipped bit in the middle block flips the same bit of the padding
    for (let bit = 0; bit < 128; bit++) {
      const altered = ciphertext.slice();
      altered[16 + (bit >> 3)] = (altered[16 + (bit >> 3)] as number) ^ (1 << (bit & 7));
      expect(openShare({ ciphertext: altered }, keys)).toBeUndefined();
    }
  });

  it('has 48 bytes for a share of 32', () => {
    expect(sealShare(share, keys).length).toBe(48);
    expect(() => sealShare(new Secret(new Uint8Array(31)), keys)).toThrow(RangeError);
    expect(() => openShare({ ciphertext: new Uint8Array(64) }, keys)).toThrow(RangeError);
  });
});

function sample(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => (index * 37 + length) & 0xff);
}
