import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import { testKey } from '../../../electron/ceremony/key-test/test-key.ts';
import { generateAes } from '../../../electron/ceremony/keys/generate.ts';
import { deleteStoredObject, renameObject } from '../../../electron/ceremony/objects/change-object.ts';
import { importCertificate } from '../../../electron/ceremony/objects/import-certificate.ts';
import { importData } from '../../../electron/ceremony/objects/import-data.ts';
import { readObjects } from '../../../electron/ceremony/objects/read-objects.ts';
import { SimulatedCard } from '../../../electron/simulator/card.ts';
import type { Fault } from '../../../electron/simulator/faults.ts';
import type { StoredObject } from '../../../shared/models/stored-object.ts';
import { keyReference, objectFile, type Serial } from '../../../shared/numbers.ts';
import { Openssl } from '../certificates/openssl.ts';
import { interrupted, pulledAtAnyCommand } from '../pulled-card.ts';
import { RehearsalRoom } from '../rehearsal-room.ts';
import { logIn, setUp } from '../steps.ts';

/**
 * As tests/ceremony/fleet/pulled-card.test.ts: the card is pulled at each command of each operation on certificates and data,
 * before the command reaches it or after it was done. What is then on the card is explained and can be repaired, and the
 * key that was there before is unharmed.
 */
let folder: string;
let ready: string;
const openssl = new Openssl();
const bystander = keyReference(1);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'conclave-pulled-'));
  ready = join(folder, 'ready.json');
  openssl.run('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'k', '-out', 'root.pem', '-subj', '/CN=Root', '-days', '9');
  await writeFile(join(folder, 'data'), new Uint8Array(2500).fill(0x41));
  const card = await SimulatedCard.open(ready, { serial: 'UTTEST00001' });
  const room = new RehearsalRoom();
  room.add(card);
  room.fleet.start(room.readers);
  await room.ready();
  await setUp(room, 0, { scheme: 'random' });
  await logIn(room);
  await generateAes(room.workstation, { serial: room.serialOf(0), label: 'Bystander', size: 256, capabilities: [0x10, 0x11, 0x92] });
  await room.fleet.stop();
  await card.settled();
});
afterAll(async () => {
  openssl.close();
  await rm(folder, { recursive: true, force: true });
});

type Act = (room: RehearsalRoom, serial: Serial) => Promise<unknown>;
interface Scenario {
  readonly name: string;
  readonly what?: string;
  readonly prepare?: Act;
  readonly act: Act;
  /** The card is back, read afresh and logged in: brings the operation to its end as its notice says, and checks the result. */
  readonly finish: (room: RehearsalRoom, serial: Serial, notice: string) => Promise<void>;
}

const importRoot: Act = (room, serial) => {
  room.person.startOver().opens(join(openssl.folder, 'root.pem'));
  return importCertificate(room.workstation, serial);
};
const importFile =
  (confidential: boolean): Act =>
  (room, serial) => {
    room.person.startOver().opens(join(folder, 'data'));
    return importData(room.workstation, { serial, label: 'Stored', application: 'Minutes', confidential });
  };

async function objectsOf(room: RehearsalRoom, serial: Serial): Promise<readonly StoredObject[]> {
  await readObjects(room.workstation, serial);
  const { objects } = room.device();
  return objects.kind === 'read' ? objects.all : [];
}

/** What is there in part is deleted and imported again, as the notice says. */
async function finishImport(room: RehearsalRoom, serial: Serial, notice: string, act: Act): Promise<void> {
  const [found] = await objectsOf(room, serial);
  if (found?.state === 'whole') return expect(notice).toMatch(/is on the device\.$/);
  if (found) {
    expect(notice).toContain('is only partly on the device, without a description. Delete it under "Certificates and data"');
    await deleteStoredObject(room.workstation, serial, found.file, serial.slice(-4));
  } else expect(notice).toMatch(/is not on the device\. Import it again\.|nothing on the device was changed/);
  await act(room, serial);
}

const scenarios: readonly Scenario[] = [
  {
    name: 'Import Certificate',
    act: importRoot,
    finish: async (room, serial, notice) => {
      await finishImport(room, serial, notice, importRoot);
      expect(await objectsOf(room, serial)).toMatchObject([{ label: 'Root', state: 'whole', certificate: { subject: 'CN=Root' } }]);
    },
  },
  ...[false, true].map((confidential): Scenario => {
    const act = importFile(confidential);
    const kind = confidential ? 'confidential' : 'data';
    return {
      name: 'Import Data',
      what: kind,
      act,
      finish: async (room, serial, notice) => {
        await finishImport(room, serial, notice, act);
        expect(await objectsOf(room, serial)).toMatchObject([{ label: 'Stored', state: 'whole', size: 2500, kind }]);
      },
    };
  }),
  {
    name: 'Rename Object',
    prepare: importRoot,
    act: (room, serial) => renameObject(room.workstation, serial, objectFile(0xca00), 'Renamed'),
    finish: async (room, serial) => {
      expect(['Root', 'Renamed']).toContain((await objectsOf(room, serial))[0]?.label);
      await renameObject(room.workstation, serial, objectFile(0xca00), 'Renamed');
      expect(await objectsOf(room, serial)).toMatchObject([{ label: 'Renamed', state: 'whole' }]);
    },
  },
  {
    name: 'Delete Object',
    prepare: importRoot,
    act: (room, serial) => deleteStoredObject(room.workstation, serial, objectFile(0xca00), serial.slice(-4)),
    finish: async (room, serial, notice) => {
      const [left] = await objectsOf(room, serial);
      if (!left) return expect(notice).toContain('is gone.');
      expect(notice).toMatch(/whole or in part\. Delete it again|nothing on the device was changed/);
      await deleteStoredObject(room.workstation, serial, left.file, serial.slice(-4));
      expect(await objectsOf(room, serial)).toEqual([]);
    },
  },
];

/** Runs the scenario with the card pulled at the command `at`; false when the operation ended before. */
async function pulledAt({ name, prepare, act, finish }: Scenario, fault: Fault): Promise<boolean> {
  const path = join(folder, 'device.json');
  await copyFile(ready, path);
  const card = await SimulatedCard.open(path);
  const room = new RehearsalRoom();
  try {
    room.add(card);
    room.fleet.start(room.readers);
    await room.ready();
    const serial = room.serialOf(0);
    await logIn(room);
    await prepare?.(room, serial);
    const notice = await interrupted({ room, card, name }, fault, () => act(room, serial));
    if (notice === undefined) return false;
    await logIn(room);
    await finish(room, serial, notice);
    expect(await testKey(room.workstation, serial, bystander)).toMatchObject({ passed: true });
    return true;
  } finally {
    await room.fleet.stop();
    await card.settled();
  }
}

pulledAtAnyCommand(scenarios, pulledAt);
