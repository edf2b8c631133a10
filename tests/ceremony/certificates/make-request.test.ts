import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { readDeviceCertificates } from '../../../electron/card/device.ts';
import { generateEcKey, generateRsaKey } from '../../../electron/card/generate.ts';
import { type PublicKey, readKeyCertificate } from '../../../electron/card/public-keys.ts';
import { sign } from '../../../electron/card/use-key.ts';
import { makeRequest } from '../../../electron/ceremony/certificates/make-request.ts';
import { publicKeyToPem, publicKeyToSsh } from '../../../electron/ceremony/certificates/public-key.ts';
import { encodeRequestInfo } from '../../../electron/codec/certification-request.ts';
import { curve } from '../../../electron/crypto/curves.ts';
import type { CurveName } from '../../../shared/algorithms.ts';
import { Refusal } from '../../../shared/failure.ts';
import { keyReference } from '../../../shared/numbers.ts';
import type { AlternativeName, RequestContent, SubjectPart } from '../../../shared/subject.ts';
import { readyDevice } from '../../card/devices.ts';
import { failureOf } from '../../card/wire.ts';
import { Openssl } from './openssl.ts';

const key = keyReference(1);
const openssl = new Openssl();
afterAll(() => openssl.close());

const whole: RequestContent = {
  subject: [
    { type: 'C', value: 'AT' },
    { type: 'O', value: 'Müller & Söhne "Schlüssel", Ges.m.b.H. + Co/KG' },
    { type: 'OU', value: '鍵管理' },
    { type: 'CN', value: 'www.example.org' },
    { type: 'serialNumber', value: '4711-0815' },
    { type: 'emailAddress', value: 'keys@example.org' },
  ],
  names: [
    { kind: 'DNS', value: '*.example.org' },
    { kind: 'IP', value: '192.0.2.7' },
    { kind: 'IP', value: '2001:db8::192.0.2.8' },
    { kind: 'email', value: 'keys@example.org' },
    { kind: 'URI', value: 'https://example.org/a?b=c' },
  ],
  keyUsage: ['digitalSignature', 'decipherOnly'],
  extendedKeyUsage: ['serverAuth', 'clientAuth'],
};
const named = (subject: SubjectPart[], names: AlternativeName[] = []): RequestContent => ({
  subject,
  names,
  keyUsage: [],
  extendedKeyUsage: [],
});

async function keyOnDevice(wanted: CurveName | 2048) {
  const { session } = await readyDevice();
  const serial = (await readDeviceCertificates(session)).serial;
  const request =
    wanted === 2048
      ? await generateRsaKey(session, key, { size: wanted, serial })
      : await generateEcKey(session, key, { curve: wanted, serial });
  const publicKey = readKeyCertificate(request)?.publicKey as PublicKey;
  return { publicKey, sign: (algorithm: number, message: Uint8Array) => sign(session, key, algorithm, message) };
}

/** A key that was never on a device, for what is refused before anything is signed. */
const software = curve('secp256r1').generate();
const unsigned: PublicKey = { kind: 'EC', curve: 'secp256r1', Q: software.Q };
const never = () => Promise.reject(new Error('must not be signed'));

describe('a request', () => {
  it.each([2048, 'secp256r1', 'secp384r1', 'secp521r1', 'brainpoolP256r1', 'secp256k1'] as const)(
    'signed on the device with a key %s is verified by openssl, with all it asks for',
    async (wanted) => {
      const device = await keyOnDevice(wanted);
      const { der, pem } = await makeRequest(device.publicKey, whole, device.sign);
      openssl.write('request.pem', pem);
      openssl.write('request.der', der);
      expect(openssl.run('req', '-in', 'request.pem', '-verify', '-noout', '-pubkey')).toBe(publicKeyToPem(device.publicKey));
      const text = openssl.run(
        'req',
        '-in',
        'request.der',
        '-inform',
        'DER',
        '-noout',
        '-text',
        '-nameopt',
        'utf8,sep_comma_plus_space,sname',
      );
      expect(text).toContain('C=AT, O=Müller & Söhne "Schlüssel", Ges.m.b.H. + Co/KG, OU=鍵管理, CN=www.example.org');
      expect(text).toContain('serialNumber=4711-0815');
      expect(text).toContain('emailAddress=keys@example.org');
      expect(text).toContain('DNS:*.example.org, IP Address:192.0.2.7, IP Address:2001:DB8:0:0:0:0:C000:208, email:keys@example.org');
      expect(text).toContain('URI:https://example.org/a?b=c');
      expect(text).toMatch(/Key Usage: critical\s+Digital Signature, Decipher Only/);
      expect(text).toContain('TLS Web Server Authentication, TLS Web Client Authentication');
    },
  );

  it('without a subject has its names marked critical', async () => {
    const device = await keyOnDevice('secp256r1');
    const { pem } = await makeRequest(device.publicKey, named([], [{ kind: 'DNS', value: 'a.example' }]), device.sign);
    openssl.write('nameless.pem', pem);
    expect(openssl.run('req', '-in', 'nameless.pem', '-verify', '-noout', '-text')).toMatch(/Alternative Name: critical\s+DNS:a\.example/);
  });

  it('is thrown away when the device signed with another key', async () => {
    const device = await keyOnDevice('secp256r1');
    expect(await failureOf(makeRequest(unsigned, whole, device.sign))).toMatchObject({ code: 'request-signature-wrong' });
  });

  it.each<[string, SubjectPart]>([
    ['two capital letters', { type: 'C', value: 'at' }],
    ['two capital letters', { type: 'C', value: 'AUT' }],
    ['empty', { type: 'CN', value: '' }],
    ['64 characters', { type: 'CN', value: 'x'.repeat(65) }],
    ['line break', { type: 'CN', value: 'a\nb' }],
    ['line break', { type: 'CN', value: 'a\u0000b' }],
    ['invisible', { type: 'CN', value: 'a\u202eb' }],
    ['invisible', { type: 'O', value: 'pay\u200bpal' }],
    ['half a character', { type: 'O', value: 'a\ud800' }],
    ['does not define', { type: 'O', value: '\ue000' }],
    ['space', { type: 'O', value: ' a' }],
    ['only letters', { type: 'serialNumber', value: 'a*b' }],
    ['ASCII', { type: 'emailAddress', value: 'ö@example.org' }],
    ['e-mail', { type: 'emailAddress', value: 'nobody' }],
  ])('is refused in words (%s) for %o', async (words, part) => {
    const refused = await failureOf(makeRequest(unsigned, named([part]), never));
    expect(refused).toMatchObject({ code: 'subject-field-invalid' });
    expect(refused.what).toContain(words);
  });

  it.each<AlternativeName>([
    { kind: 'DNS', value: 'bücher.example' },
    { kind: 'DNS', value: 'a..b' },
    { kind: 'DNS', value: 'a b' },
    { kind: 'DNS', value: '192.0.2.7' },
    { kind: 'DNS', value: '' },
    { kind: 'DNS', value: `${'a'.repeat(64)}.example` },
    { kind: 'IP', value: '1.2.3' },
    { kind: 'IP', value: 'fe80::1%eth0' },
    { kind: 'email', value: 'a@b@c' },
    { kind: 'URI', value: 'example.org/path' },
  ])('is refused in words for the name %o', async (name) => {
    expect(await failureOf(makeRequest(unsigned, named([], [name]), never))).toMatchObject({ code: 'alternative-name-invalid' });
  });

  it('with any alternative name either is refused in words or carries that name', async () => {
    const kind = fc.constantFrom('DNS', 'IP', 'email', 'URI');
    const value = fc.oneof(fc.string({ maxLength: 60 }), fc.ipV4(), fc.ipV6(), fc.domain(), fc.emailAddress(), fc.webUrl());
    await fc.assert(
      fc.asyncProperty(kind, value, async (kind, value) => {
        try {
          const info = Buffer.from(
            encodeRequestInfo(named([], [{ kind, value }]), { kind: 'EC', oid: curve('secp256r1').oid, Q: software.Q }),
          );
          const expected = kind === 'IP' ? Uint8Array.from([0x87, value.includes(':') ? 16 : 4]) : Uint8Array.from(Buffer.from(value));
          expect(info.includes(Buffer.from(expected))).toBe(true);
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
        }
      }),
      { numRuns: 500 },
    );
  });

  it('that names nobody is refused', async () => {
    expect(await failureOf(makeRequest(unsigned, named([]), never))).toMatchObject({ code: 'subject-empty' });
  });

  it('with any text either is refused in words or says that very text', async () => {
    const sign = async (_: number, message: Uint8Array) => {
      const { createHash } = await import('node:crypto');
      const { signatureToDer } = await import('../../../electron/crypto/curves.ts');
      return signatureToDer(curve('secp256r1').sign(software.d, Uint8Array.from(createHash('sha256').update(message).digest())));
    };
    const anyText = fc.string({ unit: 'binary', minLength: 1, maxLength: 70 });
    await fc.assert(
      fc.asyncProperty(anyText, async (value) => {
        try {
          const { der } = await makeRequest(unsigned, named([{ type: 'CN', value }]), sign);
          expect(Buffer.from(der).includes(Buffer.from(value.normalize('NFC')))).toBe(true);
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('a public key', () => {
  it.each([2048, 'secp256r1', 'secp384r1', 'secp521r1'] as const)('%s is read by openssl and ssh-keygen', async (wanted) => {
    const { publicKey } = await keyOnDevice(wanted);
    openssl.write('key.pem', publicKeyToPem(publicKey));
    const text = openssl.run('pkey', '-pubin', '-in', 'key.pem', '-noout', '-text');
    expect(text).toContain(`Public-Key: (${typeof wanted === 'number' ? wanted : curve(wanted).bits} bit)`);
    const line = publicKeyToSsh(publicKey, 'label with\nline break');
    expect(line).toMatch(/^\S+ \S+ label with line break\n$/);
    if (!hasSshKeygen()) return;
    openssl.write('key.pub', line);
    const shown = execFileSync('ssh-keygen', ['-l', '-f', 'key.pub'], { cwd: openssl.folder, encoding: 'utf8' });
    expect(shown).toMatch(wanted === 2048 ? /^2048 SHA256:.*\(RSA\)/ : /SHA256:.*\(ECDSA\)/);
    // ssh-keygen's own conversion back gives the same key
    const back = execFileSync('ssh-keygen', ['-e', '-m', 'PKCS8', '-f', 'key.pub'], { cwd: openssl.folder, encoding: 'utf8' });
    expect(back).toBe(publicKeyToPem(publicKey));
  });

  it('on a curve that OpenSSH lacks is refused in words', () => {
    const { Q } = curve('brainpoolP256r1').generate();
    const convert = () => publicKeyToSsh({ kind: 'EC', curve: 'brainpoolP256r1', Q }, '');
    expect(convert).toThrow(/brainpoolP256r1/);
    expect(convert).toThrow(Refusal);
    expect(publicKeyToPem({ kind: 'EC', curve: 'brainpoolP256r1', Q })).toContain('BEGIN PUBLIC KEY');
  });
});

function hasSshKeygen(): boolean {
  try {
    execFileSync('sh', ['-c', 'command -v ssh-keygen'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
