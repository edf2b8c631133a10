import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sign } from '../../../electron/card/use-key.ts';
import { attest, saveEvidence } from '../../../electron/ceremony/certificates/attestation.ts';
import { chooseCertificate } from '../../../electron/ceremony/certificates/choose-certificate.ts';
import { ChosenCertificates } from '../../../electron/ceremony/certificates/chosen-certificates.ts';
import { createRequest } from '../../../electron/ceremony/certificates/create-request.ts';
import { importCertificate } from '../../../electron/ceremony/certificates/import-certificate.ts';
import { exportPublicKey, saveCertificate } from '../../../electron/ceremony/certificates/save-public.ts';
import { generateEc, generateRsa } from '../../../electron/ceremony/keys/generate.ts';
import { exportKey, importKey } from '../../../electron/ceremony/keys/key-files.ts';
import { openKey } from '../../../electron/ceremony/keys/keys.ts';
import { login, logout } from '../../../electron/ceremony/pins/login.ts';
import { defaultMemory } from '../../../electron/simulator/memory.ts';
import { utf8 } from '../../../shared/bytes.ts';
import type { CertificateChoice } from '../../../shared/models/certificates.ts';
import type { KeyName } from '../../../shared/models/reports.ts';
import type { RequestContent } from '../../../shared/subject.ts';
import { pins, RehearsalRoom } from '../rehearsal-room.ts';
import { logIn, makeShare, readyDevice, refusal } from '../steps.ts';
import { Authority } from './authority.ts';

/** Keys of a simulated device, requests and certificates through the procedures of the app, with openssl as issuer and judge. */
const content: RequestContent = {
  subject: [
    { type: 'C', value: 'AT' },
    { type: 'O', value: 'Müller, Söhne' },
    { type: 'CN', value: 'www.example.org' },
  ],
  names: [{ kind: 'DNS', value: 'www.example.org' }],
  keyUsage: ['digitalSignature'],
  extendedKeyUsage: ['serverAuth'],
};
const chosen = new ChosenCertificates();
let authority: Authority;
let room: RehearsalRoom;
let web: KeyName;
let other: KeyName;
let count = 0;

beforeAll(async () => {
  authority = new Authority();
  room = await RehearsalRoom.withDevices(2);
  const share = await makeShare(room, 'share.pbe');
  await readyDevice(room, 0, share);
  await readyDevice(room, 1, share);
  web = await generateEc(room.workstation, { serial: room.serialOf(0), label: 'Web', curve: 'secp256r1' });
  other = await generateEc(room.workstation, { serial: room.serialOf(0), label: 'Other', curve: 'secp384r1' });
});
afterAll(async () => {
  authority?.close();
  await room?.close();
});

const order = ({ serial, reference }: KeyName) => ({ serial, reference });
const keyNow = ({ serial, reference }: KeyName) => {
  const index = room.cards.findIndex((card) => card.serial === serial);
  return room.device(index).keys.find((key) => key.reference === reference);
};

/** Makes a request with the app; gives the name of its file in the authority's folder. */
async function requestOf(key: KeyName, changes: Partial<RequestContent> = {}, format: 'PEM' | 'DER' = 'PEM'): Promise<string> {
  const name = `${++count}.csr`;
  room.person.saves(authority.path(name));
  await createRequest(room.workstation, { ...order(key), content: { ...content, ...changes }, format });
  return name;
}

function choose(key: KeyName, path: string, known: readonly string[] = []): Promise<CertificateChoice> {
  room.person.opens(path);
  return chooseCertificate(room.workstation, chosen, { ...order(key), known });
}

const put = (key: KeyName, choice: CertificateChoice, accepted = choice.findings.map(({ what }) => what), reason = 'agreed in the room') =>
  importCertificate(room.workstation, chosen, { ...order(key), certificates: choice.certificates, accepted, reason });
const codes = ({ findings }: CertificateChoice) => findings.map(({ code, weight }) => [code, weight]);

describe('request, certificate and import', () => {
  test.each([2048, 3072, 4096, 'secp256r1', 'secp384r1', 'secp521r1', 'brainpoolP256r1', 'secp256k1'] as const)(
    'of a key %s are accepted by openssl, and the key signs what its certificate verifies',
    async (wanted) => {
      const serial = room.serialOf(0);
      const label = `Key ${wanted}`;
      const key =
        typeof wanted === 'number'
          ? await generateRsa(room.workstation, { serial, label, size: wanted })
          : await generateEc(room.workstation, { serial, label, curve: wanted });
      const request = await requestOf(key);
      expect(
        authority.openssl.run('req', '-in', request, '-verify', '-noout', '-subject', '-nameopt', 'utf8,sep_comma_plus_space'),
      ).toContain('C=AT, O=Müller, Söhne, CN=www.example.org');
      authority.issue(request, 'leaf.pem');
      const choice = await choose(key, authority.together('chain.pem', 'leaf.pem', 'issuing.pem', 'root.pem'));
      expect(choice).toMatchObject({ isComplete: true, findings: [], isThere: false });
      const done = await put(key, choice);
      expect(done).toMatchObject({ label, keyProof: 'proven', accepted: [] });
      const now = keyNow(key);
      expect(now).toMatchObject({ label, details: { certificate: 'x509', attestation: 'replaced' } });
      expect(now?.details?.x509).toMatchObject({ usage: ['digitalSignature', 'serverAuth'], names: ['DNS:www.example.org'] });
      const print = authority.openssl.run('x509', '-in', 'leaf.pem', '-noout', '-fingerprint', '-sha256').replaceAll(':', '');
      expect(print).toContain(now?.details?.x509?.sha256);

      const message = utf8.encode('to be signed');
      const algorithm = typeof wanted === 'number' ? 0x33 : 0x73;
      const signature = await room.fleet.run(serial, 'Sign', ({ session }) => sign(session, key.reference, algorithm, message));
      expect(authority.openssl.accepts(authority.openssl.run('x509', '-in', 'leaf.pem', '-noout', '-pubkey'), message, signature)).toBe(
        true,
      );
      room.person.saves(room.path(`${label}.pem`));
      await saveCertificate(room.workstation, serial, key.reference);
      expect(readFileSync(room.path(`${label}.pem`), 'utf8')).toBe(authority.openssl.run('x509', '-in', 'leaf.pem'));
    },
  );

  test('in DER, for an authority, with more names than a card takes in one command', async () => {
    const names = Array.from({ length: 60 }, (_, i) => ({ kind: 'DNS' as const, value: `host-${i}.some-long-domain.example.org` }));
    for (const key of [web, await generateRsa(room.workstation, { serial: web.serial, label: 'Many names', size: 2048 })]) {
      const request = await requestOf(key, { names, keyUsage: ['keyCertSign'], isCa: true }, 'DER');
      const text = authority.openssl.run('req', '-in', request, '-inform', 'DER', '-verify', '-noout', '-text');
      expect(text).toContain('host-59.some-long-domain.example.org');
      expect(text).toMatch(/Basic Constraints: critical\s+CA:TRUE/);
    }
  });

  test.each<[string, Partial<RequestContent>]>([
    ['subject-field-invalid', { subject: [{ type: 'CN', value: 'a\u202eb' }] }],
    ['subject-field-invalid', { subject: [{ type: 'O', value: 'x'.repeat(65) }] }],
    ['alternative-name-invalid', { names: [{ kind: 'DNS', value: 'a b' }] }],
    ['subject-empty', { subject: [], names: [] }],
  ])('is refused before anything is signed or asked: %s', async (code, changes) => {
    room.sent.length = 0;
    await expect(createRequest(room.workstation, { ...order(web), content: { ...content, ...changes }, format: 'PEM' })).rejects.toEqual(
      refusal(code as 'subject-empty'),
    );
    expect(room.sent.filter((sent) => sent.startsWith('8068'))).toEqual([]);
  });

  test('with quotes, commas, plus signs and other scripts in the subject says exactly those', async () => {
    const value = 'Q&A "Ltd", A+B; <鍵> ümlaut\\';
    const request = await requestOf(web, { subject: [{ type: 'O', value }] });
    expect(authority.openssl.run('req', '-in', request, '-noout', '-subject', '-nameopt', 'utf8,sname,sep_multiline')).toContain(value);
  });
});

describe('a certificate', () => {
  test('for another key is refused with the label of that key, or alone', async () => {
    authority.issue(await requestOf(other), 'other.pem');
    await expect(choose(web, authority.path('other.pem'))).rejects.toMatchObject({
      failure: { code: 'certificate-other-key', what: expect.stringContaining('is for the key "Other" of this device') },
    });
    await expect(choose(web, authority.path('root.pem'))).rejects.toEqual(refusal('certificate-other-key'));
    await expect(choose(web, authority.together('two.pem', 'root.pem', 'issuing.pem'))).rejects.toEqual(
      refusal('certificate-none-for-key'),
    );
    // the window may say what it likes: main looks again
    const choice = await choose(other, authority.path('other.pem'));
    await expect(put(web, choice)).rejects.toEqual(refusal('certificate-other-key'));
    expect(keyNow(web)?.details).toMatchObject({ certificate: 'request' });
  });

  test('that has expired, is not yet valid, is self-signed or lacks its issuer is a judgement of the person', async () => {
    const request = await requestOf(web);
    const expired = authority.issue(request, 'expired.pem', { until: '20210101000000Z' });
    const early = authority.issue(request, 'early.pem', { from: '20500101000000Z' });
    expect(codes(await choose(web, expired))).toEqual([
      ['certificate-expired', 'judgement'],
      ['certificate-issuer-missing', 'judgement'],
    ]);
    const choice = await choose(web, authority.together('early-chain.pem', 'early.pem', 'issuing.pem', 'root.pem'));
    expect(codes(choice)).toEqual([['certificate-not-yet-valid', 'judgement']]);
    expect(early).toContain('early.pem');
    await expect(put(web, choice, [])).rejects.toEqual(refusal('certificate-not-accepted'));
    await expect(put(web, choice, undefined, ' ')).rejects.toEqual(refusal('certificate-reason-missing'));
    await expect(put(web, { ...choice, certificates: ['00'] })).rejects.toEqual(refusal('certificate-not-chosen'));
    expect(keyNow(web)?.details?.certificate).toBe('request');
    expect((await put(web, choice)).accepted).toHaveLength(1);
    expect(keyNow(web)?.details?.certificate).toBe('x509');
  });

  test('is completed with issuers from a further file', async () => {
    authority.issue(await requestOf(web), 'late.pem');
    const first = await choose(web, authority.path('late.pem'));
    expect(codes(first)).toEqual([['certificate-issuer-missing', 'judgement']]);
    const second = await choose(web, authority.together('issuers.pem', 'issuing.pem', 'root.pem'), first.certificates);
    expect(second).toMatchObject({ isComplete: true, findings: [] });
    expect(second.issuers.map(({ subject }) => subject)).toEqual(['O=Example, CN=Example Issuing', 'O=Example, CN=Example Root']);
  });

  test('that its issuer did not sign is refused whatever is accepted', async () => {
    authority.issue(await requestOf(web), 'true.pem');
    const der = authority.openssl.run('x509', '-in', 'true.pem', '-outform', 'DER', '-out', 'true.der');
    expect(der).toBe('');
    const bytes = authority.openssl.read('true.der');
    bytes[bytes.length - 1] = (bytes.at(-1) as number) ^ 1;
    authority.openssl.write('false.der', bytes);
    const first = await choose(web, authority.path('false.der'));
    const choice = await choose(web, authority.path('issuing.pem'), first.certificates);
    expect(codes(choice)).toEqual([['certificate-wrong-issuer', 'error']]);
    await expect(put(web, choice)).rejects.toEqual(refusal('certificate-wrong-issuer'));
  });

  test('is taken from PKCS#7 in PEM and in DER', async () => {
    authority.issue(await requestOf(web), 'p7.pem');
    const files = ['-certfile', 'p7.pem', '-certfile', 'issuing.pem', '-certfile', 'root.pem'];
    authority.openssl.run('crl2pkcs7', '-nocrl', ...files, '-out', 'p7.p7b');
    authority.openssl.run('crl2pkcs7', '-nocrl', ...files, '-outform', 'DER', '-out', 'p7.p7c');
    for (const name of ['p7.p7b', 'p7.p7c']) expect(await choose(web, authority.path(name)), name).toMatchObject({ isComplete: true });
  });

  test.each([
    ['empty', new Uint8Array(0), 'certificate-malformed'],
    ['cut off', 'half', 'certificate-malformed'],
    ['enormous', new Uint8Array(600_000).fill(0x30), 'file-unreadable'],
    ['no certificate', utf8.encode('hello'), 'certificate-malformed'],
    ['a key', utf8.encode('-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n'), 'certificate-malformed'],
    [
      'an endless PKCS#7',
      Uint8Array.of(0x30, 0x80, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02, 0xa0, 0x80),
      'certificate-malformed',
    ],
  ] as const)('in a file that is %s is refused in words', async (_, bytes, code) => {
    const root = authority.openssl.read('root.pem');
    writeFileSync(room.path('bad'), bytes === 'half' ? root.subarray(0, root.length / 2) : bytes);
    await expect(choose(web, room.path('bad'))).rejects.toEqual(refusal(code));
  });

  test('of more than 4 kB is written in parts; on a full device the old one stays, also where it must be put back', async () => {
    const long = Array.from({ length: 150 }, (_, i) => `DNS:host-${i}.a-rather-long-domain.example.org`).join(',');
    const request = await requestOf(web);
    authority.issue(request, 'long.pem', { extensions: `subjectAltName=${long}\n` });
    authority.issue(request, 'short.pem');
    const short = await choose(web, authority.together('s.pem', 'short.pem', 'issuing.pem', 'root.pem'));
    const big = await choose(web, authority.together('l.pem', 'long.pem', 'issuing.pem', 'root.pem'));
    await put(web, short);
    const sha256 = short.certificate.sha256;
    const [card] = room.cards;
    if (!card) throw new Error('no card');
    const full = defaultMemory - (room.device().freeMemoryBytes ?? 0) + 1500;
    card.memory = full;
    // the app does not know yet that the memory is short: the card refuses in the middle
    await expect(put(web, big)).rejects.toEqual(refusal('card-full'));
    await openKey(room.workstation, web.serial, web.reference);
    expect(keyNow(web)?.details?.x509?.sha256).toBe(sha256);
    // now it does, and deletes nothing
    await room.fleet.readAgain(room.names[0] as string);
    room.sent.length = 0;
    await expect(put(web, big)).rejects.toEqual(refusal('card-full'));
    expect(room.sent.filter((sent) => sent.startsWith('00E4'))).toEqual([]);
    card.memory = defaultMemory;
    await room.fleet.readAgain(room.names[0] as string);
    expect((await put(web, big)).bytes).toBeGreaterThan(4096);
    expect(keyNow(web)?.details?.x509?.sha256).toBe(big.certificate.sha256);
    // two clicks: the second finds it there
    await Promise.all([put(web, short), put(web, short)]);
    expect(keyNow(web)?.details?.x509?.sha256).toBe(sha256);
  });
});

describe('a public key', () => {
  test('is saved as openssl and OpenSSH read it', async () => {
    for (const format of ['PEM', 'DER', 'OpenSSH'] as const) {
      room.person.saves(authority.path(`public.${format}`), true);
      const saved = await exportPublicKey(room.workstation, { ...order(web), format });
      expect(saved.publicKeySha256).toBe(keyNow(web)?.details?.publicKeySha256);
    }
    const pem = authority.openssl.run('pkey', '-pubin', '-in', 'public.PEM');
    expect(authority.openssl.run('pkey', '-pubin', '-inform', 'DER', '-in', 'public.DER')).toBe(pem);
    expect(readFileSync(authority.path('public.OpenSSH'), 'utf8')).toMatch(/^ecdsa-sha2-nistp256 \S+ Web\n$/);
  });

  test('is refused as OpenSSH on a curve that OpenSSH lacks, and for an AES key', async () => {
    const key = room.device().keys.find(({ label }) => label === 'Key brainpoolP256r1');
    await expect(
      exportPublicKey(room.workstation, { serial: web.serial, reference: key?.reference ?? web.reference, format: 'OpenSSH' }),
    ).rejects.toEqual(refusal('public-key-no-ssh'));
  });
});

describe('attestation', () => {
  test('shows the chain down to the key and proves that the key on the device is the one', async () => {
    await openKey(room.workstation, other.serial, other.reference);
    expect(keyNow(other)?.details?.attestation).toBe('simulated');
    const shown = await attest(room.workstation, other.serial, other.reference);
    expect(shown).toMatchObject({ label: 'Other', state: 'simulated', keyProof: 'proven' });
    expect(shown.links.map(({ role, fingerprintOf }) => [role, fingerprintOf])).toEqual([
      ['root', 'public key'],
      ['issuer', 'certificate'],
      ['device', 'certificate'],
      ['key', 'request'],
    ]);
    expect(shown.links[2]?.sha256).toBe(room.device().certificate.sha256);
    await logout(room.workstation, other.serial);
    expect(await attest(room.workstation, other.serial, other.reference)).toMatchObject({ state: 'simulated', keyProof: 'not logged in' });
    await logIn(room);
  });

  test('evidence lies in files that say how to verify them, and saving it twice changes nothing', async () => {
    room.person.opens(room.folder, room.folder);
    const { files } = await saveEvidence(room.workstation, other.serial, other.reference);
    expect(files.map(({ path }) => path.replace(/^.*[\\/]/, ''))).toEqual([
      expect.stringMatching(/Other\.cvreq$/),
      expect.stringMatching(/^UTTEST00001.*\.cvcert$/),
      expect.stringMatching(/\.cvcert$/),
      expect.stringMatching(/Other attestation\.txt$/),
    ]);
    const text = readFileSync(files.at(-1)?.path ?? '', 'utf8');
    expect(text).toContain('REHEARSAL');
    for (const { sha256, path } of files.slice(0, -1)) {
      expect(text).toContain(sha256);
      expect([0x67, 0x7f]).toContain(readFileSync(path)[0]);
    }
    expect((await saveEvidence(room.workstation, other.serial, other.reference)).files).toEqual(files);
  });

  test('is gone with a certificate, names another device for a key that was brought, and there is then nothing to save or another saying', async () => {
    expect(await attest(room.workstation, web.serial, web.reference)).toMatchObject({ state: 'replaced', keyProof: 'proven' });
    await expect(saveEvidence(room.workstation, web.serial, web.reference)).rejects.toEqual(refusal('evidence-absent'));
    room.person.saves(room.path('other.wky')).opens(room.path('other.wky'));
    await exportKey(room.workstation, other.serial, other.reference);
    const brought = await importKey(room.workstation, room.serialOf(1));
    expect(await attest(room.workstation, brought.serial, brought.reference)).toMatchObject({ state: 'other-device', keyProof: 'proven' });
  });
});

test('a certificate that could not be put back is put back at the next login', async () => {
  authority.issue(await requestOf(other), 'o.pem');
  const choice = await choose(other, authority.together('oc.pem', 'o.pem', 'issuing.pem', 'root.pem'));
  const [card] = room.cards;
  if (!card) throw new Error('no card');
  card.memory = 1000;
  await expect(put(other, choice)).rejects.toEqual(refusal('card-full'));
  await openKey(room.workstation, other.serial, other.reference);
  expect(keyNow(other)?.details).toMatchObject({ certificate: 'none', attestation: 'none' });
  expect(room.device().notice).toContain('could not be put back');
  card.memory = defaultMemory;
  await logout(room.workstation, other.serial);
  room.person.types({ 'user-pin': pins.user });
  await login(room.workstation, other.serial);
  expect(keyNow(other)?.details).toMatchObject({ certificate: 'request', attestation: 'simulated' });
  expect(room.device().notice).toContain('was put back and read back');
});
