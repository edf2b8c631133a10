import { describe, expect, it } from 'vitest';
import { cmac, decryptCbc, encryptCbc, zeroIv } from '../../electron/crypto/aes.ts';
import { hostRandom, mixedRandom } from '../../electron/crypto/random.ts';
import { concat, hex, utf8, xor } from '../../shared/bytes.ts';

const key = hex.decode('00112233445566778899AABBCCDDEEFF00112233445566778899AABBCCDDEEFF');
const message = utf8.encode('a secret message');

describe('AES', () => {
  it('encrypts and decrypts CBC as the card and the host together do', () => {
    const iv = hex.decode('000102030405060708090A0B0C0D0E0F');
    const plain = concat(message, new Uint8Array(16));
    const encrypted = encryptCbc(key, iv, plain);
    expect(hex.encode(encrypted)).toBe('D98E5CF0B60B72A3963A0B59D5D9260D11D862BCA0FDBAC11F370972C87ECD8B');
    expect(decryptCbc(key, iv, encrypted)).toEqual(plain);
    // the card knows no IV: the host folds it into the first block
    expect(encryptCbc(key, zeroIv, concat(xor(message, iv), new Uint8Array(16)))).toEqual(encrypted);
  });

  it('takes all three key sizes (SP 800-38A F.2)', () => {
    const iv = hex.decode('000102030405060708090A0B0C0D0E0F');
    const block = hex.decode('6BC1BEE22E409F96E93D7E117393172A');
    const vectors = [
      ['2B7E151628AED2A6ABF7158809CF4F3C', '7649ABAC8119B246CEE98E9B12E9197D'],
      ['8E73B0F7DA0E6452C810F32B809079E562F8EAD2522C6B7B', '4F021DB243BC633D7178183A9FA071E8'],
      ['603DEB1015CA71BE2B73AEF0857D77811F352C073B6108D72D9810A30914DFF4', 'F58C4C04D6E5F1BA779EABFB5F7BFBD6'],
    ] as const;
    for (const [aesKey, expected] of vectors) expect(hex.encode(encryptCbc(hex.decode(aesKey), iv, block))).toBe(expected);
  });

  it('computes CMAC (RFC 4493, and the vector of a card)', () => {
    expect(hex.encode(cmac(key, message))).toBe('81FA3C48BAC5A3C122448A022B9362B8');
    const rfc = hex.decode('2B7E151628AED2A6ABF7158809CF4F3C');
    expect(hex.encode(cmac(rfc, new Uint8Array(0)))).toBe('BB1D6929E95937287FA37D129B756746');
    expect(hex.encode(cmac(rfc, hex.decode('6BC1BEE22E409F96E93D7E117393172AAE2D8A571E03AC9C9EB76FAC45AF8E5130C81C46A35CE411')))).toBe(
      'DFA66747DE9AE63030CA32611497C827',
    );
  });

  it('refuses other lengths', () => {
    expect(() => encryptCbc(key.subarray(1), zeroIv, message)).toThrow(RangeError);
    expect(() => encryptCbc(key, zeroIv.subarray(1), message)).toThrow(RangeError);
    expect(() => decryptCbc(key, zeroIv, message.subarray(1))).toThrow(RangeError);
    expect(() => cmac(key.subarray(1), message)).toThrow(RangeError);
  });
});

describe('random bytes', () => {
  it('own their memory, so that wiping reaches them', () => expect(hostRandom(32).buffer.byteLength).toBe(32));

  it('are mixed from host and device, and the device bytes are wiped', () => {
    const device = new Uint8Array(32).fill(0xff);
    expect(mixedRandom(32, device)).not.toEqual(mixedRandom(32, new Uint8Array(32).fill(0xff)));
    expect(device).toEqual(new Uint8Array(32));
    expect(() => mixedRandom(32, new Uint8Array(31))).toThrow(RangeError);
  });
});
