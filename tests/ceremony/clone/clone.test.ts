import { readFile } from 'node:fs/promises';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { fileOf } from '../../../electron/card/files.ts';
import { readObject } from '../../../electron/card/objects.ts';
import { decryptCbc, encryptCbc } from '../../../electron/card/use-key.ts';
import { DkekShares } from '../../../electron/ceremony/clone/dkek-shares.ts';
import { zeroIv } from '../../../electron/crypto/aes.ts';
import { hostRandom } from '../../../electron/crypto/random.ts';
import { SimulatedCard } from '../../../electron/simulator/card.ts';
import { planClone } from '../../../shared/clone/plan.ts';
import type { KeyReference } from '../../../shared/numbers.ts';
import { strong } from '../rehearsal-room.ts';
import { refusal } from '../steps.ts';
import { CloneScene } from './clone-scene.ts';

let scene: CloneScene;
afterEach(() => scene.close());

const words = (index: number) => scene.deviceOf(index).keys.map(({ state, word }) => `${state} ${word}`);

describe('a clone run', () => {
  test('copies every exportable key to several devices side by side, in order, with label, ID and certificate, each proven', async () => {
    scene = await CloneScene.make(4, { shares: 2, keys: 'all' });
    const { room } = scene;
    const wiped = vi.spyOn(DkekShares.prototype, 'wipe');
    await scene.start([1, 2, 3]);
    await scene.copied();
    const source = room.device(0);
    const expected = source.keys.filter(({ label }) => label !== 'Stays here');
    for (const index of [1, 2, 3]) {
      expect(scene.deviceOf(index), JSON.stringify(scene.deviceOf(index))).toMatchObject({
        state: 'done',
        kcv: { state: 'good', word: 'same' },
      });
      expect(words(index)).toEqual(expected.map(() => 'good proven'));
      const device = room.device(index);
      expect(device).toMatchObject({ label: `Clone ${index}`, userPin: { kind: 'verified' }, dkek: source.dkek });
      const named = (keys: typeof expected) => keys.map(({ label, id, reference }) => [label, id, reference]);
      expect(named([...device.keys])).toEqual(named(expected));
      for (const { reference } of expected) {
        for (const kind of ['keyDescription', 'keyCertificate'] as const) {
          const read = (of: number) =>
            room.fleet.run(room.serialOf(of), 'Look', ({ session }) => readObject(session, fileOf(kind, reference)));
          expect(await read(index)).toEqual(await read(0));
        }
      }
    }
    const data = hostRandom(64);
    const first = expected[0]?.reference as KeyReference;
    const encrypted = await room.fleet.run(room.serialOf(0), 'Encrypt', ({ session }) => encryptCbc(session, first, zeroIv, data));
    expect(await room.fleet.run(room.serialOf(3), 'Decrypt', ({ session }) => decryptCbc(session, first, zeroIv, encrypted))).toEqual(data);
    await scene.finish();
    const register = JSON.parse(await readFile(room.path('ceremony/keys.json'), 'utf8'));
    for (const { devices } of register.keys) expect(devices).toHaveLength(3);
    const [held] = wiped.mock.contexts as DkekShares[];
    expect(held?.shares).toHaveLength(2);
    for (const secret of [...room.person.handedOut, ...(held?.shares ?? [])]) expect(() => secret.expose()).toThrow('wiped');
    wiped.mockRestore();
  });

  test('tells first which keys cannot be cloned', async () => {
    scene = await CloneScene.make(1, { keys: 'all' });
    await scene.clone.survey(scene.room.serialOf(0));
    const plan = planClone({ kind: 'device', device: scene.room.device(0) }, undefined, []);
    expect(plan.keys[0]).toMatchObject({ label: 'Stays here', hindrance: expect.stringContaining('without WRAP (92)') });
    expect(plan.chosen).toHaveLength(6);
  });

  test('records what was planned and done, and which key is on which device; nothing secret', async () => {
    scene = await CloneScene.make(2);
    const { room } = scene;
    await scene.start([1]);
    await scene.copied();
    await scene.finish();
    const record = await readFile(room.path(`ceremony/clone-${scene.run.id}.json`), 'utf8');
    expect(JSON.parse(record)).toMatchObject({
      format: 'conclave-clone-1',
      finishedAt: expect.any(String),
      devices: [{ serial: room.serialOf(1), label: 'Clone 1', state: 'done', proven: [1, 2] }],
    });
    const register = JSON.parse(await readFile(room.path('ceremony/keys.json'), 'utf8'));
    expect(register.keys).toMatchObject([
      { label: 'HSM AES Key', check: { kind: 'aes-cmac' }, devices: [{ serial: room.serialOf(1) }] },
      { label: 'Signing', check: { kind: 'public-key' }, devices: [{ serial: room.serialOf(1) }] },
    ]);
    expect(record).not.toContain('648219');
  });

  test('works with one reader: the source goes out, one target after the other comes in', async () => {
    scene = await CloneScene.make(1);
    const { room } = scene;
    await scene.start([]);
    expect(scene.run).toMatchObject({ phase: 'ready', devices: [] });
    for (const serial of ['UTTEST00008', 'UTTEST00009']) {
      room.pull();
      room.cards[0] = SimulatedCard.create({ serial });
      await room.reinsert();
      await scene.clone.add({ serial: room.serialOf(0), label: `Clone ${serial}` });
      await scene.copied();
      expect(scene.deviceOf(0)).toMatchObject({ state: 'done', label: `Clone ${serial}` });
    }
    expect(scene.run.devices).toHaveLength(2);
  });

  test('each target may have PINs of its own', async () => {
    scene = await CloneScene.make(3);
    const { room } = scene;
    for (const { path } of scene.shares) room.person.opens(path).types({ password: strong });
    room.person.types(
      { 'so-pin': '0011223344556677', 'new-user-pin': '111111' },
      { 'so-pin': '8899AABBCCDDEEFF', 'new-user-pin': '222222' },
    );
    await scene.clone.start(scene.request([1, 2], { samePins: false }));
    await scene.copied();
    expect([1, 2].map((index) => scene.deviceOf(index).state)).toEqual(['done', 'done']);
    expect(room.person.forms.slice(-2).map(({ device }) => device)).toEqual(['Clone 1 UTTEST00002', 'Clone 2 UTTEST00003']);
  });

  test('is started once: a second click does nothing to the first', async () => {
    scene = await CloneScene.make(2);
    scene.expectSharesAndPins();
    const first = scene.clone.start(scene.request([1]));
    await expect(scene.clone.start(scene.request([1]))).rejects.toEqual(refusal('clone-running'));
    await first;
    await scene.copied();
    expect(scene.deviceOf(1).state).toBe('done');
    await expect(scene.clone.add({ serial: scene.room.serialOf(1), label: 'Again' })).rejects.toEqual(refusal('clone-plan'));
  });
});
