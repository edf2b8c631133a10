/** Devices lent to OpenSC's module through a real pcscd: what applications see, beside what the card holds. */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { testKey } from '../../electron/ceremony/key-test/test-key.ts';
import { generateAes, generateEc } from '../../electron/ceremony/keys/generate.ts';
import { deleteKey, renameKey } from '../../electron/ceremony/keys/keys.ts';
import { lookThroughModule } from '../../electron/ceremony/module/look-through-module.ts';
import { deleteThroughModule, generateThroughModule } from '../../electron/ceremony/module/module-keys.ts';
import { login } from '../../electron/ceremony/pins/login.ts';
import { findModules } from '../../electron/pkcs11/find-modules.ts';
import { pkcs11Host } from '../../electron/pkcs11/host.ts';
import { nodeStarter } from '../../electron/pkcs11/process-starter.ts';
import { SimulatedCard } from '../../electron/simulator/card.ts';
import { connectVpcd, type VpcdConnection } from '../../electron/simulator/vpcd.ts';
import { pcscReaders } from '../../electron/transport/pcsc.ts';
import type { ApplicationView } from '../../shared/models/application-view.ts';
import { moduleScript } from '../ceremony/module/module-room.ts';
import { pins, RehearsalRoom } from '../ceremony/rehearsal-room.ts';
import { logIn, refusal, setUp } from '../ceremony/steps.ts';
import { type PrivatePcscd, startPcscd } from './pcscd.ts';

let pcscd: PrivatePcscd;
let room: RehearsalRoom;
let script: string;
let cards: SimulatedCard[];
let wires: (VpcdConnection | undefined)[];

beforeAll(async () => {
  pcscd = await startPcscd({ readers: 2 });
  Object.assign(process.env, pcscd.env);
  script = await moduleScript('modules');
});
afterAll(() => pcscd.stop());

const insert = async (index: number) => {
  wires[index] = await connectVpcd(cards[index] as SimulatedCard, { host: '127.0.0.1', port: pcscd.ports[index] as number });
};
const pull = async (index: number) => {
  await wires[index]?.close();
  wires[index] = undefined;
};
const view = (): ApplicationView => room.device().applicationView ?? expect.unreachable('the module was not looked through');
const rows = () => view().rows.map(({ label, type, shown, aes, differences }) => ({ label, type, shown, index: aes, differences }));

beforeEach(async () => {
  cards = ['UTTEST00001', 'UTTEST00002'].map((serial) => SimulatedCard.create({ serial }));
  wires = [];
  const folder = await mkdtemp(join(tmpdir(), 'conclave-modules-'));
  process.env['XDG_CACHE_HOME'] = folder;
  room = new RehearsalRoom({
    real: pcscReaders(),
    startHost: () => pkcs11Host({ start: nodeStarter, script }),
    choiceFile: join(folder, 'pkcs11-module.json'),
  });
  room.folder = folder;
  room.names.push(...pcscd.readerNames);
  room.cards.push(...cards);
  for (const index of [0, 1]) await insert(index);
  room.fleet.start();
  await room.until(() => [0, 1].every((index) => room.card(index).kind === 'device'), 'both devices');
  const opensc = (await findModules()).find(({ product }) => product === 'OpenSC');
  await room.modules.inspect(opensc?.path as string);
  await room.modules.choose(opensc?.path as string);
  await setUp(room, 0, { scheme: 'random' });
  await setUp(room, 1, { scheme: 'random' });
}, 60_000);
afterEach(async () => {
  await room.close();
  for (const index of [0, 1]) await pull(index);
});

test('AES keys are missing in what OpenSC shows, EC keys are there; the other device stays ours and logged in', async () => {
  await logIn(room);
  await logIn(room, 1);
  const serial = room.serialOf(0);
  await generateAes(room.workstation, { serial, label: 'HSM AES Key', size: 256, capabilities: [0x10, 0x11, 0x92] });
  await generateEc(room.workstation, { serial, label: 'Signing', curve: 'brainpoolP256r1' });
  room.person.types({ 'user-pin': pins.user });
  await lookThroughModule(room.workstation, serial, true);
  expect(rows()).toEqual([
    {
      label: 'HSM AES Key',
      type: 'AES-256',
      shown: [],
      index: { index: 0, countedBy: 'card' },
      differences: ['aes-not-shown-by-opensc'],
    },
    { label: 'Signing', type: 'EC brainpoolP256r1', shown: ['private', 'public'], index: undefined, differences: [] },
  ]);
  expect(view().rows[1]).toMatchObject({ certificate: 'request', traits: { sensitive: true, extractable: false, local: true } });
  expect(view().slot).toMatchObject({ serial, label: 'Vault 1 (UserPIN)' });
  expect(view().mechanisms).toContainEqual(expect.objectContaining({ name: 'CKM_ECDSA', uses: expect.arrayContaining(['sign']) }));
  expect(room.device(0).userPin).toEqual({ kind: 'not-verified', triesLeft: 3 });
  expect(room.device(1).userPin.kind).toBe('verified');

  await lookThroughModule(room.workstation, serial, false);
  expect(rows()[1]).toMatchObject({ shown: ['public'], differences: ['login-needed'] });
});

test('a key made through the module is proven, found on the card, and deleted through the module again', async () => {
  const serial = room.serialOf(0);
  room.person.types({ 'user-pin': pins.user });
  const made = await generateThroughModule(room.workstation, { serial, label: 'Through OpenSC', type: { kind: 'EC', curve: 'secp256r1' } });
  expect(room.device().keys).toEqual([expect.objectContaining({ reference: made.reference, label: 'Through OpenSC', described: true })]);
  expect(rows()).toEqual([
    { label: 'Through OpenSC', type: 'EC secp256r1', shown: ['private', 'public'], index: undefined, differences: [] },
  ]);
  await expect(
    generateThroughModule(room.workstation, { serial, label: 'Through OpenSC', type: { kind: 'EC', curve: 'secp256r1' } }),
  ).rejects.toEqual(refusal('label-duplicate'));
  room.person.types({ 'user-pin': pins.user });
  await expect(generateThroughModule(room.workstation, { serial, label: 'AES', type: { kind: 'AES', size: 256 } })).rejects.toEqual(
    refusal('pkcs11-not-supported'),
  );

  const { id } = view().rows[0] as { id: string };
  const doomed = { serial, id, label: 'Through OpenSC' };
  await expect(deleteThroughModule(room.workstation, { ...doomed, confirmation: '9999' })).rejects.toEqual(refusal('confirmation-differs'));
  room.person.types({ 'user-pin': pins.user });
  await deleteThroughModule(room.workstation, { ...doomed, confirmation: '0001' });
  expect(room.device().keys).toEqual([]);
  room.person.types({ 'user-pin': pins.user });
  await login(room.workstation, serial);
  await expect(room.fleet.run(serial, 'List', (device) => device.readKeys())).resolves.not.toContain(0xce01);
});

test('a wrong PIN is told with the tries that the card tells, and the last try asks once more', async () => {
  const serial = room.serialOf(0);
  room.person.types({ 'user-pin': '111111' }, { 'user-pin': '222222' }, { 'user-pin': pins.user });
  const before = room.person.forms.length;
  await lookThroughModule(room.workstation, serial, true);
  expect(room.person.failures.map(({ what, triesLeft }) => [what, triesLeft])).toEqual([['Wrong User PIN: 2 tries left.', 2]]);
  expect(room.person.forms.slice(before).map(({ confirmation }) => confirmation)).toEqual([
    undefined,
    'This is the last try. A wrong PIN blocks the User PIN.',
  ]);
});

test('a device that is pulled while it is lent is explained when it is back', async () => {
  const serial = room.serialOf(0);
  const pulled = room.modules.withModule(serial, 'Look through Module', async (session) => {
    await pull(0);
    await room.until(() => room.card(0).kind === 'empty');
    return session.random(8);
  });
  await expect(pulled).rejects.toMatchObject({ failure: { code: expect.stringMatching(/^pkcs11-/) } });
  await insert(0);
  await room.until(() => room.card(0).kind === 'device', 'the device to come back');
  expect(room.device(0).notice).toBe('Look through Module was interrupted: nothing on the device was changed. Start it again.');
});

/** The device is gone at this command of the module, and comes back. */
async function pulledDuring(work: Promise<unknown>): Promise<string> {
  await expect(work).rejects.toBeDefined();
  await pull(0);
  await room.until(() => room.card(0).kind === 'empty', 'the reader to be empty');
  await insert(0);
  await room.until(() => room.card(0).kind === 'device', 'the device to come back');
  return room.device(0).notice ?? '';
}

const pulls = [false, true].flatMap((after) => [1, 2].map((at) => ({ kind: 'removed', at, after }) as const));

// GENERATE ASYMMETRIC KEY PAIR, the first two UPDATE BINARY that describe the key, and the signature that proves it
test.each([
  ...[false, true].map((after) => ({ kind: 'removed', at: 1, after, ins: 0x46 }) as const),
  ...pulls.map((pulled) => ({ ...pulled, ins: 0xd7 })),
  { kind: 'removed', at: 1, after: false, ins: 0x68 } as const,
])('Generate Key through Module, pulled at $ins ($at, after: $after), is explained and brought to its end', async (fault) => {
  const serial = room.serialOf(0);
  const wanted = { serial, label: 'Torn', type: { kind: 'EC', curve: 'secp256r1' } } as const;
  room.person.types({ 'user-pin': pins.user });
  cards[0]?.faults.add(fault);
  const notice = await pulledDuring(generateThroughModule(room.workstation, wanted));
  await logIn(room);
  const [key, ...others] = room.device(0).keys;
  expect(others).toEqual([]);
  if (!key) {
    expect(notice).toBe('Generate Key through Module was interrupted: the key "Torn" is not on the device. Generate it again.');
    room.person.types({ 'user-pin': pins.user });
    await generateThroughModule(room.workstation, wanted);
    return;
  }
  if (key.described) expect(notice).toContain('the key "Torn" is on the device, perhaps without its public key. Choose Test Key');
  else {
    expect(notice).toContain('the key "Torn" is on the device but has no description. Choose Rename Key…');
    await renameKey(room.workstation, serial, key.reference, 'Torn');
  }
  expect(room.device(0).keys).toEqual([
    expect.objectContaining({ label: 'Torn', described: true, type: expect.objectContaining({ kind: 'EC' }) }),
  ]);
  const { outcome } = await testKey(room.workstation, serial, key.reference);
  if (outcome === 'passed') return;
  // The module writes the public key last: cut off before that has been done, the key cannot be tested.
  expect([outcome, fault.ins]).toEqual(['incomplete', 0xd7]);
  await deleteKey(room.workstation, serial, key.reference, '0001');
  room.person.types({ 'user-pin': pins.user });
  await generateThroughModule(room.workstation, wanted);
});

test.each(pulls)(
  'Delete through Module, pulled at its DELETE FILE $at (after: $after), is explained and brought to its end',
  async (fault) => {
    const serial = room.serialOf(0);
    await logIn(room);
    await generateEc(room.workstation, { serial, label: 'Stays', curve: 'secp256r1' });
    const { reference } = await generateEc(room.workstation, { serial, label: 'Goes', curve: 'secp256r1' });
    const { id } = room.device(0).keys.find((key) => key.reference === reference) ?? expect.unreachable();
    const doomed = { serial, id, label: 'Goes', confirmation: '0001' };
    cards[0]?.faults.add({ ...fault, ins: 0xe4 });
    room.person.types({ 'user-pin': pins.user });
    const notice = await pulledDuring(deleteThroughModule(room.workstation, doomed));
    if (room.device(0).keys.some((key) => key.reference === reference)) {
      expect(notice).toBe('Delete through Module was interrupted: "Goes" is still on the device. Delete it again.');
      room.person.types({ 'user-pin': pins.user });
      await deleteThroughModule(room.workstation, doomed);
    } else expect(notice).toBe('Delete through Module was interrupted: "Goes" is gone.');
    await logIn(room);
    expect(room.device(0).keys.map(({ label }) => label)).toEqual(['Stays']);
    const files = await room.fleet.run(serial, 'List', (device) => device.readKeys());
    expect(files.filter((file) => [0xc4, 0xcc, 0xce].includes(file >> 8) && (file & 0xff) === reference)).toEqual([]);
  },
);

test('a card that is inserted while a module holds its reader is taken up when the module has gone', async () => {
  await pull(1);
  await room.until(() => room.card(1).kind === 'empty');
  await room.modules.withModule(room.serialOf(0), 'Look through Module', async (session, _slot, { host }) => {
    await insert(1);
    await host.slots();
    await session.objects();
  });
  await room.until(() => room.card(1).kind === 'device', 'the device that was inserted meanwhile');
});

test('pcscd that is killed while a device is lent ends the visit; the device comes back with the service', async () => {
  const killed = room.modules.withModule(room.serialOf(0), 'Look through Module', async (session) => {
    await pcscd.kill();
    await room.until(() => room.fleet.snapshot.service.kind === 'absent');
    return session.random(8);
  });
  await expect(killed).rejects.toBeDefined();
  await pcscd.restart();
  for (const index of [0, 1]) {
    await pull(index);
    await insert(index);
  }
  await room.until(() => room.card(0).kind === 'device', 'the device after the restart');
});
