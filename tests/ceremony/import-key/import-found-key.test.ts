import { createDecipheriv } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fileOf } from '../../../electron/card/files.ts';
import { enumerateObjects, readObject } from '../../../electron/card/objects.ts';
import { encryptCbc, sign } from '../../../electron/card/use-key.ts';
import { createRequest } from '../../../electron/ceremony/certificates/create-request.ts';
import { buildWrappedKey } from '../../../electron/ceremony/import-key/build-wrapped-key.ts';
import { testKey } from '../../../electron/ceremony/key-test/test-key.ts';
import { importKey } from '../../../electron/ceremony/keys/key-files.ts';
import { deleteKey } from '../../../electron/ceremony/keys/keys.ts';
import { createShare, importShare } from '../../../electron/ceremony/shares/shares.ts';
import { readCertificates } from '../../../electron/codec/certificate.ts';
import { type KeyMaterial, readKeyBlob } from '../../../electron/codec/key-blob.ts';
import { encodeWrappedKeyFile, readWrappedKeyFile } from '../../../electron/codec/wrapped-key-file.ts';
import { Secret } from '../../../electron/crypto/secret.ts';
import { hex, utf8 } from '../../../shared/bytes.ts';
import type { FailureCode } from '../../../shared/failure.ts';
import type { ExportedKey } from '../../../shared/models/reports.ts';
import { Openssl } from '../certificates/openssl.ts';
import { addPeople, makeSplitShare, misread, openFolder, typed } from '../custody/custody-steps.ts';
import { strong } from '../rehearsal-room.ts';
import type { Paper } from '../scripted-desk.ts';
import { logIn, refusal, setUp } from '../steps.ts';
import { KeyFileRoom } from './key-file-room.ts';
import { type KeyName, makeKey, makePkcs12, publicPemOf } from './openssl-keys.ts';

// The real functions, watched: which secrets went through them, to see that each is wiped in the end.
const watched = vi.hoisted(() => ({ keys: [] as KeyMaterial[], files: [] as Uint8Array[], dkeks: [] as Secret[] }));
vi.mock(import('../../../electron/ceremony/import-key/open-key-file.ts'), async (original) => {
  const real = await original();
  return {
    ...real,
    openKeyFile: async (file: Uint8Array, password?: Secret) => {
      watched.files.push(file);
      const found = await real.openKeyFile(file, password);
      watched.keys.push(...found.keys.map(({ material }) => material));
      return found;
    },
  };
});
vi.mock(import('../../../electron/ceremony/import-key/build-wrapped-key.ts'), async (original) => {
  const real = await original();
  return {
    buildWrappedKey: (material: KeyMaterial, dkek: Secret, allowed: readonly number[]) => {
      watched.dkeks.push(dkek);
      return real.buildWrappedKey(material, dkek, allowed);
    },
  };
});

const openssl = new Openssl();
afterAll(() => openssl.close());
const password = 'gehêim 🔑 1';
const message = utf8.encode('signed by a key from a file');
const aesKey = Uint8Array.from({ length: 32 }, (_, index) => 200 - index);

let place: KeyFileRoom;
afterEach(async () => {
  expectNothingLeftInMemory();
  await place.close();
});

const secretParts = (material: KeyMaterial): Uint8Array[] => {
  if (material.type === 'AES') return [material.key];
  if (material.type !== 'RSA-CRT') return [material.d];
  return [material.p, material.q, material.dP, material.dQ, material.qInv];
};

/** Every key, every file, every DKEK and every password that was used in the test. */
function expectNothingLeftInMemory(): void {
  for (const bytes of [...watched.keys.flatMap(secretParts), ...watched.files]) expect(bytes.every((byte) => byte === 0)).toBe(true);
  for (const secret of [...watched.dkeks, ...place.room.person.handedOut, ...place.room.desk.entered]) {
    expect(() => secret.expose()).toThrow('wiped');
  }
  watched.keys.length = watched.files.length = watched.dkeks.length = 0;
}

const onCard = () => place.room.fleet.run(place.serial, 'look', ({ session }) => enumerateObjects(session));

/** No key, no description, no certificate, and none in the tree. */
async function expectNothingOnCard(): Promise<void> {
  expect(place.room.device().keys).toEqual([]);
  const left = (await onCard()).filter((fid) => (fid & 0xff) !== 0 && [0xcc, 0xc4, 0xce].includes(fid >> 8));
  expect(left).toEqual([]);
}

describe('a key from a file, under a DKEK of one share,', () => {
  beforeEach(async () => {
    place = await KeyFileRoom.withShares(1);
  });

  const files: [KeyName, string[]][] = [
    ['RSA-2048', ['-legacy']],
    ['RSA-3072', ['-keypbe', 'AES-128-CBC', '-certpbe', 'AES-128-CBC']],
    ['RSA-4096', []],
    ['secp256r1', ['-legacy', '-descert']],
    ['secp384r1', []],
    ['secp521r1', ['-keypbe', 'DES-EDE3-CBC', '-certpbe', 'NONE']],
    ['brainpoolP256r1', []],
  ];
  it.each(files)('%s in PKCS#12 with %j, signs what openssl verifies', async (name, options) => {
    const path = await place.put('key.p12', makePkcs12(openssl, name, password, ...options));
    const opened = await place.open(path, 'wrong', password);
    expect(place.room.person.failures.map(({ code }) => code)).toEqual(['key-file-password']);
    expect(opened).toMatchObject({ path, keys: [{ name: 'Schlüssel 1', certificate: `CN=${name}` }], otherCertificates: [] });
    place.bringShares();
    const done = await place.desk.import(opened.ticket, 0, place.wanted({ label: `My ${name}` }));
    expect(done).toMatchObject({ label: `My ${name}`, source: path, certificate: 'from the file', dkekKcv: place.shares[0]?.kcv });
    expect(done.checks.find((check) => check.name.startsWith('Sign'))).toMatchObject({ outcome: 'passed' });
    expect(place.room.device().keys).toMatchObject([{ label: `My ${name}`, described: true, details: { certificate: 'x509' } }]);
    const key = opened.keys[0];
    expect(place.room.device().keys[0]?.details?.publicKeySha256).toBe(key?.publicKeySha256);
    const [signature, stored] = await place.room.fleet.run(place.serial, 'use', async ({ session }) => [
      await sign(session, done.reference, name.startsWith('RSA') ? 0x33 : 0x73, message, 'x'),
      await readObject(session, fileOf('keyCertificate', done.reference)),
    ]);
    expect(openssl.accepts(publicPemOf(openssl, name), message, signature)).toBe(true);
    expect(stored).toEqual(readCertificates(openssl.read(`${name}.pem`))[0]?.der);
    expect(place.room.person.idle).toBe(true);
  });

  it('raw AES, encrypts what node decrypts, may do what was ticked, and is compared with the file', async () => {
    const path = await place.put('key.hex', hex.encode(aesKey));
    const done = await place.import(path, undefined, { capabilities: [0x10, 0x11, 0x92] });
    expect(done.checks.map(({ name, outcome }) => [name, outcome])).toEqual([
      ['Same key as in the file', 'passed'],
      ['Encrypt and decrypt (AES-CBC)', 'passed'],
      ['Export under the DKEK', 'passed'],
    ]);
    expect(place.room.device().keys).toMatchObject([{ type: { kind: 'AES', size: 256 }, details: { capabilities: [0x10, 0x11, 0x92] } }]);
    const iv = new Uint8Array(16).fill(7);
    const data = new Uint8Array(48).fill(3);
    const encrypted = await place.room.fleet.run(place.serial, 'use', ({ session }) => encryptCbc(session, done.reference, iv, data, 'x'));
    const decipher = createDecipheriv('aes-256-cbc', aesKey, iv).setAutoPadding(false);
    expect(Uint8Array.from(Buffer.concat([decipher.update(encrypted), decipher.final()]))).toEqual(data);
  });

  it.each(['secp256r1', 'brainpoolP256r1', 'RSA-2048'] as const)(
    '%s without certificate, is proven with its own public key, and issues a certificate to itself that keeps it testable',
    async (name) => {
      makeKey(openssl, name);
      const path = await place.put('key.pem', openssl.read(`${name}.key`));
      const { checks, certificate, reference } = await place.import(path, undefined);
      expect(certificate).toBe('self-issued');
      expect(checks).toContainEqual(expect.objectContaining({ name: expect.stringMatching(/^Sign /), outcome: 'passed' }));
      const der = await place.room.fleet.run(place.serial, 'read', ({ session }) =>
        readObject(session, fileOf('keyCertificate', reference)),
      );
      openssl.write('carrier.der', der ?? expect.unreachable());
      const text = openssl.run('x509', '-inform', 'DER', '-in', 'carrier.der', '-noout', '-text');
      expect(text).toMatch(/Not After : Dec 31 23:59:59 9999 GMT[\s\S]*CA:FALSE/);
      openssl.run('x509', '-inform', 'DER', '-in', 'carrier.der', '-out', 'carrier.pem');
      expect(openssl.run('verify', '-CAfile', 'carrier.pem', '-check_ss_sig', 'carrier.pem')).toContain('OK');
      expect(openssl.run('x509', '-in', 'carrier.pem', '-noout', '-pubkey')).toBe(publicPemOf(openssl, name));

      // later, when only the device is left
      expect((await testKey(place.room.workstation, place.serial, reference)).outcome).toBe('passed');
      place.room.person.saves(place.room.path('later.csr'));
      const content = {
        subject: [{ type: 'CN', value: 'www.example.org' }],
        names: [],
        isCa: false,
        keyUsage: [],
        extendedKeyUsage: [],
      } as const;
      await createRequest(place.room.workstation, { serial: place.serial, reference, content, format: 'PEM' });
      openssl.write('later.csr', await readFile(place.room.path('later.csr')));
      expect(openssl.run('req', '-in', 'later.csr', '-verify', '-noout', '-pubkey')).toBe(publicPemOf(openssl, name));
    },
  );

  it('is saved as a wrapped file too, which brings it back with its certificate', async () => {
    const path = await place.put('key.p12', makePkcs12(openssl, 'RSA-4096', password));
    place.room.person.saves(place.room.path('backup.wky'));
    const done = await place.import(path, password, { label: 'Saved', backup: true });
    const backup = done.backup as ExportedKey;
    expect(place.room.person.suggested).toBe('Saved.wky');
    const file = readWrappedKeyFile(Uint8Array.from(await readFile(backup.path)));
    // short enough for what OpenSC and older cards take
    expect(readKeyBlob(file.blob).header.type).toBe(0x05);
    expect(file.blob.length).toBe(1099);
    await deleteKey(place.room.workstation, place.serial, done.reference, place.serial.slice(-4));
    place.room.person.opens(backup.path);
    expect(await importKey(place.room.workstation, place.serial)).toMatchObject({ label: 'Saved' });
    await place.room.fleet.run(place.serial, 'look', (device) => device.readDetails(done.reference));
    expect(place.room.device().keys).toMatchObject([{ label: 'Saved', details: { certificate: 'x509' } }]);
  });

  it('stays on the device when its wrapped file cannot be written, and that is told', async () => {
    const path = await place.put('key.hex', hex.encode(aesKey));
    place.room.person.saves(place.room.path('no-such-folder/backup.wky'));
    const done = await place.import(path, undefined, { capabilities: [0x10], backup: true });
    expect(done.backup).toMatchObject({ failure: { code: 'folder-unwritable' } });
    expect(place.room.device().keys).toHaveLength(1);
  });

  it('is picked by the person where there are several', async () => {
    for (const name of ['secp256r1', 'RSA-2048'] as const) makeKey(openssl, name);
    const both = [
      ...openssl.read('secp256r1.key'),
      ...openssl.read('RSA-2048.key'),
      ...openssl.read('RSA-2048.pem'),
      ...openssl.read(`${makeKey(openssl, 'secp384r1')}.pem`),
    ];
    const { ticket, keys, otherCertificates } = await place.open(await place.put('both.pem', Uint8Array.from(both)));
    expect(keys).toMatchObject([
      { type: { kind: 'EC', curve: 'secp256r1' } },
      { type: { kind: 'RSA', size: 2048 }, certificate: 'CN=RSA-2048' },
    ]);
    expect(otherCertificates).toEqual(['CN=secp384r1']);
    place.bringShares();
    expect(await place.desk.import(ticket, 1, place.wanted())).toMatchObject({ certificate: 'from the file' });
    expect(place.room.device().keys).toMatchObject([{ type: { kind: 'RSA', size: 2048 } }]);
  });

  it('is refused with a label that is taken or none, an AES key with no capability, before any share is asked for', async () => {
    const path = await place.put('key.hex', hex.encode(aesKey));
    await place.import(path, undefined, { label: 'Taken', capabilities: [0x10] });
    const cases: [object, FailureCode][] = [
      [{ label: 'Taken', capabilities: [0x10] }, 'label-duplicate'],
      [{ label: ' ', capabilities: [0x10] }, 'label-empty'],
      [{ label: 'Other' }, 'no-capability'],
    ];
    for (const [changes, code] of cases) {
      const { ticket } = await place.open(path);
      await expect(place.desk.import(ticket, 0, place.wanted(changes))).rejects.toEqual(refusal(code));
    }
    expect(place.room.device().keys).toHaveLength(1);
  });

  it('that does not fit on the card leaves nothing there', async () => {
    const path = await place.put('key.p12', makePkcs12(openssl, 'RSA-2048', password));
    for (const ins of [0x74, 0xd7]) {
      place.room.cards[0]?.faults.add({ at: 1, ins, kind: 'status', sw: 0x6a84 });
      await expect(place.import(path, password)).rejects.toEqual(refusal('card-full'));
      await expectNothingOnCard();
      place.room.cards[0]?.faults.clear();
    }
  });

  it('that the card does not use as the file says is deleted again', async () => {
    const path = await place.put('key.hex', hex.encode(aesKey));
    // the first encryption comes to nothing
    place.room.cards[0]?.faults.add({ at: 1, ins: 0x78, kind: 'status', sw: 0x6a81 });
    await expect(place.import(path, undefined, { capabilities: [0x10] })).rejects.toEqual(refusal('key-not-allowed'));
    await expectNothingOnCard();
  });

  it('is used once: a ticket is worth one attempt, and none for another key or after it was given back', async () => {
    const path = await place.put('key.hex', hex.encode(aesKey));
    const first = await place.open(path);
    const second = await place.open(path);
    await expect(place.desk.import(first.ticket, 0, place.wanted())).rejects.toEqual(refusal('key-file-closed'));
    place.desk.forget(first.ticket);
    place.desk.forget(second.ticket);
    await expect(place.desk.import(second.ticket, 0, place.wanted())).rejects.toEqual(refusal('key-file-closed'));
    const third = await place.open(path);
    await expect(place.desk.import(third.ticket, 5, place.wanted())).rejects.toEqual(refusal('key-file-no-key'));
  });

  it('that nobody comes back for is wiped after a quarter of an hour', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const path = await place.put('key.hex', hex.encode(aesKey));
      await place.open(path);
      const [key] = watched.keys;
      vi.advanceTimersByTime(14 * 60_000);
      expect(key && secretParts(key)[0]?.some((byte) => byte !== 0)).toBe(true);
      vi.advanceTimersByTime(2 * 60_000);
    } finally {
      vi.useRealTimers();
    }
  });

  it('is told what is wrong with its file, and nothing is asked further', async () => {
    const good = makePkcs12(openssl, 'secp256r1', password);
    const wrapped = encodeWrappedKeyFile({
      blob: buildWrappedKey({ type: 'AES', key: aesKey.slice() }, new Secret(new Uint8Array(32)), []),
    });
    watched.dkeks.pop()?.wipe();
    const share = await readFile(place.shares[0]?.path ?? '');
    const cases: [string, Uint8Array | string, FailureCode, string[]][] = [
      ['truncated.p12', good.subarray(0, good.length - 40), 'key-file-unknown', []],
      ['share.pbe', share, 'key-file-is-share', []],
      ['wrapped.wky', wrapped, 'key-file-is-wrapped', []],
      ['odd.bin', new Uint8Array(15), 'key-file-aes-size', []],
      ['notes.txt', 'Dear diary, '.repeat(20), 'key-file-unknown', []],
      ['none.pem', openssl.read('secp256r1.pem'), 'key-file-no-key', []],
      ['curve.p12', makePkcs12(openssl, 'secp224r1', password), 'key-file-curve-unsupported', [password]],
      ['size.p12', makePkcs12(openssl, 'RSA-1280', password), 'key-file-rsa-size', [password]],
      ['empty.bin', new Uint8Array(), 'key-file-unknown', []],
      ['large.bin', new Uint8Array(1_048_577), 'file-unreadable', []],
    ];
    for (const [name, content, code, passwords] of cases) {
      await expect(place.open(await place.put(name, content), ...passwords), name).rejects.toEqual(refusal(code));
      expect(place.room.person.idle, name).toBe(true);
    }
    await expectNothingOnCard();
  });
});

describe('the DKEK of several shares', () => {
  it('is put together one share after the other, however they are brought, and a wrong quorum entry is told at once', async () => {
    place = await KeyFileRoom.withShares(2);
    const { room } = place;
    await openFolder(room);
    const ids = await addPeople(room, 3);
    const split = await makeSplitShare(room, 2, ids, 'split.pbe');
    await setUp(room, 0, { shares: 2 });
    await logIn(room);
    for (const path of [split.created.path, place.shares[1]?.path ?? '']) {
      room.person.opens(path);
      if (path === split.created.path) room.desk.enters(typed(split.papers[0] as Paper), typed(split.papers[1] as Paper));
      else room.person.types({ password: strong });
      await importShare(room.workstation, place.serial, path === split.created.path ? { by: 'quorum' } : {});
    }
    const file = await place.put('key.hex', hex.encode(aesKey));
    const { ticket } = await place.open(file);
    const asked = room.person.titles.length;
    // the same file again and a stranger are told in the title, and cost nobody their entry
    room.person.opens(split.created.path, split.created.path, file, place.shares[1]?.path ?? '');
    room.desk.enters(misread(typed(split.papers[0] as Paper)), typed(split.papers[2] as Paper), typed(split.papers[0] as Paper));
    room.person.types({ password: 'not this' }, { password: strong });
    const done = await place.desk.import(ticket, 0, place.wanted({ capabilities: [0x10], shares: [{ by: 'quorum' }, { by: 'password' }] }));
    expect(room.person.titles.slice(asked)).toEqual([
      'Choose DKEK share 1 of 2',
      'Choose DKEK share 2 of 2',
      'That share is in already. Choose DKEK share 2 of 2',
      'This is not a DKEK share file: it does not begin with "Salted__". Choose DKEK share 2 of 2',
    ]);
    expect(room.desk.failures.map(({ code }) => code)).toEqual(['share-fingerprint-differs']);
    expect(room.desk.prompts.at(-1)?.purpose).toContain('This is DKEK share 1 of 2. The DKEK of');
    expect(room.person.forms.at(-1)).toMatchObject({ title: 'Import from PKCS#12', purpose: expect.stringContaining('DKEK share 2 of 2') });
    expect(done.shares.map(({ kcv }) => kcv)).toEqual([split.created.kcv, place.shares[1]?.kcv]);
  });

  it('is compared before anything is sent: shares of another set are refused with their check values', async () => {
    place = await KeyFileRoom.withShares(2);
    const { room } = place;
    room.person.saves(room.path('stranger.pbe')).types({ password: strong });
    const stranger = await createShare(room.workstation, place.serial);
    const { ticket } = await place.open(await place.put('key.hex', hex.encode(aesKey)));
    const before = room.sent.length;
    for (const path of [place.shares[0]?.path ?? '', stranger.path]) room.person.opens(path).types({ password: strong });
    await expect(place.desk.import(ticket, 0, place.wanted({ capabilities: [0x10] }))).rejects.toMatchObject({
      failure: { code: 'dkek-assembled-differs', meaning: expect.stringContaining(`${place.shares[0]?.kcv}, ${stranger.kcv}`) },
    });
    // UNWRAP and UPDATE BINARY
    expect(room.sent.slice(before).filter((command) => ['74', 'D7'].includes(command.slice(2, 4)))).toEqual([]);
    await expectNothingOnCard();
  });

  it('is not assembled when any window is closed', async () => {
    place = await KeyFileRoom.withShares(2);
    const { room } = place;
    const p12 = await place.put('key.p12', makePkcs12(openssl, 'secp256r1', password));
    room.person.opens(p12).types('close');
    await expect(place.desk.open(place.serial)).rejects.toEqual(refusal('cancelled'));
    await expect(place.desk.open(place.serial)).rejects.toEqual(refusal('cancelled'));
    const [one, two] = place.shares.map(({ path }) => path) as [string, string];
    const stops: (() => void)[] = [
      () => undefined,
      () => room.person.types('close'),
      () => room.person.opens(one).types('agree', 'close'),
      () => room.person.opens(one).types({ password: strong }),
      () => room.person.opens(one, two).types('agree', { password: strong }, 'close'),
    ];
    for (const stop of stops) {
      const { ticket } = await place.open(p12, password);
      stop();
      await expect(place.desk.import(ticket, 0, place.wanted())).rejects.toEqual(refusal('cancelled'));
      expect(room.person.idle).toBe(true);
      expectNothingLeftInMemory();
    }
    const { ticket } = await place.open(p12, password);
    await expect(place.desk.import(ticket, 0, place.wanted({ backup: true }))).rejects.toEqual(refusal('cancelled'));
    await expectNothingOnCard();
  });

  it('does not exist on a device that made its DKEK itself, or has none, or waits for shares, or is not logged in', async () => {
    place = await KeyFileRoom.withShares(1);
    const { room } = place;
    const refused = async (code: FailureCode) => {
      await expect(place.desk.open(place.serial)).rejects.toEqual(refusal(code));
      expect(room.person.titles).toEqual(asked);
    };
    const asked = [...room.person.titles];
    for (const [scheme, code] of [
      ['random', 'dkek-without-shares'],
      ['none', 'no-dkek'],
      ['shares', 'dkek-incomplete'],
    ] as const) {
      await setUp(room, 0, { scheme, shares: 2 });
      await logIn(room);
      await refused(code);
    }
  });
});
