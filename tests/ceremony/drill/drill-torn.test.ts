import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { initialize } from '../../../electron/ceremony/set-up/initialize.ts';
import type { SimulatedCard } from '../../../electron/simulator/card.ts';
import { Refusal } from '../../../shared/failure.ts';
import { pins } from '../rehearsal-room.ts';
import { DrillScene, sparePins } from './drill-scene.ts';

/** A sample of the commands; each test begins at another one. */
const STEP = 5;
let scene: DrillScene;
beforeAll(async () => {
  scene = await DrillScene.make();
}, 30_000);
afterAll(() => scene.close());

/** Whether the fault met the drill; then the spare was explained and erased by a second drill, and the production device is unharmed. */
async function tear(at: number, after: boolean): Promise<boolean> {
  const { room, drill } = scene;
  drill.clear();
  await scene.chooseFiles();
  const spare = room.cards[1] as SimulatedCard;
  spare.faults.add({ at, kind: 'removed', after });
  room.person.startOver().types(sparePins);
  const confirmed = () => ({ confirmation: room.device(1).keys.length > 0 ? room.serialOf(1) : room.serialOf(1).slice(-4) });
  const error = await scene
    .bringShares()
    .drill.run(scene.request('spare', confirmed()))
    .then(
      () => undefined,
      (cause: unknown) => cause,
    );
  spare.faults.clear();
  if (!error) {
    expect(room.device(1)).toMatchObject({ keys: [], dkek: { kind: 'none' } });
    return false;
  }
  if (!(error instanceof Refusal)) throw error;
  expect(error.failure.code, error.message).toBe('card-removed');
  expect(scene.wiped).toBe(true);
  expect(scene.shown).toMatchObject({ phase: 'failed', failure: { code: 'card-removed' } });
  await room.reinsert(1);
  const { notice = '', keys, dkek } = room.device(1);
  expect(notice, String(at)).toContain('Restore drill was interrupted');
  // Where keys of the drill may be, the words say so, and nobody knows the PIN.
  if (keys.length > 0 || dkek.kind === 'complete') expect(notice).toContain('may hold keys of the drill');
  // At once, without a step between: the next drill erases it.
  room.person.startOver().types(sparePins);
  await scene.bringShares().drill.run(scene.request('spare', confirmed()));
  expect(scene.shown.phase).toBe('passed');
  expect(room.device(1)).toMatchObject({ keys: [], dkek: { kind: 'none' }, label: expect.stringMatching(/^(Spare|Ours)$/) });
  return true;
}

describe('a spare that is pulled at any command of a drill', () => {
  for (const after of [false, true]) {
    test(`${after ? 'after' : 'before'} the command is done: it is explained, nothing is left in memory, and the next drill erases it`, {
      timeout: 90_000,
    }, async () => {
      const { room } = scene;
      const production = JSON.stringify(room.device(0));
      let survived = 0;
      for (let at = after ? 1 : 3; await tear(at, after); at += STEP) survived++;
      expect(survived).toBeGreaterThan(8);
      expect(JSON.stringify(room.device(0))).toBe(production);
    });
  }

  test('can be initialized in the Key Manager too', async () => {
    const { room } = scene;
    expect(await tear(40, true)).toBe(true);
    const serial = room.serialOf(1);
    room.person.startOver().types({ 'so-pin': pins.so, 'new-user-pin': pins.user });
    await initialize(room.workstation, {
      ...{ serial, label: 'Ours', scheme: 'none', shares: 1, retries: 3, resetWithSoPin: false, confirmation: serial.slice(-4) },
    });
    expect(room.device(1).label).toBe('Ours');
  });
});
