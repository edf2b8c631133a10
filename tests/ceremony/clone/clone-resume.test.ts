import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { afterEach, expect, test } from 'vitest';
import { CloneRoom } from '../../../electron/ceremony/clone/clone-room.ts';
import { generateAes } from '../../../electron/ceremony/keys/generate.ts';
import { exportKey } from '../../../electron/ceremony/keys/key-files.ts';
import { deleteKey } from '../../../electron/ceremony/keys/keys.ts';
import type { KeyReference } from '../../../shared/numbers.ts';
import { refusal } from '../steps.ts';
import { CloneScene } from './clone-scene.ts';

let scene: CloneScene;
afterEach(() => scene.close());

/** The app ended without notice: what it held in memory is gone, and a new one opens the same folder. */
async function afterCrash(): Promise<CloneRoom> {
  scene.clone.stop();
  await scene.copied();
  await scene.finish();
  const next = new CloneRoom(scene.room.workstation);
  await next.findUnfinished();
  return next;
}

const unfinished = () => scene.room.fleet.snapshot.clone?.unfinished ?? [];

test('a run that ended early is offered again, and only what is missing is done', async () => {
  scene = await CloneScene.make(3, { keys: 'all' });
  const { room } = scene;
  room.cards[2]?.faults.add({ at: 3, ins: 0x74, kind: 'removed' });
  await scene.start([1, 2]);
  await scene.copied();
  const next = await afterCrash();
  expect(unfinished()).toMatchObject([
    { source: 'Vault 1 UTTEST00001', open: [{ serial: 'UTTEST00003', label: 'Clone 2', proven: 2 }], done: [{ serial: 'UTTEST00002' }] },
  ]);
  await room.reinsert(2);
  scene.expectSharesAndPins();
  const unwraps = () => room.sent.filter((command) => command.startsWith('8074')).length;
  const before = unwraps();
  await next.start(scene.request([], { targets: [scene.target(2)], resume: unfinished()[0]?.id as string }));
  await scene.copied();
  expect(scene.deviceOf(2), JSON.stringify(scene.deviceOf(2))).toMatchObject({ state: 'done', initialized: { word: 'before' } });
  expect(scene.deviceOf(1)).toMatchObject({ state: 'done', keys: expect.arrayContaining([expect.objectContaining({ word: 'recorded' })]) });
  expect(unwraps() - before).toBe(4);
  await next.finish();
  expect(unfinished()).toEqual([]);
});

test('a source that has changed since is found before a target is touched', async () => {
  scene = await CloneScene.make(2);
  const { room } = scene;
  room.cards[1]?.faults.add({ at: 2, ins: 0x74, kind: 'removed' });
  await scene.start([1]);
  await scene.copied();
  const next = await afterCrash();
  await room.reinsert(1);
  await deleteKey(room.workstation, room.serialOf(0), 1 as KeyReference, room.serialOf(0).slice(-4));
  await generateAes(room.workstation, { serial: room.serialOf(0), label: 'HSM AES Key', size: 256, capabilities: [0x10, 0x11, 0x92] });
  scene.expectSharesAndPins();
  await expect(next.start(scene.request([1], { resume: unfinished()[0]?.id as string }))).rejects.toEqual(refusal('clone-key-of-record'));
  room.person.startOver();
});

test('a damaged record is left as it is, and does not hide the others', async () => {
  scene = await CloneScene.make(2);
  const { room } = scene;
  room.cards[1]?.faults.add({ at: 1, ins: 0x74, kind: 'removed' });
  await scene.start([1]);
  await scene.copied();
  const next = await afterCrash();
  const path = room.path(`ceremony/clone-${unfinished()[0]?.id}.json`);
  const other = room.path('ceremony/clone-AAAA-AAAA.json');
  await writeFile(other, (await readFile(path, 'utf8')).replace('"format"', '"Format"'));
  await next.findUnfinished();
  expect(unfinished()).toHaveLength(1);
  await room.reinsert(1);
  await expect(next.start(scene.request([1], { resume: 'AAAA-AAAA' }))).rejects.toEqual(refusal('clone-record-unreadable'));
  expect(await readFile(other, 'utf8')).toContain('"Format"');
});

test('keys come from a folder of wrapped files, which need no source device', async () => {
  scene = await CloneScene.make(2, { keys: 'all' });
  const { room } = scene;
  await mkdir(room.path('keys'));
  for (const { reference, label } of room.device(0).keys) {
    if (label === 'Stays here') continue;
    room.person.saves(room.path(`keys/${reference} ${label}.wky`));
    await exportKey(room.workstation, room.serialOf(0), reference);
  }
  await writeFile(room.path('keys/broken.wky'), 'not a key');
  room.pull(0);
  await room.until(() => room.card(0).kind === 'empty');
  room.person.opens(room.path('keys'));
  await scene.clone.openFolder();
  expect(room.fleet.snapshot.clone?.folder).toMatchObject({
    files: [1, 2, 3, 4, 5, 7].map((number) => ({ name: expect.stringMatching(new RegExp(`^${number} `)) })),
    left: [{ name: 'broken.wky', why: expect.stringContaining('not a complete wrapped key file') }],
  });
  scene.expectSharesAndPins();
  await scene.clone.start(scene.request([1], { source: 'folder' }));
  await scene.copied();
  expect(scene.deviceOf(1), JSON.stringify(scene.deviceOf(1))).toMatchObject({ state: 'done' });
  expect(room.device(1).keys.map(({ label }) => label)).toEqual(['HSM AES Key', 'Signing', 'MAC only', 'RSA', 'Derive only', 'Brainpool']);
  await scene.finish();
  const register = JSON.parse(await readFile(room.path('ceremony/keys.json'), 'utf8'));
  expect(register.keys[0].files).toEqual([{ name: '1 HSM AES Key.wky', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
});

test('a wrapped file that was altered is found before a target is touched', async () => {
  scene = await CloneScene.make(2);
  const { room } = scene;
  await mkdir(room.path('keys'));
  room.person.saves(room.path('keys/one.wky'));
  await exportKey(room.workstation, room.serialOf(0), 1 as KeyReference);
  const bytes = await readFile(room.path('keys/one.wky'));
  bytes[50] = (bytes[50] as number) ^ 1;
  await writeFile(room.path('keys/one.wky'), bytes);
  room.person.opens(room.path('keys'));
  await scene.clone.openFolder();
  scene.expectSharesAndPins();
  await expect(scene.clone.start(scene.request([1], { source: 'folder' }))).rejects.toEqual(refusal('wrapped-key-altered'));
  expect(room.device(1).initialized).toBe(false);
  expect(await readdir(room.path('ceremony'))).not.toContainEqual(expect.stringMatching(/^clone-/));
  room.person.startOver();
});

test('an empty folder is no source', async () => {
  scene = await CloneScene.make(1);
  await mkdir(scene.room.path('empty'));
  scene.room.person.opens(scene.room.path('empty'));
  await expect(scene.clone.openFolder()).rejects.toEqual(refusal('key-folder-empty'));
});
