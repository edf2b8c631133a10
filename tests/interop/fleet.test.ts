/** The fleet and the procedures on real PC/SC: a private pcscd, virtual readers, simulated devices, and OpenSC beside them. */
import { execFile } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { decryptCbc, encryptCbc } from '../../electron/card/use-key.ts';
import { testKey } from '../../electron/ceremony/key-test/test-key.ts';
import { generateAes, generateEc } from '../../electron/ceremony/keys/generate.ts';
import { exportKey, importKey } from '../../electron/ceremony/keys/key-files.ts';
import { login } from '../../electron/ceremony/pins/login.ts';
import { hostRandom } from '../../electron/crypto/random.ts';
import { SimulatedCard } from '../../electron/simulator/card.ts';
import { connectVpcd, type VpcdConnection } from '../../electron/simulator/vpcd.ts';
import { pcscReaders } from '../../electron/transport/pcsc.ts';
import { pins, RehearsalRoom } from '../ceremony/rehearsal-room.ts';
import { logIn, makeShare, readyDevice, refusal, setUp } from '../ceremony/steps.ts';
import { type PrivatePcscd, startPcscd } from './pcscd.ts';

let pcscd: PrivatePcscd;
let room: RehearsalRoom;
let cards: SimulatedCard[];
let wires: (VpcdConnection | undefined)[];

beforeAll(async () => {
  pcscd = await startPcscd({ readers: 2 });
  Object.assign(process.env, pcscd.env);
});
afterAll(() => pcscd.stop());

const insert = async (index: number) => {
  wires[index] = await connectVpcd(cards[index] as SimulatedCard, { host: '127.0.0.1', port: pcscd.ports[index] as number });
};
const pull = async (index: number) => {
  await wires[index]?.close();
  wires[index] = undefined;
};

beforeEach(async () => {
  cards = ['UTTEST00001', 'UTTEST00002'].map((serial) => SimulatedCard.create({ serial }));
  wires = [];
  room = new RehearsalRoom({ real: pcscReaders() });
  room.folder = await mkdtemp(join(tmpdir(), 'conclave-fleet-'));
  room.names.push(...pcscd.readerNames);
  room.cards.push(...cards);
  for (const index of [0, 1]) await insert(index);
  room.fleet.start();
  await room.until(() => [0, 1].every((index) => room.card(index).kind === 'device'), 'both devices');
});
afterEach(async () => {
  await room.close();
  for (const index of [0, 1]) await pull(index);
});

test('a key made on one device is exported and works on a second with the same share', async () => {
  expect(room.fleet.snapshot).toMatchObject({ mode: 'production', service: { kind: 'running' } });
  const share = await makeShare(room, 'share.pbe');
  await readyDevice(room, 0, share);
  const [first, second] = [room.serialOf(0), room.serialOf(1)];
  const made = await generateAes(room.workstation, { serial: first, label: 'HSM AES Key', size: 256, capabilities: [0x10, 0x11, 0x92] });
  room.person.saves(room.path('key.wky'));
  const exported = await exportKey(room.workstation, first, made.reference);
  await readyDevice(room, 1, share);
  room.person.opens(exported.path);
  const copy = await importKey(room.workstation, second);
  const [iv, data] = [hostRandom(16), hostRandom(5000 - (5000 % 16))];
  const encrypted = await room.fleet.run(first, 'Encrypt', ({ session }) => encryptCbc(session, made.reference, iv, data));
  expect(await room.fleet.run(second, 'Decrypt', ({ session }) => decryptCbc(session, copy.reference, iv, encrypted))).toEqual(data);
});

test('a pulled card is explained when it comes back; so is a service that was killed', async () => {
  await setUp(room, 0, { scheme: 'random' });
  await logIn(room);
  const serial = room.serialOf(0);
  // The key is made, its answer gets lost with the card.
  cards[0]?.faults.add({ at: 1, ins: 0x46, kind: 'slow', ms: 300 });
  const interrupted = generateEc(room.workstation, { serial, label: 'Torn', curve: 'secp256r1' });
  interrupted.catch(() => undefined);
  await room.until(() => room.sent.some((command) => command.startsWith('0046')));
  await pull(0);
  await expect(interrupted).rejects.toEqual(refusal('card-removed'));
  await room.until(() => room.card(0).kind === 'empty', 'the reader to be empty');
  await insert(0);
  await room.until(() => room.card(0).kind === 'device', 'the device to come back');
  expect(room.device(0).notice).toMatch(/^Generate ECC Key was interrupted: the key "Torn" is (not )?on the device/);

  room.person.types({ 'user-pin': pins.user }).whileAsked = async () => {
    room.person.whileAsked = () => undefined;
    await pcscd.kill();
  };
  await expect(login(room.workstation, serial)).rejects.toEqual(refusal('service-absent'));
  await room.until(() => room.fleet.snapshot.service.kind === 'absent', 'the service to be gone');
  expect(room.fleet.snapshot.readers).toEqual([]);
  await pcscd.restart();
  for (const index of [0, 1]) {
    await pull(index);
    await insert(index);
  }
  await room.until(() => room.card(0).kind === 'device', 'the device after the restart');
  expect(room.device(0).notice).toContain('Login with User PIN was interrupted');
  await logIn(room);
});

test('OpenSC sees the key that was made here, and cannot reach a card that this app holds', async () => {
  await setUp(room, 0, { scheme: 'random' });
  await logIn(room);
  const made = await generateEc(room.workstation, { serial: room.serialOf(0), label: 'Seen by others', curve: 'brainpoolP256r1' });
  expect(await testKey(room.workstation, made.serial, made.reference)).toMatchObject({ outcome: 'passed' });
  const tool = (...args: string[]) => promisify(execFile)(args[0] as string, args.slice(1), { env: { ...process.env, ...pcscd.env } });
  await expect(tool('pkcs15-tool', '--reader', room.names[0] as string, '--list-keys')).rejects.toThrow();
  await room.fleet.stop();
  const { stdout } = await tool('pkcs15-tool', '--reader', room.names[0] as string, '--list-keys');
  expect(stdout).toContain('[Seen by others]');
});
