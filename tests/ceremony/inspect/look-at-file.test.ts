import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { isSecretName, lookAtBytes } from '../../../electron/ceremony/inspect/look-at-file.ts';
import { encodeKeyBlobHeader, keyBlobHeader } from '../../../electron/codec/key-blob.ts';
import { encodePbe } from '../../../electron/codec/pbe.ts';
import { encodeKeyDescription } from '../../../electron/codec/pkcs15.ts';
import { encodeWrappedKeyFile } from '../../../electron/codec/wrapped-key-file.ts';
import { concat, hex, utf8 } from '../../../shared/bytes.ts';

const folder = mkdtempSync(join(tmpdir(), 'conclave-look-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const blob = concat(
  encodeKeyBlobHeader(keyBlobHeader(hex.decode('F9C3647BEDBF0D80'), 0x0f, Uint8Array.of(0x10, 0x11))),
  new Uint8Array(48).fill(7),
  new Uint8Array(16).fill(9),
);
const description = encodeKeyDescription({ kind: 'AES', label: 'HSM AES Key', id: Uint8Array.of(1), sizeBits: 256 });
const wrapped = encodeWrappedKeyFile({ blob, description });
const share = encodePbe({ salt: new Uint8Array(8), ciphertext: new Uint8Array(48) });

describe('a file is told to be', () => {
  test('a wrapped key, with all that it says without its DKEK', () => {
    expect(lookAtBytes(wrapped)).toEqual({
      kind: 'wrapped-key',
      key: {
        ...{ kcv: 'F9C3647BEDBF0D80', label: 'HSM AES Key', id: '01', type: { kind: 'AES', size: 256 }, capabilities: [0x10, 0x11] },
        ...{ blobBytes: blob.length, isBare: false, certificate: 'none' },
      },
    });
  });

  test('a wrapped key with a damaged certificate, which can still be restored', () => {
    const damaged = encodeWrappedKeyFile({ blob, description, certificate: Uint8Array.of(0x67, 2, 1, 1) });
    expect(lookAtBytes(damaged)).toMatchObject({ kind: 'wrapped-key', key: { label: 'HSM AES Key', certificate: 'damaged' } });
  });

  test('a bare wrapped key', () => {
    expect(lookAtBytes(blob)).toMatchObject({ kind: 'wrapped-key', key: { isBare: true, kcv: 'F9C3647BEDBF0D80' } });
  });

  test('a share file, or one that was cut off', () => {
    expect(lookAtBytes(share)).toEqual({ kind: 'share-file' });
    expect(lookAtBytes(share.subarray(0, 63))).toMatchObject({ kind: 'other', why: expect.stringContaining('63 bytes and not 64') });
  });

  test('a wrapped key that was cut off, anywhere', () => {
    const why = expect.stringContaining('begins like a wrapped key');
    for (const length of [5, 40, wrapped.length - 1])
      expect(lookAtBytes(wrapped.subarray(0, length))).toMatchObject({ kind: 'other', why });
  });

  test('a key in the open, of which nothing is told: PEM, DER, encrypted, PKCS#12, raw', () => {
    const run = (...line: string[]) => execFileSync('openssl', line, { cwd: folder, stdio: 'ignore' });
    run('genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256', '-out', 'key.pem');
    run('pkey', '-in', 'key.pem', '-outform', 'DER', '-out', 'key.der');
    run('ec', '-in', 'key.pem', '-outform', 'DER', '-out', 'sec1.der');
    run('pkcs8', '-topk8', '-in', 'key.pem', '-outform', 'DER', '-out', 'encrypted.der', '-passout', 'pass:x');
    run('req', '-x509', '-new', '-key', 'key.pem', '-subj', '/CN=x', '-out', 'certificate.pem');
    run('pkcs12', '-export', '-inkey', 'key.pem', '-in', 'certificate.pem', '-out', 'both.bin', '-passout', 'pass:x');
    for (const name of ['key.pem', 'key.der', 'sec1.der', 'encrypted.der', 'both.bin'])
      expect(lookAtBytes(readFileSync(join(folder, name))), name).toMatchObject({ kind: 'key-file' });
    expect(lookAtBytes(new Uint8Array(32))).toMatchObject({ kind: 'key-file' });
    expect(lookAtBytes(readFileSync(join(folder, 'certificate.pem')))).toMatchObject({ kind: 'other' });
    expect(['a.P12', 'b.pfx', 'c.key', 'd.wky'].map(isSecretName)).toEqual([true, true, true, false]);
  });

  test('something, whatever its bytes: never an error', () => {
    const near = fc
      .tuple(fc.constantFrom(wrapped, share, blob), fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { maxLength: 6 }), fc.nat(400))
      .map(([file, changes, cut]) => {
        const bytes = Uint8Array.from(file.subarray(0, Math.max(1, file.length - (cut % 3 === 0 ? cut : 0))));
        for (const [at, value] of changes) bytes[at % bytes.length] = value;
        return bytes;
      });
    const text = fc.string().map((written) => utf8.encode(written));
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 400 }), near, text), (bytes) => {
        expect(['wrapped-key', 'share-file', 'key-file', 'other']).toContain(lookAtBytes(bytes).kind);
      }),
      { numRuns: 2_000 },
    );
  });
});
