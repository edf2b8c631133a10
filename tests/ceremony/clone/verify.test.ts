import { afterEach, expect, test } from 'vitest';
import { fileOf } from '../../../electron/card/files.ts';
import { deleteObject } from '../../../electron/card/objects.ts';
import { generateAes } from '../../../electron/ceremony/keys/generate.ts';
import { deleteKey, renameKey } from '../../../electron/ceremony/keys/keys.ts';
import type { Verification } from '../../../shared/models/clone.ts';
import type { KeyReference } from '../../../shared/numbers.ts';
import { makeShare, readyDevice, refusal } from '../steps.ts';
import { CloneScene } from './clone-scene.ts';

let scene: CloneScene;
afterEach(() => scene.close());

async function cloned(devices: number): Promise<void> {
  scene = await CloneScene.make(devices + 1);
  await scene.start(Array.from({ length: devices }, (_, index) => index + 1));
  await scene.copied();
  await scene.finish();
}

async function verify(...indexes: number[]): Promise<Verification> {
  await scene.clone.verify(indexes.map((index) => scene.room.serialOf(index)));
  return scene.room.fleet.snapshot.clone?.verification as Verification;
}

test('clones are operational and consistent, key by key', async () => {
  await cloned(2);
  const so = await verify(0, 1, 2);
  expect(so).toMatchObject({ phase: 'done', findings: [], dkekKcv: scene.run.dkekKcv });
  for (const device of so.devices) {
    expect(device).toMatchObject({
      operational: { state: 'good' },
      consistent: { state: 'good' },
      kcv: { state: 'good' },
      order: { state: 'good' },
    });
    expect(device.keys.map(({ state, word }) => [state, word])).toEqual([
      ['good', 'ok'],
      ['good', 'ok'],
    ]);
  }
});

test('another DKEK, a missing key, another label and another value are each told with what to do', async () => {
  await cloned(1);
  const { room } = scene;
  const other = room.serialOf(1);
  await deleteKey(room.workstation, other, 1 as KeyReference, other.slice(-4));
  // Another key of the same name and ID in the same place.
  await generateAes(room.workstation, { serial: other, label: 'HSM AES Key', size: 256, capabilities: [0x10, 0x11, 0x92] });
  expect((await verify(0, 1)).findings).toMatchObject([{ what: expect.stringContaining('it computes another value') }]);
  await deleteKey(room.workstation, other, 1 as KeyReference, other.slice(-4));
  await renameKey(room.workstation, other, 2 as KeyReference, 'Signature');
  const so = await verify(0, 1);
  expect(so.devices[1]?.keys.map(({ word }) => word)).toEqual(['missing', 'differs']);
  expect(so.devices[1]).toMatchObject({ consistent: { state: 'bad', word: 'differs' }, operational: { state: 'good' } });
  for (const { device, next } of so.findings) {
    expect(device).toBe(`Clone 1 ${other}`);
    expect(next).not.toBe('');
  }
});

test('a device of another DKEK differs, and a key that only it has is extra', async () => {
  await cloned(1);
  const { room } = scene;
  await readyDevice(room, 1, await makeShare(room, 'foreign.pbe'));
  await generateAes(room.workstation, { serial: room.serialOf(1), label: 'Other', size: 128, capabilities: [0x10] });
  const so = await verify(0, 1);
  expect(so.devices[1]).toMatchObject({ kcv: { state: 'bad', word: 'differs' } });
  expect(so.findings[0]).toMatchObject({ what: expect.stringContaining('Its DKEK is another one') });
});

test('a key that fails makes its device not operational; a device that is pulled does not stop the others', async () => {
  await cloned(2);
  const { room } = scene;
  room.cards[1]?.faults.add({ at: 1, ins: 0x68, kind: 'status', sw: 0x6400 });
  room.cards[2]?.faults.add({ at: 1, ins: 0x78, kind: 'removed' });
  const so = await verify(0, 1, 2);
  expect(so.devices.map(({ state }) => state)).toEqual(['done', 'done', 'failed']);
  expect(so.devices[1]).toMatchObject({ operational: { state: 'bad', word: 'failing' }, keys: [{ word: 'ok' }, { word: 'fails' }] });
  expect(so.devices[2]).toMatchObject({ failure: { code: 'card-removed' }, keys: [{ word: 'not seen' }, { word: 'not seen' }] });
  await room.reinsert(2);
});

test('without a certificate a pair is not said to be right', async () => {
  await cloned(1);
  const { room } = scene;
  await room.fleet.run(room.serialOf(1), 'Lose', ({ session }) => deleteObject(session, fileOf('keyCertificate', 2 as KeyReference)));
  const so = await verify(0, 1);
  expect(so.devices[1]?.keys[1]).toMatchObject({ state: 'unknown', word: 'in part', detail: expect.stringContaining('no public key') });
  expect(so.devices[1]?.operational).toMatchObject({ state: 'unknown' });
});

test('there must be something to compare', async () => {
  scene = await CloneScene.make(1, { keys: 'none' });
  await expect(scene.clone.verify([])).rejects.toEqual(refusal('verify-too-few'));
});
