import { describe, expect, it } from 'vitest';
import { definite } from '../../electron/codec/ber.ts';
import { DerElements } from '../../electron/codec/der-elements.ts';
import { readKeyEncryption } from '../../electron/codec/key-encryption.ts';
import { encodeOid, readOid } from '../../electron/codec/oid.ts';
import { encodeInteger, encodeTlv, readTlv } from '../../electron/codec/tlv.ts';
import { hex } from '../../shared/bytes.ts';

const iv = new Uint8Array(16);
const pbes2 = (iterations: number) =>
  encodeTlv(
    0x30,
    encodeOid('1.2.840.113549.1.5.13'),
    encodeTlv(
      0x30,
      encodeTlv(0x30, encodeOid('1.2.840.113549.1.5.12'), encodeTlv(0x30, encodeTlv(0x04, iv), encodeInteger(iterations))),
      encodeTlv(0x30, encodeOid('2.16.840.1.101.3.4.1.42'), encodeTlv(0x04, iv)),
    ),
  );

describe('the encryption of a key file', () => {
  it('is refused when it asks for so many iterations that the workstation would stand still', () => {
    const read = (iterations: number) => readKeyEncryption(DerElements.of(pbes2(iterations), 'test'));
    expect(read(10_000_000)).toMatchObject({ kind: 'PBES2', cipher: 'aes-256-cbc', iterations: 10_000_000, hash: 'sha1' });
    expect(() => read(10_000_001)).toThrow('10000001 iterations');
    expect(() => read(0)).toThrow(SyntaxError);
  });
});

describe('BER', () => {
  it('becomes definite, its octet strings whole', () => {
    expect(hex.encode(definite(hex.decode('30800201032480040101040202030000 0000'.replace(' ', ''))))).toBe('30080201030403010203');
  });

  it('nested without end, cut off or with other things in an octet string is refused', () => {
    for (const bad of ['3080'.repeat(40), '3080020103', '24800201010000', '1F01', '', '00'])
      expect(() => definite(hex.decode(bad)), bad).toThrow(SyntaxError);
  });

  it('with more elements than memory should hold is refused like anything malformed', () => {
    const content = new Uint8Array(900_000).fill(0x05).map((byte, index) => (index % 2 === 0 ? byte : 0));
    expect(() => definite(encodeTlv(0x30, content))).toThrow(SyntaxError);
  });
});

describe('an object identifier', () => {
  it.each(['1.2.840.113549.1.1.11', '2.5.29.17', '0.9.2342.19200300.100.1.25', '2.16.840.1.101.3.4.2.1', '2.999.3'])(
    '%s is the same after both ways',
    (dotted) => {
      expect(readOid(readTlv(encodeOid(dotted)).value)).toBe(dotted);
    },
  );

  it('that is none is refused', () => {
    for (const bad of ['', '1', '3.1', '1.40', '1.2.x']) expect(() => encodeOid(bad), bad).toThrow(RangeError);
    expect(() => readOid(hex.decode('2A86'))).toThrow(SyntaxError);
  });
});
