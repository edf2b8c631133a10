import { readFile, rm, writeFile } from 'node:fs/promises';
import { afterEach, expect, test } from 'vitest';
import { fileOf } from '../../../electron/card/files.ts';
import { deleteObject } from '../../../electron/card/objects.ts';
import { generateAes } from '../../../electron/ceremony/keys/generate.ts';
import { deleteKey } from '../../../electron/ceremony/keys/keys.ts';
import type { SimulatedCard } from '../../../electron/simulator/card.ts';
import type { FailureCode } from '../../../shared/failure.ts';
import type { KeyReference, Serial } from '../../../shared/numbers.ts';
import { strong } from '../rehearsal-room.ts';
import { makeShare, readyDevice, refusal, setUp } from '../steps.ts';
import { CloneScene, clonePins } from './clone-scene.ts';

let scene: CloneScene;
afterEach(() => scene.close());

/** Nothing reached the device with this index, and no secret is left. */
async function expectUntouched(index: number, code: FailureCode, start: () => Promise<unknown>): Promise<void> {
  const before = JSON.stringify(scene.room.device(index));
  await expect(start()).rejects.toEqual(refusal(code));
  expect(JSON.stringify(scene.room.device(index))).toBe(before);
  expect(scene.room.fleet.snapshot.clone?.run).toBeUndefined();
  expect(scene.room.custody.activity).toBeUndefined();
  for (const secret of scene.room.person.handedOut) expect(() => secret.expose()).toThrow();
}

test('a target that was in use is erased only after the last four characters of its serial were typed', async () => {
  scene = await CloneScene.make(2);
  const { room } = scene;
  await readyDevice(room, 1, scene.shares[0] as never);
  await generateAes(room.workstation, { serial: room.serialOf(1), label: 'Precious', size: 128, capabilities: [0x10] });
  const target = { serial: room.serialOf(1), label: 'Clone' };
  await expectUntouched(1, 'confirmation-differs', () => scene.clone.start(scene.request([], { targets: [target] })));
  await expectUntouched(1, 'confirmation-differs', () =>
    scene.clone.start(scene.request([], { targets: [{ ...target, confirmation: 'XXXX' }] })),
  );
  await scene.start([1]);
  await scene.copied();
  expect(room.device(1).keys.map(({ label }) => label)).toEqual(['HSM AES Key', 'Signing']);
});

test.each<[string, (so: CloneScene) => ReturnType<CloneScene['request']>]>([
  ['the source is no target', (so) => so.request([0])],
  ['one device is no target twice', (so) => so.request([1, 1])],
  ['the number of shares must be that of the source', (so) => so.request([1], { ways: [{}, {}] })],
  ['a key must be chosen', (so) => so.request([1], { keys: [] })],
  ['a target needs a label', (so) => so.request([], { targets: [so.target(1, '')] })],
])('%s', async (_, request) => {
  scene = await CloneScene.make(2);
  await expectUntouched(1, 'clone-plan', () => scene.clone.start(request(scene)));
});

test('without a ceremony folder there is no record, so nothing is started', async () => {
  scene = await CloneScene.make(2);
  await scene.room.custody.close();
  await expectUntouched(1, 'no-ceremony-folder', () => scene.clone.start(scene.request([1])));
});

test('shares of another DKEK are found before any target is touched', async () => {
  scene = await CloneScene.make(2, { shares: 2 });
  const other = await makeShare(scene.room, 'other.pbe');
  scene.room.person.opens(scene.shares[0]?.path as string, other.path).types({ password: strong }, { password: strong });
  await expectUntouched(1, 'clone-shares-wrong', () => scene.clone.start(scene.request([1])));
});

test('one share twice would cancel itself out', async () => {
  scene = await CloneScene.make(2, { shares: 2 });
  const path = scene.shares[0]?.path as string;
  scene.room.person.opens(path, path).types({ password: strong }, { password: strong });
  await expectUntouched(1, 'clone-share-twice', () => scene.clone.start(scene.request([1])));
});

test('a window that is closed at any question leaves everything as it was', async () => {
  scene = await CloneScene.make(2);
  const { person } = scene.room;
  await expectUntouched(1, 'cancelled', () => scene.clone.start(scene.request([1])));
  person.opens(scene.shares[0]?.path as string).types('close');
  await expectUntouched(1, 'cancelled', () => scene.clone.start(scene.request([1])));
  person.opens(scene.shares[0]?.path as string).types({ password: strong }, 'close');
  await expectUntouched(1, 'cancelled', () => scene.clone.start(scene.request([1])));
});

test('a record that cannot be written stops the run before a target is touched', async () => {
  scene = await CloneScene.make(2);
  scene.room.person.whileAsked = () => rm(scene.room.path('ceremony'), { recursive: true, force: true });
  scene.expectSharesAndPins();
  await expectUntouched(1, 'folder-unwritable', () => scene.clone.start(scene.request([1])));
  scene.room.person.whileAsked = () => undefined;
});

test('one device of many fails, the others finish, and it is brought to its end afterwards', async () => {
  scene = await CloneScene.make(4);
  const { room } = scene;
  room.cards[2]?.faults.add({ at: 2, ins: 0x74, kind: 'removed' });
  await scene.start([1, 2, 3]);
  await scene.copied();
  expect([1, 2, 3].map((index) => scene.deviceOf(index).state)).toEqual(['done', 'failed', 'done']);
  expect(scene.deviceOf(2)).toMatchObject({ failure: { code: 'card-removed' } });
  expect(scene.deviceOf(2).keys.map(({ word }) => word)).toEqual(['proven', 'broken off']);
  await room.reinsert(2);
  expect(room.device(2).notice).toContain('Go on in Clone & Verify');
  const before = room.sent.length;
  await scene.clone.add({ serial: room.serialOf(2), label: 'Clone 2' });
  await scene.copied();
  expect(scene.deviceOf(2), JSON.stringify(scene.deviceOf(2))).toMatchObject({ state: 'done', initialized: { word: 'before' } });
  expect(room.sent.slice(before).filter((command) => command.startsWith('8050') && command !== '80500000')).toEqual([]);
});

test('a key that one device refuses is named, and the other keys are on it', async () => {
  scene = await CloneScene.make(2);
  scene.room.cards[1]?.faults.add({ at: 1, ins: 0x74, kind: 'status', sw: 0x6f00 });
  await scene.start([1]);
  await scene.copied();
  expect(scene.deviceOf(1)).toMatchObject({
    state: 'failed',
    failure: { code: 'clone-keys-failed', what: expect.stringContaining('HSM AES Key') },
  });
  expect(scene.deviceOf(1).keys.map(({ word }) => word)).toEqual(['failed', 'proven']);
  await scene.clone.add(scene.target(1));
  await scene.copied();
  expect(scene.deviceOf(1).state).toBe('done');
});

test('a wrong SO-PIN costs one try on one device, and each is then asked for its own', async () => {
  scene = await CloneScene.make(3);
  const { room } = scene;
  for (const index of [1, 2]) await setUp(room, index);
  for (const { path } of scene.shares) room.person.opens(path).types({ password: strong });
  room.person.types({ 'so-pin': '0000000000000000', 'new-user-pin': '111111' });
  await scene.clone.start(scene.request([1, 2]));
  await scene.copied();
  expect([1, 2].map((index) => scene.deviceOf(index).failure?.code)).toEqual(['pin-wrong', 'clone-so-pin-doubtful']);
  expect([1, 2].map((index) => room.device(index).soPin)).toEqual([
    { kind: 'not-verified', triesLeft: 14 },
    { kind: 'not-verified', triesLeft: 15 },
  ]);
  room.person.types(clonePins, clonePins);
  for (const index of [1, 2]) await scene.clone.add(scene.target(index));
  await scene.copied();
  expect([1, 2].map((index) => scene.deviceOf(index).state)).toEqual(['done', 'done']);
});

test('a device without room says so before the first key', async () => {
  scene = await CloneScene.make(2);
  const used = 76 * 1024 - (scene.room.device(1).freeMemoryBytes as number);
  // The plan still believes in the memory that was told at insertion; files of the label take some, too.
  (scene.room.cards[1] as SimulatedCard).memory = used + 400;
  await scene.start([1]);
  await scene.copied();
  expect(scene.deviceOf(1)).toMatchObject({ state: 'failed', failure: { code: 'clone-no-room' } });
  expect(scene.room.device(1).keys).toEqual([]);
});

test('stopped in the middle, it tells how far it came, and goes on where it was', async () => {
  scene = await CloneScene.make(2, { keys: 'all' });
  scene.room.cards[1]?.faults.add({ at: 3, ins: 0x74, kind: 'slow', ms: 60 });
  await scene.start([1]);
  await scene.room.until(() => scene.deviceOf(1).keys.filter(({ word }) => word === 'proven').length === 2, 'two keys');
  await expect(scene.clone.finish()).rejects.toEqual(refusal('clone-in-work'));
  scene.clone.stop();
  await scene.copied();
  expect(scene.deviceOf(1).failure).toMatchObject({ code: 'clone-stopped', meaning: expect.stringMatching(/^[23] of 6 keys/) });
  await scene.clone.add(scene.target(1));
  await scene.copied();
  expect(scene.deviceOf(1)).toMatchObject({ state: 'done' });
});

test('keys without certificate are proven with the public key of their wrapped form', async () => {
  scene = await CloneScene.make(2);
  const { room } = scene;
  await room.fleet.run(room.serialOf(0), 'Lose', ({ session }) => deleteObject(session, fileOf('keyCertificate', 2 as KeyReference)));
  await scene.start([1]);
  await scene.copied();
  expect(scene.deviceOf(1).keys[1]).toMatchObject({ state: 'good', detail: expect.stringContaining('public key of the source') });
});

test('a device that somebody used since is not erased without a new plan', async () => {
  scene = await CloneScene.make(2);
  const { room } = scene;
  room.cards[1]?.faults.add({ at: 2, ins: 0x74, kind: 'status', sw: 0x6f00 });
  await scene.start([1]);
  await scene.copied();
  const serial: Serial = room.serialOf(1);
  await generateAes(room.workstation, { serial, label: 'Made since', size: 128, capabilities: [0x10, 0x11] });
  await scene.clone.add({ serial, label: 'Clone 1' });
  await scene.copied();
  expect(scene.deviceOf(1).failure).toMatchObject({ code: 'clone-other-keys', what: expect.stringContaining('Made since') });
  const made = room.device(1).keys.find(({ label }) => label === 'Made since')?.reference as KeyReference;
  await deleteKey(room.workstation, serial, made, serial.slice(-4));
  await scene.clone.add({ serial, label: 'Clone 1' });
  await scene.copied();
  expect(scene.deviceOf(1).state).toBe('done');
});

test('a device that joins later is planned and confirmed like the first ones', async () => {
  scene = await CloneScene.make(3);
  const { room } = scene;
  await setUp(room, 2);
  await scene.start([1]);
  await scene.copied();
  const serial = room.serialOf(2);
  await expect(scene.clone.add({ serial, label: 'Later' })).rejects.toEqual(refusal('confirmation-differs'));
  await expect(scene.clone.add({ serial, label: ' ', confirmation: serial.slice(-4) })).rejects.toEqual(refusal('clone-plan'));
  await expect(scene.clone.add({ serial: room.serialOf(0), label: 'Source', confirmation: '0001' })).rejects.toEqual(refusal('clone-plan'));
  await scene.clone.add({ serial, label: 'Later', confirmation: serial.slice(-4) });
  await scene.copied();
  expect(scene.deviceOf(2)).toMatchObject({ state: 'done', label: 'Later' });
});

test('a key that came onto a target after the plan was shown is not erased with it', async () => {
  scene = await CloneScene.make(2);
  const { room } = scene;
  await readyDevice(room, 1, scene.shares[0] as never);
  const generate = () => generateAes(room.workstation, { serial: room.serialOf(1), label: 'Just made', size: 128, capabilities: [0x10] });
  let made: Promise<unknown> | undefined;
  room.person.whileAsked = () => {
    made ??= generate();
  };
  await scene.start([1]);
  await made;
  await scene.copied();
  room.person.whileAsked = () => undefined;
  expect(scene.deviceOf(1).failure).toMatchObject({ code: 'clone-other-keys', what: expect.stringContaining('Just made') });
  expect(room.device(1).keys.map(({ label }) => label)).toEqual(['Just made']);
});

test('a register of keys that is damaged is told, and left as it is; the clone is done all the same', async () => {
  scene = await CloneScene.make(2);
  const path = scene.room.path('ceremony/keys.json');
  await writeFile(path, '{ damaged');
  await scene.start([1]);
  await scene.copied();
  expect(scene.deviceOf(1).state).toBe('done');
  expect(scene.run.recordProblem).toMatchObject({ code: 'clone-record-unreadable', what: expect.stringContaining('keys.json') });
  expect(await readFile(path, 'utf8')).toBe('{ damaged');
});
