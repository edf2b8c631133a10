import { CloneRoom } from '../../../electron/ceremony/clone/clone-room.ts';
import { DrillRoom } from '../../../electron/ceremony/drill/drill-room.ts';
import { testDevice } from '../../../electron/ceremony/key-test/test-device.ts';
import { failure, Refusal } from '../../../shared/failure.ts';
import type { CreatedShare } from '../../../shared/models/reports.ts';
import { CloneScene } from '../../ceremony/clone/clone-scene.ts';
import { pins, strong } from '../../ceremony/rehearsal-room.ts';
import type { Operation } from '../operation.ts';
import type { Scene } from '../scene.ts';

/** A run that did not come to its end is closed, and its failure is the answer. */
async function clone(scene: Scene): Promise<void> {
  const run = CloneScene.in(scene.room, [{ path: scene.disk('share.pbe') } as CreatedShare]);
  await run.start([1]);
  await run.copied();
  const { state, failure: why } = run.deviceOf(1);
  await run.finish();
  if (state !== 'done') throw new Refusal(why ?? failure('test-failed', { subject: 'The clone', detail: state }));
}

const labels = ({ room }: Scene, index: number) => JSON.stringify(room.device(index).keys.map(({ label, id }) => [label, id]));

const drill = (way: 'memory' | 'spare'): Operation => ({
  name: 'Restore drill',
  of: way,
  cards: way === 'spare' ? ['awaiting'] : [],
  ...(way === 'spare' ? { changesCard: true, erases: true } : {}),
  act: async (scene) => {
    const { room } = scene;
    const room1 = new DrillRoom(room.workstation);
    room.person.opens(scene.disk('keys'), scene.disk('share.pbe')).types({ 'so-pin': pins.so, 'new-user-pin': '777888999' });
    if (way === 'memory') room.person.startOver().opens(scene.disk('keys'), scene.disk('share.pbe'));
    room.person.types({ password: strong });
    await room1.addFolder();
    const serial = way === 'spare' ? { serial: scene.serial, confirmation: scene.serial } : {};
    const { passed } = await room1.run({ way, ...serial, shares: [{ from: 'file' }] });
    const shown = room.fleet.snapshot.drill?.drill;
    if (!passed) throw new Refusal(shown?.failure ?? failure('test-failed', { subject: 'The drill', detail: 'a key did not come back' }));
  },
});

export const severalOperations: readonly Operation[] = [
  {
    name: 'Test Device',
    cards: ['vault'],
    loggedIn: true,
    act: async ({ room, serial }) => {
      const report = await testDevice(room.workstation, { serial, module: false, counted: [] });
      if (report.ended !== undefined && report.passed) throw new Error('a test that was cut off says that it passed');
    },
  },
  {
    name: 'Clone',
    cards: ['vault', 'spare'],
    loggedIn: true,
    changesCard: true,
    act: clone,
    look: (scene) => (scene.room.device(1).label === 'Clone 1' && labels(scene, 0) === labels(scene, 1) ? 'new' : 'old'),
  },
  {
    name: 'Verify',
    cards: ['vault', 'spare'],
    loggedIn: true,
    act: ({ room }) => {
      room.person.types({ 'user-pin': pins.user });
      return new CloneRoom(room.workstation).verify([room.serialOf(0), room.serialOf(1)]);
    },
  },
  drill('memory'),
  drill('spare'),
];
