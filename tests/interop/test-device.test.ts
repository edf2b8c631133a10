/** Test Device by APDU and through OpenSC's module, on a simulated device through a real pcscd. */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { testDevice } from '../../electron/ceremony/key-test/test-device.ts';
import { generateAes, generateEc, generateRsa } from '../../electron/ceremony/keys/generate.ts';
import { findModules } from '../../electron/pkcs11/find-modules.ts';
import { pkcs11Host } from '../../electron/pkcs11/host.ts';
import { nodeStarter } from '../../electron/pkcs11/process-starter.ts';
import { SimulatedCard } from '../../electron/simulator/card.ts';
import { connectVpcd, type VpcdConnection } from '../../electron/simulator/vpcd.ts';
import { pcscReaders } from '../../electron/transport/pcsc.ts';
import { plainText } from '../../shared/documents/plain-text.ts';
import type { TestReport } from '../../shared/models/reports.ts';
import type { Serial } from '../../shared/numbers.ts';
import { moduleScript } from '../ceremony/module/module-room.ts';
import { pins, RehearsalRoom } from '../ceremony/rehearsal-room.ts';
import { logIn, setUp } from '../ceremony/steps.ts';
import { type PrivatePcscd, startPcscd } from './pcscd.ts';

let pcscd: PrivatePcscd;
let script: string;
let room: RehearsalRoom;
let card: SimulatedCard;
let wire: VpcdConnection;
let serial: Serial;

beforeAll(async () => {
  pcscd = await startPcscd({ readers: 1 });
  const home = await mkdtemp(join(tmpdir(), 'conclave-opensc-'));
  Object.assign(process.env, pcscd.env, { HOME: home, XDG_CACHE_HOME: home });
  script = await moduleScript('test-device');
});
afterAll(() => pcscd.stop());

beforeEach(async () => {
  card = SimulatedCard.create({ serial: 'UTTEST00001' });
  wire = await connectVpcd(card, { host: '127.0.0.1', port: pcscd.ports[0] as number });
  const folder = await mkdtemp(join(tmpdir(), 'conclave-test-device-'));
  room = new RehearsalRoom({
    real: pcscReaders(),
    startHost: () => pkcs11Host({ start: nodeStarter, script }),
    choiceFile: join(folder, 'pkcs11-module.json'),
  });
  room.folder = folder;
  room.names.push(...pcscd.readerNames);
  room.cards.push(card);
  room.fleet.start();
  await room.until(() => room.card(0).kind === 'device', 'the device');
  serial = room.serialOf(0);
  await setUp(room, 0, { scheme: 'random' });
  await logIn(room);
  const opensc = (await findModules()).find(({ product }) => product === 'OpenSC');
  if (!opensc) throw new Error('OpenSC is not installed');
  await room.modules.inspect(opensc.path);
  await room.modules.choose(opensc.path);
});
afterEach(async () => {
  await room.close();
  await wire.close();
});

const testIt = () => testDevice(room.workstation, { serial, module: true, counted: [] });
const lines = ({ items }: TestReport) =>
  items.flatMap(({ name, operations }) =>
    operations.map((each) => `${name}, ${each.name}: ${each.apdu.outcome} / ${each.module?.outcome ?? 'no module'}`),
  );

test('each key that the module shows is tested by both paths, and the others are neither good nor bad', async () => {
  await generateRsa(room.workstation, { serial, label: 'rsa', size: 2048 });
  await generateEc(room.workstation, { serial, label: 'ec', curve: 'brainpoolP256r1' });
  await generateAes(room.workstation, { serial, label: 'aes', size: 256, capabilities: [0x10, 0x11, 0x18, 0x92] });
  room.person.types({ 'user-pin': '111111' }, { 'user-pin': pins.user });
  const report = await testIt();
  expect(lines(report), JSON.stringify(report.items, null, 1)).toEqual([
    'Random numbers, Check: passed / passed',
    'Device certificate, Check: passed / no module',
    'rsa, Sign (RSA): passed / passed',
    'rsa, Decrypt (RSA): passed / passed',
    'rsa, Export under the DKEK: passed / not tested',
    'ec, Sign (ECDSA): passed / passed',
    'ec, Agree on a secret (ECDH): passed / not tested',
    'ec, Export under the DKEK: passed / not tested',
    'aes, Encrypt and decrypt (AES-CBC): passed / not tested',
    'aes, CMAC: passed / not tested',
    'aes, Export under the DKEK: passed / not tested',
  ]);
  expect(report).toMatchObject({ outcome: 'passed', module: expect.stringContaining('OpenSC') });
  expect(report.items.at(-1)?.operations[0]?.module?.detail).toContain('not shown by this module');
  expect(room.person.failures).toMatchObject([{ code: 'pin-wrong', triesLeft: 2 }]);
  for (const secret of room.person.handedOut) expect(() => secret.expose()).toThrow();
  // The module's login was its own; ours ended with the lease.
  expect(room.device().userPin.kind).toBe('not-verified');

  await room.workstation.documents.show(report.document);
  const text = plainText(room.shownDocuments[0] as never);
  const { path, sha256 } = room.modules.chosen as { path: string; sha256: string };
  for (const words of [path, sha256, 'Through the module', 'production']) expect(text.replace(/\s+/g, ' ')).toContain(words);
});

test('a device that computes wrongly for the module alone fails there', async () => {
  await generateEc(room.workstation, { serial, label: 'ec', curve: 'secp256r1' });
  card.faults.add({ at: 2, ins: 0x68, kind: 'wrong' });
  room.person.types({ 'user-pin': pins.user });
  const report = await testIt();
  expect(report).toMatchObject({ outcome: 'failed' });
  expect(lines(report)).toContain('ec, Sign (ECDSA): passed / failed');
});

test('what was found by APDU is kept when nobody enters the PIN, and when the device is pulled from the module', async () => {
  await generateEc(room.workstation, { serial, label: 'ec', curve: 'secp256r1' });
  room.person.types('close');
  const cancelled = await testIt();
  expect(cancelled).toMatchObject({ outcome: 'incomplete', ended: 'It was cancelled.' });
  expect(lines(cancelled)).toContain('ec, Sign (ECDSA): passed / not tested');

  await room.until(() => room.card(0).kind === 'device', 'the device to be ours again');
  await logIn(room);
  room.person.types({ 'user-pin': pins.user });
  // The module waits for its signature when the device is pulled.
  card.faults.add({ at: 2, ins: 0x68, kind: 'slow', ms: 3000 });
  const running = testIt();
  await room.until(() => room.progress.at(-1)?.words.includes('Through the module: “ec”') ?? false, 'the module to test the key', 20_000);
  await wire.close();
  const pulled = await running;
  expect(pulled.outcome).toBe('incomplete');
  expect(pulled.ended).toContain('The PKCS#11 module sees no device there');
  expect(lines(pulled)).toContain('ec, Sign (ECDSA): passed / not tested');
});
