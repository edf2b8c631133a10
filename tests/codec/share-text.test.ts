import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  colonHex,
  fingerprint,
  type PasswordSharePart,
  passwordSharePayload,
  textSharePayload,
  validatePasswordShare,
  validateTextShare,
} from '../../electron/codec/share-text.ts';
import { hex, utf8 } from '../../shared/bytes.ts';

const value = hex.decode('0123456789ABCDEF00112233445566778F');
const prime = hex.decode(`03${'FF'.repeat(15)}FB`);
const code = (wanted: string, words = /./) =>
  expect.objectContaining({ failure: expect.objectContaining({ code: wanted, what: expect.stringMatching(words) }) });

describe('colon hex', () => {
  it('is what sc-hsm-tool prints', () => {
    expect(colonHex.encode(prime)).toBe('03:ff:ff:ff:ff:ff:ff:ff:ff:ff:ff:ff:ff:ff:ff:ff:fb');
  });

  it('is read however people type it', () => {
    const separators = fc.constantFrom(':', ' ', ' : ', '-', '\t', '', ':\n', '–');
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 64 }), separators, fc.boolean(), (bytes, separator, capitals) => {
        const typed = ` ${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(separator)} `;
        expect(colonHex.decode(capitals ? typed.toUpperCase() : typed)).toEqual(bytes);
      }),
    );
    expect(colonHex.decode('03ff:ffff fb')).toEqual(hex.decode('03FFFFFFFB'));
    expect(colonHex.decode('3:ff:fb')).toEqual(hex.decode('03FFFB'));
  });

  it('is refused in words of its own', () => {
    for (const empty of ['', '  ', ':::']) expect(() => colonHex.decode(empty, 'Prime')).toThrow(code('share-digits-empty', /^Prime is/));
    expect(() => colonHex.decode('03:fO', 'Share value')).toThrow(code('share-digits-foreign', /^Share value contains "O"/));
    expect(() => colonHex.decode('０3:ff')).toThrow(code('share-digits-foreign'));
    for (const odd of ['3', '3ff', '03:f:fb', '03 fff']) expect(() => colonHex.decode(odd)).toThrow(code('share-digits-odd'));
    expect(() => colonHex.decode('00'.repeat(65))).toThrow(code('share-digits-too-long'));
  });
});

describe('fingerprint', () => {
  it('is the first five bytes of SHA-256 of set ID, index and value', () => {
    // printf 'K7Q2-M5TX\x02' + the value, through sha256sum
    expect(fingerprint('K7Q2-M5TX', 2, value)).toBe('D7DE0EE9CF');
    expect(fingerprint('K7Q2-M5TX', 3, value)).not.toBe(fingerprint('K7Q2-M5TX', 2, value));
    expect(fingerprint('K7Q2-M5TY', 2, value)).not.toBe(fingerprint('K7Q2-M5TX', 2, value));
  });

  it('is not made of anything but the share of a password', () => {
    expect(() => fingerprint('K7Q2-M5TX', 2, utf8.encode('801abcdef'))).toThrow(RangeError);
  });
});

describe('code of a password share', () => {
  const part: PasswordSharePart = { setId: 'K7Q2-M5TX', threshold: 2, total: 3, index: 1, prime, value };

  it('holds the share in 48 bytes', () => {
    const bytes = passwordSharePayload.encode(part);
    expect(hex.encode(bytes)).toBe(`01${hex.encode(utf8.encode('K7Q2M5TX'))}02030111${hex.encode(prime)}11${hex.encode(value)}`);
    expect(bytes.length).toBe(48);
    expect(validatePasswordShare(passwordSharePayload.decode(bytes))).toEqual(part);
  });

  it('is refused when it is cut, prolonged, or cannot be', () => {
    const bytes = passwordSharePayload.encode(part);
    for (let length = 0; length < bytes.length; length++) {
      expect(() => passwordSharePayload.decode(bytes.subarray(0, length))).toThrow(code('share-code-malformed'));
    }
    expect(() => passwordSharePayload.decode(Uint8Array.of(...bytes, 0))).toThrow(code('share-code-malformed', /longer/));
    expect(() => passwordSharePayload.decode(Uint8Array.of(2, ...bytes.subarray(1)))).toThrow(code('share-code-malformed', /version 2/));
    const impossible: Partial<PasswordSharePart>[] = [
      { threshold: 1 },
      { threshold: 4 },
      { total: 10, threshold: 2 },
      { index: 0 },
      { index: 4 },
      { setId: 'K7Q2-M5TU' },
      { setId: 'k7q2-m5tx' },
      { value: prime },
      { value: value.subarray(1) },
      { prime: prime.subarray(1) },
    ];
    for (const wrong of impossible) {
      const code_ = passwordSharePayload.encode({ ...part, ...wrong });
      expect(() => validatePasswordShare(passwordSharePayload.decode(code_)), JSON.stringify(wrong)).toThrow(code('share-code-malformed'));
    }
  });

  it('never throws anything but a refusal, whatever a camera sees', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        for (const read of [
          () => validatePasswordShare(passwordSharePayload.decode(Uint8Array.of(1, ...bytes))),
          () => validateTextShare(textSharePayload.decode(Uint8Array.of(1, ...bytes))),
        ]) {
          try {
            read();
          } catch (error) {
            expect(error).toEqual(code('share-code-malformed'));
          }
        }
      }),
    );
  });
});

describe('code of a text share', () => {
  const part = { setId: 'K7Q2-M5TX', threshold: 2, total: 3, index: 1, share: '801abcdef0123' };

  it('holds the raw share string', () => {
    const bytes = textSharePayload.encode(part);
    expect(hex.encode(bytes)).toBe(`01${hex.encode(utf8.encode('K7Q2M5TX'))}020301${hex.encode(utf8.encode(part.share))}`);
    expect(validateTextShare(textSharePayload.decode(bytes))).toEqual(part);
  });

  it('is refused when its numbers contradict or it is no share', () => {
    for (const share of ['802abcdef0123', '8011', '801ABCDEF0123', '901abcdef0123', '']) {
      const bytes = textSharePayload.encode({ ...part, share });
      expect(() => validateTextShare(textSharePayload.decode(bytes)), share).toThrow(code('share-code-malformed'));
    }
  });
});
