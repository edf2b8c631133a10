import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeInteger, encodeTlv, findTlv, readInteger, readTlv, readTlvs } from '../../electron/codec/tlv.ts';
import { hex } from '../../shared/bytes.ts';

const tags = [0x04, 0x30, 0x53, 0x67, 0xa8, 0x5f29, 0x7f21, 0x7f4e, 0x7f8101];

describe('BER-TLV', () => {
  it('reads what it wrote, for every tag form and every length form', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ tag: fc.constantFrom(...tags), value: fc.uint8Array({ maxLength: 300 }) })), (elements) => {
        const bytes = Uint8Array.from(elements.flatMap(({ tag, value }) => [...encodeTlv(tag, value)]));
        expect(readTlvs(bytes).map(({ tag, value }) => ({ tag, value: [...value] }))).toEqual(
          elements.map(({ tag, value }) => ({ tag, value: [...value] })),
        );
      }),
    );
    for (const length of [0x7f, 0x80, 0xff, 0x100, 0xffff, 0x10000]) {
      const bytes = encodeTlv(0x53, new Uint8Array(length));
      expect(readTlv(bytes)).toMatchObject({ tag: 0x53, end: bytes.length });
      expect(readTlv(bytes).value.length).toBe(length);
    }
  });

  it('writes the shortest length', () => {
    expect(hex.encode(encodeTlv(0x53, new Uint8Array(0)))).toBe('5300');
    expect(hex.encode(encodeTlv(0x53, new Uint8Array(0x80)).subarray(0, 3))).toBe('538180');
    expect(hex.encode(encodeTlv(0x7f21, new Uint8Array(0x100)).subarray(0, 5))).toBe('7F21820100');
  });

  it('finds a value by its path and says undefined when it is not there', () => {
    const fci = hex.decode('62228102000082010183020000840B2B0601040181C31F0201008A010585050001FF0606');
    expect(hex.encode(findTlv(fci, 0x62, 0x85) as Uint8Array)).toBe('0001FF0606');
    expect(findTlv(fci, 0x62, 0x86)).toBeUndefined();
    expect(findTlv(fci, 0x6f, 0x85)).toBeUndefined();
  });

  it('throws nothing but SyntaxError whatever the bytes are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        for (const read of [() => readTlvs(bytes), () => readTlv(bytes), () => findTlv(bytes, 0x62, 0x85)]) {
          try {
            read();
          } catch (error) {
            expect(error).toBeInstanceOf(SyntaxError);
          }
        }
      }),
    );
  });

  it.each([
    ['a value cut off', '3005AABB'],
    ['a length cut off', '3082'],
    ['a tag cut off', '7F'],
    ['an indefinite length', '30800000'],
    ['a length of four bytes', '308400000001AA'],
    ['padding in place of a tag', '0000'],
    ['a tag that never ends', '7F8181818100'],
  ])('refuses %s', (_, text) => expect(() => readTlvs(hex.decode(text))).toThrow(SyntaxError));

  it('refuses to write what is not a tag', () => {
    for (const tag of [0, -1, 0x1f, 0x3001, 0x7f, 0x7f81, 1.5, 0x7f818101]) expect(() => encodeTlv(tag)).toThrow(RangeError);
  });

  it('writes integers minimal and reads them unsigned', () => {
    expect(hex.encode(encodeInteger(128))).toBe('02020080');
    expect(hex.encode(encodeInteger(0))).toBe('020100');
    expect(readInteger(hex.decode('1000'))).toBe(4096);
    expect(readInteger(hex.decode('80'))).toBe(128);
    expect(() => readInteger(new Uint8Array(0))).toThrow(SyntaxError);
    fc.assert(fc.property(fc.integer({ min: 0, max: 2 ** 48 - 1 }), (value) => readInteger(readTlv(encodeInteger(value)).value) === value));
  });
});
