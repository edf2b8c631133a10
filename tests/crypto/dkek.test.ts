import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { dkekKcv, dkekKeys, open, seal, xorShares } from '../../electron/crypto/dkek.ts';
import { hex } from '../../shared/bytes.ts';
import { aesBlob, dkek } from '../vectors/dkek.ts';

const bytes = hex.decode(dkek.dkek);
const keys = dkekKeys(bytes);
const blob = aesBlob.header + aesBlob.cipher + aesBlob.mac;

describe('DKEK', () => {
  it('gives the check value and the two keys of the reference', () => {
    expect(hex.encode(dkekKcv(bytes))).toBe(dkek.kcv);
    expect(hex.encode(keys.enc)).toBe(dkek.enc);
    expect(hex.encode(keys.mac)).toBe(dkek.mac);
  });

  it('is the XOR of its shares, in any order', () => {
    const share = new Uint8Array(32).fill(1);
    expect(xorShares([share, share])).toEqual(new Uint8Array(32));
    expect(hex.encode(dkekKcv(xorShares([share, share])))).toBe(
      createHash('sha256').update(new Uint8Array(32)).digest('hex').slice(0, 16).toUpperCase(),
    );
    expect(xorShares([bytes, share])).toEqual(xorShares([share, bytes]));
    expect(() => xorShares([])).toThrow(RangeError);
    expect(() => xorShares([bytes.subarray(1)])).toThrow(RangeError);
  });

  it('seals a key blob byte for byte as the reference', () => {
    expect(hex.encode(seal(keys, hex.decode(aesBlob.header), hex.decode(aesBlob.plain)))).toBe(blob);
  });

  it('opens what it sealed, and nothing altered in any byte', () => {
    const parts = () => ({ header: hex.decode(aesBlob.header), cipher: hex.decode(aesBlob.cipher), mac: hex.decode(aesBlob.mac) });
    const { header, cipher, mac } = parts();
    expect(hex.encode(open(keys, header, cipher, mac) as Uint8Array)).toBe(aesBlob.plain);
    for (const part of ['header', 'cipher', 'mac'] as const) {
      for (let i = 0; i < parts()[part].length; i++) {
        const altered = parts();
        altered[part][i] = (altered[part][i] as number) ^ 1;
        expect(open(keys, altered.header, altered.cipher, altered.mac)).toBeUndefined();
      }
    }
  });
});
