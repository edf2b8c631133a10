import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  encodeCertificateDescription,
  encodeDataDescription,
  encodeKeyDescription,
  encodeTokenInfo,
  readCertificateDescription,
  readDataDescription,
  readKeyDescription,
  readTokenInfo,
  relabelKeyDescription,
} from '../../electron/codec/pkcs15.ts';
import { concat, hex } from '../../shared/bytes.ts';
import { records } from '../vectors/records.ts';

const id = (text: string) => hex.decode(text);

describe('PKCS#15 key description', () => {
  it('of an RSA key is what OpenSC writes', () => {
    const written = encodeKeyDescription({ kind: 'RSA', label: 'rsa1', id: id('10'), sizeBits: 2048, reference: 1 });
    expect(hex.encode(written)).toBe(records.openscRsa);
  });

  it('of an EC key has the form and usage OpenSC writes', () => {
    const written = encodeKeyDescription({ kind: 'EC', label: 'ecc', id: id('33'), sizeBits: 256, reference: 2 });
    expect(hex.encode(written)).toBe('A027300C0C03656363030206C0040101300B040133030307' + '3080' + '020102A10A30083002040002020100');
  });

  it("of an AES key is what CardContact's module writes", () => {
    const written = encodeKeyDescription({ kind: 'AES', label: 'wallet-kek', id: id('05'), sizeBits: 256 });
    expect(hex.encode(written)).toBe(records.cardContactAes);
  });

  it.each([
    ['OpenSC, RSA', records.openscRsa, { kind: 'RSA', label: 'rsa1', id: id('10'), sizeBits: 2048, usage: id('0470'), reference: 1 }],
    ['CardContact, RSA', records.cardContactRsa, { kind: 'RSA', label: 'rsae', id: id('34'), sizeBits: 2048, usage: id('066000') }],
    ['CardContact, EC', records.cardContactEc, { kind: 'EC', label: 'ecc', id: id('33'), sizeBits: 256, usage: id('062080') }],
    ['CardContact, AES', records.cardContactAes, { kind: 'AES', label: 'wallet-kek', id: id('05'), sizeBits: 256, usage: id('06C000') }],
    [
      'an old AES record, INTEGER alone',
      'A81C300A0C08' + '6F6C642D6B656B31' + '3008040107030306C000A00402020080',
      { kind: 'AES', label: 'old-kek1', id: id('07'), sizeBits: 128 },
    ],
    [
      'AES with a path',
      'A81F30030C014B3008040107030307C010A00402020080A10830063004040' + '20000',
      { kind: 'AES', label: 'K', id: id('07'), sizeBits: 128 },
    ],
  ])('of %s reads back', (_, text, expected) => expect(readKeyDescription(id(text))).toMatchObject(expected));

  it('ends where its outer length says, whatever is left behind it in the file', () => {
    const record = id(records.openscRsa);
    expect(readKeyDescription(concat(record, id('A10A3008')))).toMatchObject({ label: 'rsa1', length: record.length });
  });

  it('keeps subject, usage and ID when it is renamed', () => {
    const subject = id('300C310A300806035504030C0178');
    const record = encodeKeyDescription({
      kind: 'EC',
      label: 'old',
      id: id('41'),
      sizeBits: 521,
      usage: id('0520'),
      reference: 9,
      classAttributes: subject,
    });
    const renamed = readKeyDescription(relabelKeyDescription(concat(record, id('00FF')), 'Schlüssel'));
    expect(renamed).toMatchObject({
      label: 'Schlüssel',
      id: id('41'),
      sizeBits: 521,
      usage: id('0520'),
      reference: 9,
      classAttributes: subject,
    });
    expect(hex.encode(relabelKeyDescription(id(records.cardContactAes), 'wallet-kek'))).toBe(records.cardContactAes);
  });

  it('with 60,000 zeros in its label is read at once', () => {
    const label = `a${'\0'.repeat(60_000)}b\0\0`;
    const started = performance.now();
    expect(readTokenInfo(encodeTokenInfo({ label })).label.length).toBe(60_002);
    expect(performance.now() - started).toBeLessThan(500);
  });

  it('can be given another label whenever it can be read, also with a label that nonsense follows', () => {
    const broken = id('3017300B0C0430303030030230300030083006303030303030');
    expect(readKeyDescription(broken).label).toBe('0000');
    expect(readKeyDescription(relabelKeyDescription(broken, 'Other')).label).toBe('Other');
  });

  it('reads back for every label, ID, size and reference', () => {
    fc.assert(
      fc.property(
        fc.record({
          kind: fc.constantFrom('RSA' as const, 'EC' as const),
          label: fc.string({ unit: 'grapheme', maxLength: 64 }).filter((text) => !text.endsWith('\0') && !text.startsWith('\ufeff')),
          id: fc.uint8Array({ minLength: 1, maxLength: 32 }),
          sizeBits: fc.integer({ min: 1, max: 4096 }),
          reference: fc.integer({ min: 1, max: 255 }),
        }),
        (description) => {
          const bytes = encodeKeyDescription(description);
          expect(readKeyDescription(bytes)).toMatchObject({ ...description, length: bytes.length });
        },
      ),
    );
  });
});

describe('other PKCS#15 records', () => {
  it('describe certificates and data', () => {
    const certificate = { label: 'Root CA', id: id('0102'), file: 0xca03 };
    expect(readCertificateDescription(encodeCertificateDescription(certificate))).toEqual(certificate);
    for (const confidential of [false, true]) {
      const data = { label: 'note', application: 'conclave', oid: id('2A03'), file: confidential ? 0xcd01 : 0xcf01, confidential };
      expect(readDataDescription(encodeDataDescription(data))).toEqual(data);
    }
  });

  it('name the token as OpenSC does', () => {
    expect(hex.encode(encodeTokenInfo({ label: 'MyToken' }))).toBe(records.openscTokenInfo);
    expect(readTokenInfo(id(records.openscTokenInfo))).toEqual({ label: 'MyToken' });
    const full = { label: 'Räuberhöhle', serial: id('AABB'), manufacturer: 'CardContact' };
    expect(readTokenInfo(encodeTokenInfo(full))).toEqual(full);
  });

  it('throw nothing but SyntaxError whatever the bytes are', () => {
    const readers = [
      readKeyDescription,
      readCertificateDescription,
      readDataDescription,
      readTokenInfo,
      (bytes: Uint8Array) => relabelKeyDescription(bytes, 'x'),
    ];
    const damaged = fc
      .tuple(fc.constantFrom(...Object.values(records)), fc.nat(40), fc.nat(255))
      .map(([text, at, byte]) => id(text).map((value, index) => (index === at ? byte : value)));
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 80 }), damaged), (bytes) => {
        for (const read of readers) {
          try {
            read(bytes);
          } catch (error) {
            expect(error).toBeInstanceOf(SyntaxError);
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});
