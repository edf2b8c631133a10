/** A clone run on real PC/SC: a private pcscd, two virtual readers, and OpenSC's own tools as judges. */
import { mkdir, mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { generateAes, generateEc, generateRsa } from '../../electron/ceremony/keys/generate.ts';
import { exportKey } from '../../electron/ceremony/keys/key-files.ts';
import { deleteKey } from '../../electron/ceremony/keys/keys.ts';
import { importShare } from '../../electron/ceremony/shares/shares.ts';
import { readKeyBlob } from '../../electron/codec/key-blob.ts';
import { readWrappedKeyFile } from '../../electron/codec/wrapped-key-file.ts';
import { SimulatedCard } from '../../electron/simulator/card.ts';
import { connectVpcd, type VpcdConnection } from '../../electron/simulator/vpcd.ts';
import { pcscReaders } from '../../electron/transport/pcsc.ts';
import { hex } from '../../shared/bytes.ts';
import { CloneScene } from '../ceremony/clone/clone-scene.ts';
import { pins, RehearsalRoom, strong } from '../ceremony/rehearsal-room.ts';
import { logIn, makeShare, setUp } from '../ceremony/steps.ts';
import { type Opensc, opensc } from './opensc.ts';
import { type PrivatePcscd, startPcscd } from './pcscd.ts';

let pcscd: PrivatePcscd;
let tools: Opensc;
let room: RehearsalRoom;
let scene: CloneScene;
let wires: VpcdConnection[];

beforeAll(async () => {
  pcscd = await startPcscd({ readers: 2 });
  tools = opensc(pcscd.env);
  Object.assign(process.env, pcscd.env);
});
afterAll(async () => {
  await pcscd.stop();
  tools.remove();
});

beforeEach(async () => {
  const cards = ['UTTEST00001', 'UTTEST00002'].map((serial) => SimulatedCard.create({ serial }));
  wires = [];
  for (const [index, card] of cards.entries())
    wires.push(await connectVpcd(card, { host: '127.0.0.1', port: pcscd.ports[index] as number }));
  room = new RehearsalRoom({ real: pcscReaders() });
  room.folder = await mkdtemp(join(tmpdir(), 'conclave-clone-'));
  await mkdir(room.path('ceremony'));
  room.names.push(...pcscd.readerNames);
  room.cards.push(...cards);
  room.fleet.start();
  await room.until(() => [0, 1].every((index) => room.card(index).kind === 'device'), 'both devices');
  const share = await makeShare(room, 'share.pbe');
  scene = CloneScene.in(room, [share]);
  await scene.openCeremonyFolder();
  await setUp(room, 0);
  await logIn(room);
  room.person.opens(share.path).types({ password: strong });
  await importShare(room.workstation, room.serialOf(0), {});
  await generateAes(room.workstation, { serial: room.serialOf(0), label: 'HSM AES Key', size: 256, capabilities: [0x10, 0x11, 0x92] });
  await generateEc(room.workstation, { serial: room.serialOf(0), label: 'Signing', curve: 'secp256r1' });
  await generateRsa(room.workstation, { serial: room.serialOf(0), label: 'Issuing', size: 2048 });
});
afterEach(async () => {
  await room.close();
  for (const wire of wires) await wire.close();
  await new Promise((done) => setTimeout(done, 1000));
});

const tool = (reader: number, ...args: string[]) => tools.run('sc-hsm-tool', '--reader', pcscd.readerNames[reader] as string, ...args);
/** What OpenSC's PKCS#11 module lists, without what names the device itself. */
async function listed(reader: number): Promise<string[]> {
  const args = ['--slot-index', `${reader}`, '--login', '--pin', pins.user, '--list-objects'];
  const said = await tools.run('pkcs11-tool', ...args);
  return said.split('\n').filter((line) => /^ +(label|ID|EC_POINT|Usage):|Object;/.test(line));
}

test('OpenSC finds the same objects on source and clone, and both wrap under one DKEK', async () => {
  await scene.start([1]);
  await scene.copied();
  expect(scene.deviceOf(1), JSON.stringify(scene.deviceOf(1))).toMatchObject({ state: 'done' });
  const kcv = scene.run.dkekKcv as string;
  await scene.finish();
  await room.fleet.stop();
  const [source, clone] = [await listed(0), await listed(1)];
  expect(source.filter((line) => line.startsWith('Private Key Object'))).toHaveLength(2);
  expect(clone).toEqual(source);
  for (const reader of [0, 1]) {
    const path = room.path(`wrapped-by-opensc-${reader}.wky`);
    expect(await tool(reader, '--wrap-key', path, '--key-reference', '1', '--pin', pins.user)).not.toMatch(/fail|error/i);
    expect(hex.encode(readKeyBlob(readWrappedKeyFile(await readFile(path)).blob).header.kcv)).toBe(kcv);
    expect((await tool(reader)).replaceAll(' ', '')).toContain(kcv);
  }
});

test('files of sc-hsm-tool --wrap-key go through a clone from a folder', async () => {
  await room.custody.close();
  await room.fleet.stop();
  await mkdir(room.path('keys'));
  for (const number of [1, 2, 3])
    expect(
      await tool(0, '--wrap-key', room.path(`keys/key-${number}.wky`), '--key-reference', `${number}`, '--pin', pins.user),
    ).not.toMatch(/fail|error/i);
  room.fleet.start();
  await room.until(() => [0, 1].every((index) => room.card(index).kind === 'device'), 'both devices again');
  await scene.openCeremonyFolder();
  room.person.opens(room.path('keys'));
  await scene.clone.openFolder();
  expect(room.fleet.snapshot.clone?.folder).toMatchObject({
    left: [],
    files: [{ label: 'HSM AES Key' }, { label: 'Signing' }, { label: 'Issuing' }],
  });
  scene.expectSharesAndPins();
  await scene.clone.start(scene.request([1], { source: 'folder' }));
  await scene.copied();
  expect(scene.deviceOf(1), JSON.stringify(scene.deviceOf(1))).toMatchObject({ state: 'done' });
  await scene.finish();
});

test('files exported from a clone are restored by sc-hsm-tool --unwrap-key', async () => {
  await scene.start([1]);
  await scene.copied();
  await scene.finish();
  const serial = room.serialOf(1);
  const before = room.device(1).keys;
  const path = (reference: number) => room.path(`exported-${reference}.wky`);
  for (const { reference } of before) {
    room.person.saves(path(reference));
    await exportKey(room.workstation, serial, reference);
    await deleteKey(room.workstation, serial, reference, serial.slice(-4));
  }
  expect(room.device(1).keys).toEqual([]);
  await room.fleet.stop();
  for (const { reference } of before) {
    const said = await tool(1, '--unwrap-key', path(reference), '--key-reference', `${reference}`, '--pin', pins.user);
    expect(said).toMatch(/Key successfully imported/);
  }
  expect(await listed(1)).toEqual(await listed(0));
});
