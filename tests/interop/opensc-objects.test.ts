/** Certificates without a key and data: what the app stores OpenSC sees, and the other way round, on a real PC/SC. */
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deleteStoredObject, renameObject } from '../../electron/ceremony/objects/change-object.ts';
import { exportObject } from '../../electron/ceremony/objects/export-object.ts';
import { importCertificate } from '../../electron/ceremony/objects/import-certificate.ts';
import { importData } from '../../electron/ceremony/objects/import-data.ts';
import { readObjects } from '../../electron/ceremony/objects/read-objects.ts';
import { SimulatedCard } from '../../electron/simulator/card.ts';
import type { VpcdConnection } from '../../electron/simulator/vpcd.ts';
import { pcscReaders } from '../../electron/transport/pcsc.ts';
import type { StoredObject } from '../../shared/models/stored-object.ts';
import { Openssl } from '../ceremony/certificates/openssl.ts';
import { pins, RehearsalRoom } from '../ceremony/rehearsal-room.ts';
import { logIn, setUp } from '../ceremony/steps.ts';
import { type Opensc, opensc } from './opensc.ts';
import { type PrivatePcscd, startPcscd } from './pcscd.ts';
import { insertDevice } from './simulated-device.ts';

const openssl = new Openssl();
const card = SimulatedCard.create({ serial: 'UTSIM0OBJEC' });
let pcscd: PrivatePcscd;
let tools: Opensc;
let inserted: VpcdConnection;
let folder: string;

const path = (name: string) => join(folder, name);
const pkcs11 = (...args: string[]) => tools.run('pkcs11-tool', ...args);
const loggedIn = (...args: string[]) => pkcs11('--login', '--pin', pins.user, ...args);

beforeAll(async () => {
  pcscd = await startPcscd({ readers: 1 });
  Object.assign(process.env, pcscd.env);
  tools = opensc(pcscd.env);
  folder = await mkdtemp(join(tmpdir(), 'conclave-objects-'));
  for (const name of ['ours', 'theirs']) {
    openssl.run(
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      'k',
      '-out',
      `${name}.pem`,
      '-subj',
      `/CN=Root ${name}`,
      '-days',
      '9',
    );
    openssl.run('x509', '-in', `${name}.pem`, '-outform', 'DER', '-out', `${name}.der`);
  }
  await writeFile(path('note'), 'a note that anyone may read');
  await writeFile(path('secret'), 'for those who know the PIN');
  await writeFile(
    path('long'),
    Uint8Array.from({ length: 5000 }, (_, at) => (at * 31) & 0xff),
  );
  inserted = await insertDevice(card, pcscd, tools);
});
afterAll(async () => {
  await inserted?.close();
  await pcscd?.stop();
  tools?.remove();
  openssl.close();
});

/** The app with this device, for as long as `work` takes: while it holds the card OpenSC cannot reach it. */
async function withApp<T>(work: (room: RehearsalRoom) => Promise<T>): Promise<T> {
  const room = new RehearsalRoom({ real: pcscReaders() });
  room.names.push(...pcscd.readerNames);
  room.cards.push(card);
  room.fleet.start();
  try {
    await room.until(() => room.card(0).kind === 'device', 'the device');
    return await work(room);
  } finally {
    await room.fleet.stop();
  }
}

async function shown(room: RehearsalRoom): Promise<readonly StoredObject[]> {
  await readObjects(room.workstation, room.serialOf(0));
  const { objects } = room.device();
  return objects.kind === 'read' ? objects.all : [];
}

test('OpenSC lists and reads, byte for byte, what the app stored', async () => {
  await withApp(async (room) => {
    await setUp(room, 0, { scheme: 'random' });
    await logIn(room);
    const serial = room.serialOf(0);
    room.person.opens(join(openssl.folder, 'ours.pem'));
    await importCertificate(room.workstation, serial);
    for (const [file, label, confidential] of [
      ['note', 'App note', false],
      ['secret', 'App secret', true],
      ['long', 'App long', false],
    ] as const) {
      room.person.opens(path(file));
      await importData(room.workstation, { serial, label, application: 'Conclave', confidential });
    }
  });
  const certificates = await tools.run('pkcs15-tool', '--list-certificates');
  expect(certificates).toMatch(/X\.509 Certificate \[Root ours\][\s\S]*Authority\s*: no/);
  const listed = await loggedIn('--list-objects');
  expect(listed).toMatch(/Certificate Object; type = X\.509 cert\n +label: +Root ours\n +subject: +DN: CN=Root ours/);
  for (const label of ['App note', 'App secret', 'App long'])
    expect(listed).toMatch(new RegExp(`label: +'${label}'\\n +application: +'Conclave'`));
  const anonymous = await pkcs11('--list-objects');
  expect(anonymous).toContain('App note');
  expect(anonymous).not.toContain('App secret');
  for (const [file, label] of [
    ['note', 'App note'],
    ['secret', 'App secret'],
    ['long', 'App long'],
  ] as const) {
    await loggedIn('--read-object', '--type', 'data', '--label', label, '--output-file', path('out'));
    expect(await readFile(path('out'))).toEqual(await readFile(path(file)));
  }
  await pkcs11('--read-object', '--type', 'cert', '--label', 'Root ours', '--output-file', path('out'));
  expect(new Uint8Array(await readFile(path('out')))).toEqual(openssl.read('ours.der'));
  const dump = await tools.run('pkcs15-tool', '--read-data-object', 'App note', '--raw');
  expect(dump).toContain('a note that anyone may read');
});

test('the app shows, saves byte for byte, renames and deletes what OpenSC stored, among it private data', async () => {
  await loggedIn('--write-object', join(openssl.folder, 'theirs.der'), '--type', 'cert', '--label', 'Their root', '--id', '77');
  await loggedIn('--write-object', path('long'), '--type', 'data', '--label', 'Their long', '--application-label', 'Theirs');
  await loggedIn('--write-object', path('secret'), '--type', 'data', '--label', 'Their secret', '--private');
  await withApp(async (room) => {
    const serial = room.serialOf(0);
    expect(room.device().objects).toMatchObject({ kind: 'listed' });
    const all = await shown(room);
    expect(all.map(({ kind, label, state, size }) => [kind, label, state, size])).toEqual([
      ['certificate', 'Root ours', 'whole', openssl.read('ours.der').length],
      ['certificate', 'Their root', 'whole', openssl.read('theirs.der').length],
      ['data', 'App note', 'whole', 27],
      ['confidential', 'App secret', 'whole', 26],
      ['data', 'App long', 'whole', 5000],
      ['data', 'Their long', 'whole', 5000],
      ['confidential', 'Their secret', 'whole', 26],
    ]);
    const named = (label: string) => all.find((object) => object.label === label) as StoredObject;
    expect(named('Their root').certificate).toMatchObject({ subject: 'CN=Root theirs' });
    expect(named('Their long').application).toBe('Theirs');
    await logIn(room);
    for (const [label, file] of [
      ['Their long', 'long'],
      ['Their secret', 'secret'],
    ] as const) {
      room.person.saves(path('saved'), true);
      await exportObject(room.workstation, serial, named(label).file);
      expect(await readFile(path('saved'))).toEqual(await readFile(path(file)));
    }
    await renameObject(room.workstation, serial, named('Their root').file, 'Renamed root');
    await renameObject(room.workstation, serial, named('Their secret').file, 'Renamed secret');
    await deleteStoredObject(room.workstation, serial, named('Their long').file, serial.slice(-4));
    await deleteStoredObject(room.workstation, serial, named('Root ours').file, serial.slice(-4));
  });
  const listed = await loggedIn('--list-objects');
  expect(listed).toMatch(/label: +Renamed root\n +subject: +DN: CN=Root theirs[\s\S]*ID: +77/);
  expect(listed).toContain("'Renamed secret'");
  expect(listed).not.toMatch(/Their long|Root ours/);
  await loggedIn('--read-object', '--type', 'data', '--label', 'Renamed secret', '--output-file', path('out'));
  expect(await readFile(path('out'))).toEqual(await readFile(path('secret')));
  await loggedIn('--delete-object', '--type', 'data', '--label', 'Renamed secret');
  await withApp(async (room) =>
    expect((await shown(room)).map(({ label }) => label)).toEqual(['Renamed root', 'App note', 'App secret', 'App long']),
  );
});
