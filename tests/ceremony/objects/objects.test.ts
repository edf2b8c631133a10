import { createHash, X509Certificate } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { deleteObject, enumerateObjects, readObject, updateBinary } from '../../../electron/card/objects.ts';
import { deleteStoredObject, renameObject } from '../../../electron/ceremony/objects/change-object.ts';
import { exportObject } from '../../../electron/ceremony/objects/export-object.ts';
import { importCertificate, labelOf } from '../../../electron/ceremony/objects/import-certificate.ts';
import { importData } from '../../../electron/ceremony/objects/import-data.ts';
import { readObjects } from '../../../electron/ceremony/objects/read-objects.ts';
import { login, logout } from '../../../electron/ceremony/pins/login.ts';
import { encodeDataDescription, readDataDescription } from '../../../electron/codec/pkcs15.ts';
import type { SimulatedCard } from '../../../electron/simulator/card.ts';
import { concat, hex } from '../../../shared/bytes.ts';
import type { StoredObject } from '../../../shared/models/stored-object.ts';
import { type ObjectFile, objectFile, type Serial } from '../../../shared/numbers.ts';
import { Openssl } from '../certificates/openssl.ts';
import { pins, RehearsalRoom } from '../rehearsal-room.ts';
import { logIn, refusal, setUp } from '../steps.ts';

const openssl = new Openssl();
let room: RehearsalRoom;
let serial: Serial;
let card: SimulatedCard;

beforeAll(() => {
  for (const [name, subject] of [
    ['root', '/C=AT/O=Example, Inc./CN=Example Root CA'],
    ['other', '/O=Nameless Ltd'],
  ] as const) {
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', `${name}.key`];
    openssl.run('req', '-x509', ...key, '-out', `${name}.pem`, '-subj', subject, '-days', '30');
    openssl.run('x509', '-in', `${name}.pem`, '-outform', 'DER', '-out', `${name}.der`);
  }
});
afterAll(() => openssl.close());

beforeEach(async () => {
  room = await RehearsalRoom.withDevices(1);
  serial = room.serialOf(0);
  card = room.cards[0] as SimulatedCard;
  await setUp(room, 0, { scheme: 'random' });
  await logIn(room);
});
afterEach(() => room.close());

const made = (name: string) => `${openssl.folder}/${name}`;
const stored = (): readonly StoredObject[] => {
  const { objects } = room.device();
  if (objects.kind !== 'read') throw new Error('not read yet');
  return objects.all;
};
const listed = () => room.fleet.run(serial, 'Look', ({ session }) => enumerateObjects(session));
const contentOf = (file: number) => room.fleet.run(serial, 'Look', ({ session }) => readObject(session, file));
const put = (file: number, bytes: Uint8Array) => room.fleet.run(serial, 'Put', ({ session }) => updateBinary(session, file, bytes));
const take = (file: number) => room.fleet.run(serial, 'Take', ({ session }) => deleteObject(session, file));
const importsCertificate = (path: string) => {
  room.person.opens(path);
  return importCertificate(room.workstation, serial);
};
async function importsData(content: string | Uint8Array, change: { label?: string; application?: string; confidential?: boolean } = {}) {
  await writeFile(room.path('data'), content);
  room.person.opens(room.path('data'));
  return importData(room.workstation, { serial, label: 'A note', application: 'Minutes', confidential: false, ...change });
}
async function exports(file: ObjectFile): Promise<Uint8Array> {
  room.person.saves(room.path('out'), true);
  await exportObject(room.workstation, serial, file);
  return new Uint8Array(await readFile(room.path('out')));
}

describe('certificates without a key', () => {
  test('come in from PEM and DER under the name in their subject, are read back, and show what openssl shows', async () => {
    const report = await importsCertificate(made('root.pem'));
    const der = new Uint8Array(await readFile(made('root.der')));
    const theirs = new X509Certificate(der);
    expect(report).toMatchObject({ imported: [{ file: 0xca00, label: 'Example Root CA' }], present: [] });
    expect(await contentOf(0xca00)).toEqual(der);
    expect(stored()).toEqual([
      {
        file: 0xca00,
        description: 0xc800,
        kind: 'certificate',
        label: 'Example Root CA',
        state: 'whole',
        size: der.length,
        certificate: {
          subject: 'C=AT, O=Example, Inc., CN=Example Root CA',
          issuer: 'C=AT, O=Example, Inc., CN=Example Root CA',
          serialNumber: expect.stringMatching(new RegExp(`^(00)?${theirs.serialNumber}$`)),
          notBefore: new Date(theirs.validFrom).toISOString(),
          notAfter: new Date(theirs.validTo).toISOString(),
          isCa: true,
          names: [],
          usage: [],
          sha256: createHash('sha256').update(der).digest('hex').toUpperCase(),
        },
      },
    ]);
    expect((await importsCertificate(made('other.der'))).imported).toMatchObject([{ file: 0xca01, label: 'Nameless Ltd' }]);
    expect(await exports(objectFile(0xca00))).toEqual(der);
    expect(room.person.suggested).toBe('Example Root CA.cer');
  });

  test('that are there already are named and left alone; only the others of the file are stored', async () => {
    await importsCertificate(made('root.pem'));
    await expect(importsCertificate(made('root.der'))).rejects.toMatchObject({
      failure: { code: 'certificate-present', what: expect.stringContaining('"Example Root CA"') },
    });
    await writeFile(room.path('both.pem'), concat(await readFile(made('root.pem')), await readFile(made('other.pem'))));
    expect(await importsCertificate(room.path('both.pem'))).toMatchObject({
      present: ['Example Root CA'],
      imported: [{ label: 'Nameless Ltd' }],
    });
    expect(stored()).toHaveLength(2);
  });

  test('a second one of the same name gets a number', async () => {
    await importsCertificate(made('root.pem'));
    openssl.run(
      'req',
      '-x509',
      '-key',
      'root.key',
      '-out',
      'renewed.pem',
      '-subj',
      '/C=AT/O=Example, Inc./CN=Example Root CA',
      '-days',
      '60',
    );
    expect((await importsCertificate(made('renewed.pem'))).imported).toMatchObject([{ label: 'Example Root CA (2)' }]);
  });

  test('a file that is cut off, empty, something else or a bundle of many leaves nothing on the device', async () => {
    const der = await readFile(made('root.der'));
    for (const bytes of [der.subarray(0, der.length - 1), Buffer.alloc(0), Buffer.from('hello'), await readFile(made('root.key'))]) {
      await writeFile(room.path('bad'), bytes);
      await expect(importsCertificate(room.path('bad'))).rejects.toEqual(refusal('certificate-malformed'));
    }
    for (let number = 0; number < 11; number++) {
      openssl.run('req', '-x509', '-key', 'root.key', '-out', `${number}.pem`, '-subj', `/CN=${number}`, '-days', '9');
    }
    const all = await Promise.all(Array.from({ length: 11 }, (_, number) => readFile(made(`${number}.pem`))));
    await writeFile(room.path('bundle.pem'), concat(...all));
    await expect(importsCertificate(room.path('bundle.pem'))).rejects.toEqual(refusal('certificates-too-many'));
    expect((await listed()).filter((file) => file >> 8 !== 0xcc)).toEqual([]);
  });

  test.each([
    ['C=AT, O=Example, Inc., CN=Example Root CA', 'Example Root CA'],
    ['CN=A, B, OU=C', 'A, B'],
    ['O=Only, L=Here', 'Only'],
    ['L=Nowhere', 'L=Nowhere'],
    [`CN=${'ü'.repeat(40)}`, 'ü'.repeat(32)],
  ])('is named after %s', (subject, label) => expect(labelOf({ subject })).toBe(label));
});

describe('data', () => {
  test('of any size up to the memory comes back byte for byte, in pieces and with its progress', async () => {
    for (const [index, length] of [1, 999, 1000, 1001, 20_001].entries()) {
      const bytes = Uint8Array.from({ length }, (_, at) => (at * 7 + length) & 0xff);
      const { file } = await importsData(bytes, { label: `${length}` });
      expect(file).toBe(0xcf00 + index);
      expect(await exports(file)).toEqual(bytes);
    }
    expect(room.progress).toContainEqual(expect.objectContaining({ words: 'Writing 20,001 bytes to the device', fraction: 1000 / 20_001 }));
    expect(room.progress.at(-1)).toBeNull();
    expect(stored().map(({ size }) => size)).toEqual([1, 999, 1000, 1001, 20_001]);
  });

  test('public text is shown, what cannot be shown as text as hexadecimal, and only its beginning', async () => {
    for (const [content, preview] of [
      ['Grüße\nzweite Zeile', { kind: 'text', beginning: 'Grüße\nzweite Zeile', isWhole: true }],
      ['a'.repeat(1001), { kind: 'text', beginning: 'a'.repeat(1000), isWhole: false }],
      ['safe\u202egnp.exe', { kind: 'hex', beginning: hex.encode(Buffer.from('safe\u202egnp.exe')), isWhole: true }],
      [new Uint8Array(257).fill(0xff), { kind: 'hex', beginning: 'FF'.repeat(256), isWhole: false }],
    ] as const) {
      const { file } = await importsData(content, { label: `${Math.random()}` });
      expect(stored().find((object) => object.file === file)?.preview).toEqual(preview);
    }
  });

  test('confidential data is on no snapshot and in no report, and leaves the device only after a login', async () => {
    const secret = 'correct horse battery staple';
    const report = await importsData(secret, { confidential: true });
    expect(report).toEqual({ serial, file: 0xcd00, path: room.path('data'), label: 'A note', bytes: secret.length });
    expect(stored()).toEqual([
      {
        file: 0xcd00,
        description: 0xc900,
        kind: 'confidential',
        label: 'A note',
        application: 'Minutes',
        state: 'whole',
        size: secret.length,
      },
    ]);
    expect(await exports(report.file)).toEqual(new Uint8Array(Buffer.from(secret)));
    await logout(room.workstation, serial);
    await readObjects(room.workstation, serial);
    expect(stored()).toMatchObject([{ file: 0xcd00, size: secret.length }]);
    await expect(exports(report.file)).rejects.toEqual(refusal('pin-not-verified'));
    const seen = JSON.stringify([room.snapshots, report]);
    for (const form of [secret, hex.encode(Buffer.from(secret)), createHash('sha256').update(secret).digest('hex')])
      expect(seen).not.toContain(form);
    await room.reinsert();
    await expect(importsData(secret, { label: 'B' })).rejects.toEqual(refusal('pin-not-verified'));
  });

  test('what is empty, too large, badly named or already named so is refused and nothing is written', async () => {
    await importsData('first');
    await expect(importsData('')).rejects.toEqual(refusal('object-label-taken'));
    await expect(importsData('', { label: 'B' })).rejects.toEqual(refusal('object-empty'));
    await expect(importsData(new Uint8Array(65_536), { label: 'B' })).rejects.toMatchObject({
      failure: { code: 'object-too-large', what: expect.stringContaining('65,536 bytes') },
    });
    await expect(importsData('x', { label: ' ' })).rejects.toEqual(refusal('label-empty'));
    await expect(importsData('x', { label: 'ü'.repeat(33) })).rejects.toEqual(refusal('label-too-long'));
    await expect(importsData('x', { label: 'a\u202eb' })).rejects.toEqual(refusal('label-characters'));
    await expect(importsData('x', { label: 'B', application: 'a\u0007b' })).rejects.toEqual(refusal('label-characters'));
    room.person.startOver();
    await expect(importData(room.workstation, { serial, label: 'B', application: '', confidential: false })).rejects.toEqual(
      refusal('cancelled'),
    );
    expect((await listed()).filter((file) => file >> 8 !== 0xcc)).toEqual([0xc900, 0xcf00]);
  });

  test('on a full card nothing half-written stays, whichever of the two files did not fit, and it says how much is free', async () => {
    const used = 76 * 1024 - (room.device().freeMemoryBytes as number);
    for (const free of [100, 3010, 3040]) {
      card.memory = used + free;
      await expect(importsData(new Uint8Array(3000))).rejects.toMatchObject({
        failure: {
          code: 'object-no-room',
          what: `The device has no room for these 3,000 bytes: ${free.toLocaleString('en')} bytes are free.`,
        },
      });
      expect((await listed()).filter((file) => file >> 8 !== 0xcc)).toEqual([]);
    }
    card.memory = 76 * 1024;
    await importsData(new Uint8Array(3000));
  });
});

describe('an object on the device', () => {
  test('gets another label and keeps all else; no two of a kind have the same', async () => {
    await importsCertificate(made('root.pem'));
    await importsData('x');
    await importsData('y', { label: 'Another' });
    await renameObject(room.workstation, serial, objectFile(0xcf00), 'B');
    expect(readDataDescription((await contentOf(0xc900)) as Uint8Array)).toMatchObject({
      label: 'B',
      application: 'Minutes',
      file: 0xcf00,
    });
    await renameObject(room.workstation, serial, objectFile(0xca00), 'Another');
    expect(stored().map(({ label }) => label)).toEqual(['Another', 'B', 'Another']);
    await expect(renameObject(room.workstation, serial, objectFile(0xcf00), 'Another')).rejects.toEqual(refusal('object-label-taken'));
    await expect(renameObject(room.workstation, serial, objectFile(0xcf07), 'C')).rejects.toEqual(refusal('no-such-object'));
  });

  test('is deleted with its description, after the end of the serial was typed', async () => {
    const { file } = await importsData('x');
    await expect(deleteStoredObject(room.workstation, serial, file, '0000')).rejects.toEqual(refusal('confirmation-differs'));
    await deleteStoredObject(room.workstation, serial, file, serial.slice(-4));
    expect(stored()).toEqual([]);
    expect((await listed()).filter((each) => each >> 8 !== 0xcc)).toEqual([]);
    await expect(deleteStoredObject(room.workstation, serial, file, serial.slice(-4))).rejects.toEqual(refusal('no-such-object'));
  });

  test('without description is shown and can be described or deleted; a description without content can be deleted', async () => {
    await importsData('kept');
    await put(0xcf05, Buffer.from('orphan'));
    await put(0xca03, await readFile(made('root.der')));
    await take(0xcf00);
    await readObjects(room.workstation, serial);
    expect(stored()).toMatchObject([
      { file: 0xca03, kind: 'certificate', label: '', state: 'no description', certificate: { isCa: true } },
      { file: 0xc900, kind: 'data', label: 'A note', state: 'no content' },
      { file: 0xcf05, kind: 'data', label: '', state: 'no description', preview: { beginning: 'orphan' } },
    ]);
    await expect(exports(objectFile(0xc900))).rejects.toEqual(refusal('object-without-content'));
    await deleteStoredObject(room.workstation, serial, objectFile(0xc900), serial.slice(-4));
    await renameObject(room.workstation, serial, objectFile(0xcf05), 'Found');
    await renameObject(room.workstation, serial, objectFile(0xca03), 'Root');
    expect(stored()).toMatchObject([
      { file: 0xca03, description: 0xc803, label: 'Root', state: 'whole' },
      { file: 0xcf05, description: 0xc905, label: 'Found', state: 'whole' },
    ]);
  });

  test('whatever somebody stored, the list is shown', async () => {
    await put(0xc800, hex.decode('3080'));
    await put(0xca00, hex.decode('6705'));
    await put(0xc901, new Uint8Array(0));
    await put(0xca02, concat(await readFile(made('root.der')), Uint8Array.of(0)));
    // two descriptions that name one content
    const record = encodeDataDescription({ label: 'X', application: '', file: 0xcf04, confidential: false });
    for (const description of [0xc903, 0xc904]) await put(description, record);
    await put(0xcf04, Buffer.from('x'));
    await readObjects(room.workstation, serial);
    expect(stored().map(({ state, label, certificate }) => [state, label, certificate?.isCa])).toEqual([
      ['no description', '', undefined],
      ['no description', '', undefined],
      ['no content', '', undefined],
      ['whole', 'X', undefined],
      ['no content', 'X', undefined],
    ]);
    for (const { file } of stored()) await deleteStoredObject(room.workstation, serial, file, serial.slice(-4));
    expect((await listed()).filter((each) => each >> 8 !== 0xcc)).toEqual([]);
  });
});

test('a card that lists descriptions only: content is found by them, and none is written over', async () => {
  const { transmit } = card;
  card.transmit = async (bytes) => {
    const answer = await transmit.call(card, bytes);
    if (bytes[0] !== 0x80 || bytes[1] !== 0x58) return answer;
    const pairs = hex.encode(answer).match(/.{4}/g) ?? [];
    return hex.decode(pairs.filter((pair, at) => at === pairs.length - 1 || !/^C[ADEF]/.test(pair)).join(''));
  };
  await importsCertificate(made('root.pem'));
  await importsData('public');
  await importsData('confidential', { label: 'B', confidential: true });
  await put(0xcf02, Buffer.from('orphan that is not listed'));
  const { file } = await importsData('next', { label: 'C' });
  expect(file).toBe(0xcf03);
  expect(stored().map((object) => [object.file, object.label, object.size])).toEqual([
    [0xca00, 'Example Root CA', (await readFile(made('root.der'))).length],
    [0xcf00, 'A note', 6],
    [0xcd01, 'B', 12],
    [0xcf03, 'C', 4],
  ]);
});

test('opening a device costs nothing more; the node costs one list and two commands an object', async () => {
  room.sent.length = 0;
  await room.reinsert();
  const commands = room.sent.length;
  await logIn(room);
  await importsCertificate(made('root.pem'));
  await importsData('public');
  await importsData('confidential', { label: 'B', confidential: true });
  room.sent.length = 0;
  await room.reinsert();
  expect(room.sent).toHaveLength(commands);
  expect(room.device().objects).toEqual({ kind: 'listed', files: [0xc800, 0xc900, 0xc901, 0xca00, 0xcd01, 0xcf00] });
  room.sent.length = 0;
  await readObjects(room.workstation, serial);
  expect(room.sent).toHaveLength(1 + 2 * 3);
  room.person.types({ 'user-pin': pins.user });
  await login(room.workstation, serial);
  expect(room.device().objects.kind).toBe('read');
});
