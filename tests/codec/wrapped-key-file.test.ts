import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeKeyDescription } from '../../electron/codec/pkcs15.ts';
import { encodeWrappedKeyFile, readWrappedKeyFile } from '../../electron/codec/wrapped-key-file.ts';
import { concat, hex } from '../../shared/bytes.ts';
import { Refusal } from '../../shared/failure.ts';
import { aesBlob } from '../vectors/dkek.ts';
import { password } from '../vectors/pbe.ts';
import { records } from '../vectors/records.ts';

const codeOf = (run: () => unknown): string | undefined => {
  try {
    run();
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.failure.code;
    throw error;
  }
};

describe('wrapped key file', () => {
  const blob = hex.decode(aesBlob.header + aesBlob.cipher + aesBlob.mac);
  const description = hex.decode(records.openscRsa);
  const request = hex.decode('6704' + '7F210100');
  const x509 = hex.decode('300A3008A003020102020105');

  it('of an AES-256 key with a six-character label has the 128 bytes that sc-hsm-tool writes', () => {
    const skd = encodeKeyDescription({ kind: 'AES', label: 'webadm', id: Uint8Array.of(5), sizeBits: 256 });
    expect(skd.length).toBe(30);
    expect(encodeWrappedKeyFile({ blob, description: skd }).length).toBe(128);
  });

  it.each([
    ['the key alone', { blob }],
    ['key and description', { blob, description }],
    ['key, description and request', { blob, description, certificate: request }],
    ['key, description and X.509 certificate', { blob, description, certificate: x509 }],
    ['key and certificate without description', { blob, certificate: x509 }],
    ['key and request without description', { blob, certificate: request }],
  ])('with %s reads back', (_, file) => expect(readWrappedKeyFile(encodeWrappedKeyFile(file))).toEqual(file));

  it('leaves out what follows the records in the files of the card', () => {
    const tail = hex.decode('A10A3008FFFF');
    const written = encodeWrappedKeyFile({ blob, description: concat(description, tail), certificate: concat(request, tail) });
    expect(readWrappedKeyFile(written)).toEqual({ blob, description, certificate: request });
  });

  it('is refused when it is cut off, followed by something or no wrapped key at all', () => {
    const file = encodeWrappedKeyFile({ blob, description, certificate: request });
    for (let length = 0; length < file.length; length++)
      expect(codeOf(() => readWrappedKeyFile(file.subarray(0, length)))).toBe('wrapped-key-malformed');
    expect(codeOf(() => readWrappedKeyFile(concat(file, Uint8Array.of(0x0a))))).toBe('wrapped-key-malformed');
    expect(codeOf(() => readWrappedKeyFile(description))).toBe('wrapped-key-malformed');
    expect(codeOf(() => readWrappedKeyFile(hex.decode(password.file)))).toBe('wrapped-key-malformed');
  });

  it('throws nothing but refusals whatever the bytes are', () => {
    const file = encodeWrappedKeyFile({ blob, description, certificate: request });
    const damaged = fc
      .tuple(fc.nat(file.length - 1), fc.nat(255))
      .map(([at, byte]) => file.map((value, index) => (index === at ? byte : value)));
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), damaged), (bytes) => {
        codeOf(() => readWrappedKeyFile(bytes));
      }),
      { numRuns: 500 },
    );
  });
});
