import { describe, expect, it } from 'vitest';
import { encodeTlv } from '../../electron/codec/tlv.ts';
import { curveParameters } from '../../electron/crypto/curve-parameters.ts';
import { curveOfParameters } from '../../electron/pkcs11/ec-parameters.ts';
import { sizes } from '../../electron/pkcs11/info-structures.ts';
import { readLibraryHeader } from '../../electron/pkcs11/library-file.ts';
import { mechanism } from '../../electron/pkcs11/mechanisms.ts';
import { encodeTemplate, type NativeLayout, offsets, readUlong } from '../../electron/pkcs11/native-layout.ts';
import { hex } from '../../shared/bytes.ts';

const linux64: NativeLayout = { ulong: 8, pointer: 8, packed: false };
const linux32: NativeLayout = { ulong: 4, pointer: 4, packed: false };
const windows64: NativeLayout = { ulong: 4, pointer: 8, packed: true };

/** Sizes as C compilers give them for the structures of pkcs11t.h. */
describe('structures of PKCS#11', () => {
  it('lie as in C on 64-bit and 32-bit systems, and without padding on Windows', () => {
    expect([linux64, linux32, windows64].map((layout) => sizes.info(layout))).toEqual([88, 76, 72]);
    expect([linux64, linux32, windows64].map((layout) => sizes.tokenInfo(layout))).toEqual([208, 160, 160]);
    expect([linux64, linux32, windows64].map((layout) => offsets(layout, ['ulong', 'pointer', 'ulong']).size)).toEqual([24, 12, 16]);
  });

  it('hold type, address and length of each attribute', () => {
    const attributes = [{ type: 0x80000105, value: Uint8Array.of(1, 2) }];
    const encoded = (layout: NativeLayout) => hex.encode(encodeTemplate(layout, attributes, () => 0x1122334455667788n)).toUpperCase();
    expect(encoded(linux64)).toBe('0501008000000000' + '8877665544332211' + '0200000000000000');
    expect(encoded(windows64)).toBe('05010080' + '8877665544332211' + '02000000');
  });

  it('tell "unavailable" from a number', () => {
    expect(readUlong(linux64, new Uint8Array(8).fill(0xff))).toBeUndefined();
    expect(readUlong(windows64, new Uint8Array(4).fill(0xff))).toBeUndefined();
    expect(readUlong(linux64, Uint8Array.of(0, 0, 0, 0, 1, 0, 0, 0))).toBe(2 ** 32);
  });

  it('hold the parameters of OAEP with a null label', () => {
    expect(mechanism({ name: 'RSA-PKCS-OAEP', hash: 'SHA-1' }, linux64).parameter?.length).toBe(40);
    expect(mechanism({ name: 'RSA-PKCS-OAEP', hash: 'SHA-1' }, windows64).parameter?.length).toBe(24);
    expect(() => mechanism({ name: 'AES-CBC', iv: new Uint8Array(12) })).toThrow('IV: expected 16 bytes, got 12');
  });
});

it('a curve is known by its OID and by its explicit parameters, and not by a prime alone', () => {
  const { oid, p, a, b, G, n } = curveParameters.brainpoolP256r1;
  const integer = (digits: string) => encodeTlv(0x02, hex.decode(`00${digits}`));
  const octets = (digits: string) => encodeTlv(0x04, hex.decode(digits));
  const explicit = (prime: string, second: string) =>
    encodeTlv(
      0x30,
      encodeTlv(0x02, Uint8Array.of(1)),
      encodeTlv(0x30, hex.decode('06072A8648CE3D0101'), integer(prime)),
      encodeTlv(0x30, octets(a), octets(second)),
      octets(G),
      integer(n),
      encodeTlv(0x02, Uint8Array.of(1)),
    );
  expect(curveOfParameters(hex.decode(oid))).toEqual({ name: 'brainpoolP256r1', bits: 256 });
  expect(curveOfParameters(explicit(p, b))).toEqual({ name: 'brainpoolP256r1', bits: 256 });
  expect(curveOfParameters(explicit(p, a))).toBeUndefined();
  for (const junk of ['', '06', '0603550403', '3003020101', '0500']) expect(curveOfParameters(hex.decode(junk))).toBeUndefined();
});

it('libraries are told by their headers, programs and cut files are not libraries', () => {
  expect(readLibraryHeader(hex.decode('CFFAEDFE0C000001'))).toEqual({ format: 'Mach-O', architectures: ['arm64'] });
  const program = new Uint8Array(64);
  program.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
  program[16] = 2;
  expect(readLibraryHeader(program)).toBeUndefined();
  for (const length of [0, 1, 3, 4, 17]) expect(readLibraryHeader(program.subarray(0, length))).toBeUndefined();
});
