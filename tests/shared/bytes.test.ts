import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ascii, assertBytes, concat, equal, hex, uint16, utf8, xor } from '../../shared/bytes.ts';

const bytes = fc.uint8Array({ maxLength: 64 });

describe('bytes', () => {
  it('come back from hexadecimal as they went in', () => {
    fc.assert(fc.property(bytes, (value) => equal(hex.decode(hex.encode(value)), value)));
  });

  it('refuse text that is not hexadecimal, and half a byte', () => {
    for (const text of ['0', 'GG', '0x00', '00 11', ' 00']) expect(() => hex.decode(text)).toThrow(SyntaxError);
  });

  it('are their own inverse under xor, and never of another length', () => {
    fc.assert(
      fc.property(bytes, (value) => {
        const mask = value.map((_, index) => (index * 37) & 0xff);
        return equal(xor(xor(value, mask), mask), value);
      }),
    );
    expect(() => xor(new Uint8Array(2), new Uint8Array(3))).toThrow('expected 2 bytes, got 3');
  });

  it('are joined in order', () => {
    expect(hex.encode(concat(Uint8Array.of(1), new Uint8Array(0), Uint8Array.of(2, 3)))).toBe('010203');
    expect(hex.encode(uint16(0x9204))).toBe('9204');
    expect(() => uint16(65536)).toThrow(RangeError);
  });

  it('are refused in another length than the one named', () => {
    expect(() => assertBytes(new Uint8Array(31), 32, 'DKEK share')).toThrow('DKEK share: expected 32 bytes, got 31');
  });

  it('are text only where the text form allows them', () => {
    expect(() => ascii.encode('Schlüssel')).toThrow(SyntaxError);
    expect(() => ascii.decode(Uint8Array.of(0x41, 0x00))).toThrow(SyntaxError);
    expect(() => utf8.decode(Uint8Array.of(0xc3, 0x28))).toThrow(TypeError);
    expect(utf8.decode(utf8.encode('Schlüssel'))).toBe('Schlüssel');
  });
});
