import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import { enumerateObjects } from '../../../electron/card/objects.ts';
import { ChosenCertificates } from '../../../electron/ceremony/certificates/chosen-certificates.ts';
import { createRequest } from '../../../electron/ceremony/certificates/create-request.ts';
import { importCertificate } from '../../../electron/ceremony/certificates/import-certificate.ts';
import { KeyFileDesk } from '../../../electron/ceremony/import-key/key-file-desk.ts';
import { testKey } from '../../../electron/ceremony/key-test/test-key.ts';
import { generateAes, generateEc, generateRsa } from '../../../electron/ceremony/keys/generate.ts';
import { exportKey, importKey } from '../../../electron/ceremony/keys/key-files.ts';
import { deleteKey, openKey, renameKey } from '../../../electron/ceremony/keys/keys.ts';
import { login } from '../../../electron/ceremony/pins/login.ts';
import { changePin, changeTheSoPin, unblockPin } from '../../../electron/ceremony/pins/pins.ts';
import { exportPublicKey, registerFromFile } from '../../../electron/ceremony/public-keys/public-key-files.ts';
import { importShare } from '../../../electron/ceremony/shares/shares.ts';
import { readCertificates } from '../../../electron/codec/certificate.ts';
import { SimulatedCard } from '../../../electron/simulator/card.ts';
import type { Fault } from '../../../electron/simulator/faults.ts';
import { failure, Refusal } from '../../../shared/failure.ts';
import { type KeyReference, keyReference, type Serial } from '../../../shared/numbers.ts';
import { Authority } from '../certificates/authority.ts';
import { Openssl } from '../certificates/openssl.ts';
import { makeKey } from '../import-key/openssl-keys.ts';
import { interrupted, pulledAtAnyCommand } from '../pulled-card.ts';
import { pins, RehearsalRoom, strong } from '../rehearsal-room.ts';
import { logIn, makeShare, readyDevice, refusal, setUp } from '../steps.ts';

/**
 * For each operation and each of its commands: the card is pulled just before the command reaches it, or after it was
 * done and before its answer arrived. When it comes back its state is explained, the operation can be brought to its
 * end, and the key that was there before is unharmed.
 */
let folder: string;
let share: string;
let wrapped: string;
/** State files of a device in its stages. */
const state = { awaitingShare: '', ready: '', awaitingKeys: '' };
let custodianKey: string;
const newPins = { user: '111222333', so: '0102030405060708' };
let authority: Authority;
const bystander = keyReference(1);

beforeAll(async () => {
  authority = new Authority();
  folder = await mkdtemp(join(tmpdir(), 'conclave-pulled-'));
  const room = new RehearsalRoom();
  room.folder = folder;
  state.ready = join(folder, 'ready.json');
  state.awaitingShare = join(folder, 'awaiting.json');
  const card = await SimulatedCard.open(state.ready, { serial: 'UTTEST00001' });
  const other = await SimulatedCard.open(state.awaitingShare, { serial: 'UTTEST00002' });
  room.add(card);
  room.add(other);
  state.awaitingKeys = join(folder, 'keys.json');
  const keyed = await SimulatedCard.open(state.awaitingKeys, { serial: 'UTTEST00003' });
  room.add(keyed);
  room.fleet.start(room.readers);
  await room.ready();
  const made = await makeShare(room, 'share.pbe');
  share = made.path;
  await readyDevice(room, 0, made);
  await generateAes(room.workstation, { serial: room.serialOf(0), label: 'Bystander', size: 256, capabilities: [0x10, 0x11, 0x92] });
  const pair = await generateEc(room.workstation, { serial: room.serialOf(0), label: 'Travelling', curve: 'secp256r1' });
  room.person.saves(room.path('travelling.wky'));
  wrapped = (await exportKey(room.workstation, pair.serial, pair.reference)).path;
  room.person.saves(room.path('travelling.pka'));
  custodianKey = (await exportPublicKey(room.workstation, pair.serial, pair.reference)).path;
  await deleteKey(room.workstation, pair.serial, pair.reference, pair.serial.slice(-4));
  await setUp(room, 1);
  const openssl = new Openssl();
  makeKey(openssl, 'secp256r1');
  await writeFile(room.path('from-file.pem'), Buffer.concat([openssl.read('secp256r1.key'), openssl.read('secp256r1.pem')]));
  await writeFile(room.path('from-file.hex'), '00112233445566778899AABBCCDDEEFF');
  openssl.close();
  await setUp(room, 2, { scheme: 'none', publicKeys: { total: 1, required: 1, withPin: false } });
  await room.fleet.stop();
  await card.settled();
  await other.settled();
  await keyed.settled();
});

afterAll(async () => {
  authority?.close();
  await rm(folder, { recursive: true, force: true });
});

async function requestWeb(room: RehearsalRoom, serial: Serial): Promise<void> {
  room.person.saves(authority.path('web.csr'), true);
  const content = { subject: [{ type: 'CN', value: 'Web' } as const], names: [], keyUsage: [], extendedKeyUsage: [] };
  await createRequest(room.workstation, { serial, reference: keyReference(2), content, format: 'PEM' });
}

async function importWebCertificate(room: RehearsalRoom, serial: Serial): Promise<void> {
  const chosen = new ChosenCertificates();
  const certificates = chosen.keep(readCertificates(authority.openssl.read('web.pem')));
  const accepted = ['The issuer of CN=Web is not among the given certificates: O=Example, CN=Example Issuing.'];
  await importCertificate(room.workstation, chosen, { serial, reference: keyReference(2), certificates, accepted, reason: 'a test' });
}

interface Scenario {
  readonly name: string;
  /** Tells scenarios of one operation apart. */
  readonly what?: string | undefined;
  readonly from?: keyof typeof state;
  readonly loggedIn: boolean;
  readonly prepare?: (room: RehearsalRoom, serial: Serial) => Promise<void>;
  readonly act: (room: RehearsalRoom, serial: Serial) => Promise<unknown>;
  /** The card is back, read afresh, and not logged in: brings the operation to its end as its notice says, and checks the result. */
  readonly finish: (room: RehearsalRoom, serial: Serial, notice: string) => Promise<void>;
}

const keyNamed = (room: RehearsalRoom, label: string) => room.device().keys.find((key) => key.label === label);
const undescribed = (room: RehearsalRoom) => room.device().keys.find((key) => !key.described);

async function expectWorking(room: RehearsalRoom, reference: KeyReference): Promise<void> {
  const report = await testKey(room.workstation, room.serialOf(0), reference);
  expect(report, JSON.stringify(report)).toMatchObject({ outcome: 'passed' });
}

/** Logs in with whichever of the two is the PIN now; never costs the last try. */
async function userPinNow(room: RehearsalRoom, serial: Serial): Promise<string> {
  room.person.types({ 'user-pin': pins.user }, { 'user-pin': newPins.user });
  await login(room.workstation, serial);
  const found = room.person.idle ? newPins.user : pins.user;
  room.person.startOver();
  return found;
}

const generation = (name: string, label: string, act: Scenario['act']): Scenario => ({
  name,
  loggedIn: true,
  act,
  finish: async (room, serial, notice) => {
    await logIn(room);
    const half = undescribed(room);
    if (half) {
      expect(notice).toContain('has no description. Choose Rename Key…');
      await renameKey(room.workstation, serial, half.reference, label);
    } else if (keyNamed(room, label)) expect(notice).toContain('is on the device. Choose Test Key');
    else {
      expect(notice).toMatch(/is not on the device\. Generate it again\.|nothing on the device was changed/);
      await act(room, serial);
    }
    await expectWorking(room, keyNamed(room, label)?.reference as KeyReference);
    expect(room.device().keys).toHaveLength(2);
  },
});

/** An EC key with its certificate, or an AES key, from a file that `beforeAll` has made; nothing of it is left in memory. */
const fromFile = (file: string): Scenario => {
  const act: Scenario['act'] = async (room, serial) => {
    const desk = new KeyFileDesk(room.workstation);
    room.person.opens(join(folder, file), share).types({ password: strong });
    const { ticket } = await desk.open(serial);
    const wanted = { serial, label: 'From file', capabilities: [0x10, 0x11, 0x92], shares: [], backup: false };
    return desk.import(ticket, 0, wanted);
  };
  return {
    name: 'Import from PKCS#12',
    what: file,
    loggedIn: true,
    act,
    finish: async (room, serial, notice) => {
      await logIn(room);
      const half = undescribed(room);
      if (half) {
        expect(notice).toContain('Delete it and import it again.');
        await deleteKey(room.workstation, serial, half.reference, serial.slice(-4));
      }
      if (keyNamed(room, 'From file')) expect(notice).toContain('is on the device. Choose Test Key');
      else {
        room.person.startOver();
        await act(room, serial);
      }
      for (const secret of room.person.handedOut) expect(() => secret.expose()).toThrow('wiped');
      await expectWorking(room, keyNamed(room, 'From file')?.reference as KeyReference);
      expect(room.device().keys).toHaveLength(2);
    },
  };
};

const scenarios: Scenario[] = [
  {
    name: 'Initialize Device',
    loggedIn: false,
    act: (room) => setUp(room, 0, { label: 'Again', shares: 2 }),
    finish: async (room) => {
      await setUp(room, 0, { label: 'Again', shares: 2 });
      expect(room.device()).toMatchObject({ label: 'Again', keys: [], dkek: { kind: 'incomplete', shares: 2, imported: 0 } });
    },
  },
  {
    name: 'Login with User PIN',
    loggedIn: false,
    act: (room) => logIn(room),
    finish: (room) => logIn(room),
  },
  {
    name: 'Import DKEK Share',
    from: 'awaitingShare',
    loggedIn: true,
    act: (room, serial) => {
      room.person.opens(share).types({ password: strong });
      return importShare(room.workstation, serial, {});
    },
    finish: async (room, serial, notice) => {
      await logIn(room);
      if (room.device().dkek.kind === 'complete') {
        expect(notice).toContain('the DKEK is complete');
        await expect(importShare(room.workstation, serial, {})).rejects.toEqual(refusal('dkek-complete'));
      } else {
        expect(notice).toMatch(/did not reach the DKEK\. Import it again\.|nothing on the device was changed/);
        room.person.opens(share).types({ password: strong });
        await importShare(room.workstation, serial, {});
      }
      expect(room.device().dkek).toMatchObject({ kind: 'complete', shares: 1 });
    },
  },
  generation('Generate AES Key', 'Made', (room, serial) =>
    generateAes(room.workstation, { serial, label: 'Made', size: 128, capabilities: [0x10, 0x11, 0x18, 0x92] }),
  ),
  generation('Generate ECC Key', 'Made', (room, serial) =>
    generateEc(room.workstation, { serial, label: 'Made', curve: 'brainpoolP256r1' }),
  ),
  generation('Generate RSA Key', 'Made', (room, serial) => generateRsa(room.workstation, { serial, label: 'Made', size: 1024 })),
  {
    name: 'Export Key',
    loggedIn: true,
    act: (room, serial) => {
      room.person.saves(join(folder, `${Math.random()}.wky`));
      return exportKey(room.workstation, serial, bystander);
    },
    finish: async (room, serial) => {
      await logIn(room);
      room.person.startOver().saves(join(folder, `${Math.random()}.wky`));
      await exportKey(room.workstation, serial, bystander);
    },
  },
  {
    name: 'Import Key',
    loggedIn: true,
    act: (room, serial) => {
      room.person.opens(wrapped);
      return importKey(room.workstation, serial);
    },
    finish: async (room, serial, notice) => {
      await logIn(room);
      const half = undescribed(room);
      if (half) {
        expect(notice).toContain('Delete it and import it again.');
        await deleteKey(room.workstation, serial, half.reference, serial.slice(-4));
      }
      if (!keyNamed(room, 'Travelling')) {
        room.person.startOver().opens(wrapped);
        await importKey(room.workstation, serial);
      } else expect(notice).toContain('is on the device. Choose Test Key');
      await expectWorking(room, keyNamed(room, 'Travelling')?.reference as KeyReference);
      expect(room.device().keys).toHaveLength(2);
    },
  },
  fromFile('from-file.pem'),
  fromFile('from-file.hex'),
  {
    name: 'Rename Key',
    loggedIn: true,
    prepare: async (room, serial) => {
      await generateAes(room.workstation, { serial, label: 'A long name before', size: 128, capabilities: [0x10, 0x11] });
    },
    act: (room, serial) => renameKey(room.workstation, serial, keyReference(2), 'After'),
    finish: async (room, serial) => {
      expect(['A long name before', 'After']).toContain(room.device().keys[1]?.label);
      await logIn(room);
      await renameKey(room.workstation, serial, keyReference(2), 'After');
      await expectWorking(room, keyReference(2));
    },
  },
  {
    name: 'Delete Key',
    loggedIn: true,
    prepare: async (room, serial) => {
      await generateEc(room.workstation, { serial, label: 'Unwanted', curve: 'secp256r1' });
    },
    act: (room, serial) => deleteKey(room.workstation, serial, keyReference(2), serial.slice(-4)),
    finish: async (room, serial, notice) => {
      await logIn(room);
      if (room.device().keys.length === 2) {
        expect(notice).toMatch(/is still on the device\. Delete it again\.|nothing on the device was changed/);
        await deleteKey(room.workstation, serial, keyReference(2), serial.slice(-4));
      } else expect(notice).toContain('is gone.');
      const left = await room.fleet.run(serial, 'Look', ({ session }) => enumerateObjects(session));
      expect(left.filter((fid) => (fid & 0xff) === 2)).toEqual([]);
    },
  },
  {
    name: 'Change User PIN',
    loggedIn: false,
    act: (room, serial) => {
      room.person.types({ 'user-pin': pins.user, 'new-user-pin': newPins.user });
      return changePin(room.workstation, serial);
    },
    finish: async (room, serial) => {
      const now = await userPinNow(room, serial);
      room.person.types({ 'user-pin': now, 'new-user-pin': pins.user });
      await changePin(room.workstation, serial);
    },
  },
  {
    name: 'Unblock User PIN',
    loggedIn: false,
    act: (room, serial) => {
      room.person.types({ 'so-pin': pins.so, 'new-user-pin': newPins.user });
      return unblockPin(room.workstation, serial);
    },
    finish: async (room, serial) => {
      room.person.types({ 'so-pin': pins.so, 'new-user-pin': pins.user });
      await unblockPin(room.workstation, serial);
    },
  },
  {
    name: 'Change SO-PIN',
    loggedIn: false,
    act: (room, serial) => {
      room.person.types({ 'so-pin': pins.so, 'new-so-pin': newPins.so });
      return changeTheSoPin(room.workstation, serial);
    },
    finish: async (room, serial) => {
      room.person.types({ 'so-pin': pins.so, 'new-so-pin': newPins.so }, { 'so-pin': newPins.so, 'new-so-pin': newPins.so });
      await changeTheSoPin(room.workstation, serial);
      room.person.startOver();
    },
  },
  {
    name: 'Create CSR',
    loggedIn: true,
    prepare: async (room, serial) => {
      await generateEc(room.workstation, { serial, label: 'Web', curve: 'secp256r1' });
    },
    act: (room, serial) => requestWeb(room, serial),
    finish: async (room, serial, notice) => {
      expect(notice).toContain('nothing on the device was changed');
      await logIn(room);
      await requestWeb(room, serial);
    },
  },
  {
    name: 'Import Certificate',
    loggedIn: true,
    prepare: async (room, serial) => {
      await generateEc(room.workstation, { serial, label: 'Web', curve: 'secp256r1' });
      await requestWeb(room, serial);
      // more than one command writes
      const names = Array.from({ length: 60 }, (_, i) => `DNS:host-${i}.a-rather-long-domain.example.org`).join(',');
      authority.issue('web.csr', 'web.pem', { extensions: `subjectAltName=${names}\n` });
    },
    act: (room, serial) => importWebCertificate(room, serial),
    finish: async (room, serial, notice) => {
      await logIn(room);
      const web = keyReference(2);
      await openKey(room.workstation, serial, web);
      const { details } = room.device().keys[1] ?? {};
      // either what was there before or the new one, never a part
      expect(['request', 'x509']).toContain(details?.certificate);
      if (details?.certificate === 'request') expect(details.attestation).toBe('simulated');
      else expect(details?.x509?.subject).toBe('CN=Web');
      expect(notice).toMatch(/may be cut off; the key itself is unharmed\. Log in|nothing on the device was changed/);
      await importWebCertificate(room, serial);
      expect(room.device().keys[1]?.details).toMatchObject({ certificate: 'x509', x509: { subject: 'CN=Web' } });
      await expectWorking(room, web);
    },
  },
  {
    name: 'Register Public Key',
    from: 'awaitingKeys',
    loggedIn: false,
    act: (room, serial) => {
      room.person.opens(custodianKey);
      return registerFromFile(room.workstation, serial);
    },
    finish: async (room, serial, notice) => {
      room.person.startOver().opens(custodianKey);
      if (room.device().pka?.registered === 1) {
        expect(notice).toContain('the key was registered: 1 of 1 are.');
        await expect(registerFromFile(room.workstation, serial)).rejects.toEqual(refusal('pka-full'));
        room.person.startOver();
      } else {
        expect(notice).toMatch(/the key was not registered: 0 of 1 are\. Register it again\.|nothing on the device was changed/);
        await registerFromFile(room.workstation, serial);
      }
      expect(room.device().pka).toMatchObject({ registered: 1, keys: [{ holder: 'UTTEST0000100002', authenticated: false }] });
    },
  },
  {
    name: 'Initialize Device',
    from: 'awaitingKeys',
    loggedIn: false,
    act: (room) => setUp(room, 0, { label: 'Again', scheme: 'none', publicKeys: { total: 3, required: 2, withPin: true } }),
    finish: async (room) => {
      await setUp(room, 0, { label: 'Again', scheme: 'none', publicKeys: { total: 3, required: 2, withPin: true } });
      expect(room.device().pka).toMatchObject({ total: 3, registered: 0, required: 2, withPin: true });
    },
  },
  {
    name: 'Test Key',
    loggedIn: true,
    // The report so far is kept, and says where it ended.
    act: async (room, serial) => {
      const report = await testKey(room.workstation, serial, bystander);
      if (report.ended === undefined) return;
      expect(report.outcome).not.toBe('passed');
      throw new Refusal({ ...failure('card-removed', { during: 'Test Key' }), what: report.ended });
    },
    finish: (room) => logIn(room),
  },
];

/** Runs the scenario with the card pulled at the command `at`; false when the operation ended before. */
async function pulledAt(scenario: Scenario, fault: Fault): Promise<boolean> {
  const path = join(folder, 'device.json');
  await copyFile(state[scenario.from ?? 'ready'], path);
  const card = await SimulatedCard.open(path);
  const room = new RehearsalRoom();
  try {
    room.add(card);
    room.fleet.start(room.readers);
    await room.ready();
    const serial = room.serialOf(0);
    if (scenario.loggedIn || scenario.prepare) await logIn(room);
    await scenario.prepare?.(room, serial);
    const notice = await interrupted({ room, card, name: scenario.name }, fault, () => scenario.act(room, serial));
    if (notice === undefined) return false;
    await scenario.finish(room, serial, notice);
    expect(room.person.idle).toBe(true);
    // Once a share is in the DKEK, or a key registered, there is nothing left to do about it; the notice stays for reading.
    if (room.device().notice) expect(notice).toMatch(/the DKEK is complete\. Compare its check value\.|the key was registered/);
    if (scenario.name !== 'Initialize Device' && !scenario.from) {
      if (room.device().userPin.kind !== 'verified') room.person.types({ 'user-pin': pins.user });
      await login(room.workstation, serial);
      await expectWorking(room, bystander);
    }
    return true;
  } finally {
    await room.fleet.stop();
    await card.settled();
  }
}

pulledAtAnyCommand(
  scenarios.map((scenario) => ({ ...scenario, what: scenario.what ?? scenario.from })),
  pulledAt,
);
