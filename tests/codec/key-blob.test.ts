import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  encodeKeyBlobHeader,
  encodeKeyMaterial,
  type KeyMaterial,
  keyBlobHeader,
  keyBlobType,
  readKeyBlob,
  readKeyMaterial,
} from '../../electron/codec/key-blob.ts';
import { curve } from '../../electron/crypto/curves.ts';
import { dkekKeys, open, seal } from '../../electron/crypto/dkek.ts';
import { concat, hex, uint16 } from '../../shared/bytes.ts';
import { aesBlob, dkek, ecBlob, random8 } from '../vectors/dkek.ts';

const keys = dkekKeys(hex.decode(dkek.dkek));
const random = hex.decode(random8);
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex').toUpperCase();
const filled = (length: number) => new Uint8Array(length).fill(0xa5);

function wrap(material: KeyMaterial, allowed = ''): Uint8Array {
  const header = encodeKeyBlobHeader(keyBlobHeader(hex.decode(dkek.kcv), keyBlobType(material), hex.decode(allowed)));
  return seal(keys, header, encodeKeyMaterial(material, random));
}

function unwrap(blob: Uint8Array): KeyMaterial {
  const { header, headerBytes, ciphertext, mac } = readKeyBlob(blob);
  return readKeyMaterial(open(keys, headerBytes, ciphertext, mac) as Uint8Array, header.type);
}

const { a, b, p, n, G } = curve('secp256r1');
const ecKey: KeyMaterial = { type: 'EC', a, b, p, n, G, d: hex.decode(ecBlob.d), Q: hex.decode(ecBlob.Q) };

describe('key blob', () => {
  it('of an AES-256 key is the reference byte for byte', () => {
    const blob = wrap({ type: 'AES', key: hex.decode(aesBlob.key) }, aesBlob.allowed);
    expect(hex.encode(blob)).toBe(aesBlob.header + aesBlob.cipher + aesBlob.mac);
    expect(blob.length).toBe(aesBlob.length);
    expect(hex.encode(encodeKeyMaterial({ type: 'AES', key: hex.decode(aesBlob.key) }, random))).toBe(aesBlob.plain);
  });

  it('of an EC key is the reference byte for byte', () => {
    const blob = wrap(ecKey);
    expect(sha256(encodeKeyMaterial(ecKey, random))).toBe(ecBlob.plainSha256);
    expect(hex.encode(blob.subarray(0, 27))).toBe(ecBlob.header);
    expect(hex.encode(blob.subarray(-16))).toBe(ecBlob.mac);
    expect(blob.length).toBe(ecBlob.length);
    expect(sha256(blob)).toBe(ecBlob.blobSha256);
    expect(unwrap(blob)).toEqual(ecKey);
  });

  it.each([
    ['AES-128 with five algorithms', { type: 'AES', key: filled(16) }, '1011189992', 78],
    ['AES-192 with five algorithms', { type: 'AES', key: filled(24) }, '1011189992', 94],
    ['RSA-4096 without CRT', { type: 'RSA', bits: 4096, d: filled(512), n: filled(512), e: hex.decode('010001') }, '', 1099],
    ['RSA-2048', rsaCrt(2048), '', 971],
    ['RSA-3072', rsaCrt(3072), '', 1419],
    ['RSA-4096', rsaCrt(4096), '', 1867],
  ] satisfies [string, KeyMaterial, string, number][])(
    'of %s has the length the card gives and reads back',
    (_, material, allowed, length) => {
      const blob = wrap(material, allowed);
      expect(blob.length).toBe(length);
      expect(unwrap(blob)).toEqual(material);
      expect(hex.encode(readKeyBlob(blob).header.allowed)).toBe(allowed);
    },
  );

  it('is padded even where the fields end on a block', () => {
    expect(encodeKeyMaterial({ type: 'RSA', bits: 1032, d: filled(129), n: filled(129), e: filled(10) }, random).length % 16).toBe(0);
    const aligned = encodeKeyMaterial({ type: 'RSA', bits: 1024, d: filled(128), n: filled(128), e: filled(16) }, random);
    expect(hex.encode(aligned.subarray(-4))).toMatch(/^(?:80)?(?:00)*$/);
  });

  it('may have short integers and no padding, as other implementations write them', () => {
    const short = [curveField('00'), b, p, n, G, hex.decode('05'), G].map((value) => concat(uint16(value.length), value));
    const read = readKeyMaterial(concat(random, uint16(256), ...short), 0x0c);
    expect(read).toMatchObject({ type: 'EC', a: new Uint8Array(32), b, d: concat(new Uint8Array(31), hex.decode('05')) });
  });

  it('that is cut off or of an unknown type is refused', () => {
    const blob = wrap({ type: 'AES', key: filled(32) }, '1011');
    for (let length = 0; length < blob.length; length++) {
      // a blob shortened by whole blocks is only caught by its MAC
      try {
        const { headerBytes, ciphertext, mac } = readKeyBlob(blob.subarray(0, length));
        expect(open(keys, headerBytes, ciphertext, mac)).toBeUndefined();
      } catch (error) {
        expect(error).toBeInstanceOf(SyntaxError);
      }
    }
    blob[8] = 0x07;
    expect(() => readKeyBlob(blob)).toThrow(SyntaxError);
  });

  it('throws nothing but SyntaxError whatever the bytes are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.constantFrom(5, 6, 0x0c, 0x0f), (bytes, type) => {
        for (const read of [() => readKeyBlob(bytes), () => readKeyMaterial(bytes, type as 5 | 6 | 0x0c | 0x0f)]) {
          try {
            read();
          } catch (error) {
            expect(error).toBeInstanceOf(SyntaxError);
          }
        }
      }),
    );
  });

  it('is never written with a field wider than the key', () => {
    expect(() => encodeKeyMaterial({ ...ecKey, d: filled(33) } as KeyMaterial, random)).toThrow(RangeError);
  });
});

function curveField(text: string): Uint8Array {
  return hex.decode(text);
}

function rsaCrt(bits: number): KeyMaterial {
  const half = filled(bits / 16);
  return { type: 'RSA-CRT', bits, dP: half, dQ: half, p: half, qInv: half, q: half, n: filled(bits / 8), e: hex.decode('010001') };
}
