import { copyFile, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { CloneRoom } from '../../../electron/ceremony/clone/clone-room.ts';
import { testKey } from '../../../electron/ceremony/key-test/test-key.ts';
import { generateAes } from '../../../electron/ceremony/keys/generate.ts';
import { login } from '../../../electron/ceremony/pins/login.ts';
import { SimulatedCard } from '../../../electron/simulator/card.ts';
import { validateCloneRecord } from '../../../shared/clone/record.ts';
import { pins, RehearsalRoom } from '../rehearsal-room.ts';
import { readyDevice } from '../steps.ts';
import { CloneScene } from './clone-scene.ts';

export interface Tear {
  /** Which card is pulled. */
  readonly of: 'source' | 'target';
  /** At its how many-th command of the run, from 1. */
  readonly at: number;
  /** The command is done and only its answer is lost; otherwise it never reaches the card. */
  readonly after: boolean;
}

/**
 * One whole clone, of an AES and an EC key onto a device that was in use, torn at any one command: the card comes back, the run goes on or is
 * started again, and in the end the clone is complete and the source unharmed.
 */
export class TornClone {
  readonly #scene: CloneScene;
  readonly #folder: string;

  private constructor(scene: CloneScene) {
    this.#scene = scene;
    this.#folder = scene.room.folder;
  }

  static async prepare(): Promise<TornClone> {
    const scene = await CloneScene.make(0, { from: 'files' });
    const { room } = scene;
    await readyDevice(room, 1, scene.shares[0] as never);
    await generateAes(room.workstation, { serial: room.serialOf(1), label: 'Old', size: 128, capabilities: [0x10, 0x11] });
    await room.custody.close();
    await room.fleet.stop();
    for (const card of room.cards) await card.settled();
    return new TornClone(scene);
  }

  /** `ended`: the run has fewer commands than that. Throws where anything is lost. */
  async tear({ of, at, after }: Tear): Promise<'ended' | 'survived'> {
    const cards: SimulatedCard[] = [];
    for (const name of ['source', 'target']) {
      await copyFile(join(this.#folder, `${name}.json`), join(this.#folder, `${name}-torn.json`));
      cards.push(await SimulatedCard.open(join(this.#folder, `${name}-torn.json`)));
    }
    const ceremony = join(this.#folder, 'ceremony');
    await rm(ceremony, { recursive: true, force: true });
    await mkdir(ceremony);
    const room = new RehearsalRoom();
    room.folder = this.#folder;
    for (const card of cards) room.add(card);
    room.fleet.start(room.readers);
    await room.ready();
    const scene = CloneScene.in(room, this.#scene.shares);
    try {
      await scene.openCeremonyFolder();
      room.person.types({ 'user-pin': pins.user });
      const index = of === 'source' ? 0 : 1;
      cards[index]?.faults.add({ at, kind: 'removed', after });
      const torn = await this.#run(scene, index);
      for (const card of cards) card.faults.clear();
      if (!torn) return 'ended';
      await this.#assertWhole(scene);
      return 'survived';
    } finally {
      const run = room.fleet.snapshot.clone?.run;
      if (run && run.phase !== 'finished' && room.custody.activity) await scene.finish().catch(() => undefined);
      await room.custody.close();
      await room.fleet.stop();
      for (const card of cards) await card.settled();
    }
  }

  /** Whether the fault met the run; then the clone was brought to its end all the same. */
  async #run(scene: CloneScene, index: number): Promise<boolean> {
    const { room } = scene;
    scene.expectSharesAndPins();
    const refused = await scene.clone.start(scene.request([1])).then(
      () => undefined,
      (error: unknown) => error,
    );
    if (refused) {
      // The source was pulled before it had given its keys: no target has been touched.
      if (room.device(1).keys[0]?.label !== 'Old') throw new Error('the target was touched although the run never began');
      room.person.startOver();
      await room.reinsert(index);
      room.person.types({ 'user-pin': pins.user });
      scene.expectSharesAndPins();
      await scene.clone.start(scene.request([1]));
    }
    await scene.copied();
    const isTorn = scene.deviceOf(1).state === 'failed';
    if (isTorn) {
      await room.reinsert(index);
      await scene.clone.add({ serial: room.serialOf(1), label: 'Clone 1' });
      await scene.copied();
    }
    return refused !== undefined || isTorn;
  }

  async #assertWhole(scene: CloneScene): Promise<void> {
    const { room } = scene;
    const device = scene.deviceOf(1);
    if (device.state !== 'done' || device.keys.some(({ state }) => state !== 'good'))
      throw new Error(`not a clone: ${JSON.stringify(device)}`);
    const labels = (of: number) => JSON.stringify(room.device(of).keys.map(({ label, id }) => [label, id]));
    if (labels(0) !== labels(1)) throw new Error(`the keys differ: ${labels(0)}, ${labels(1)}`);
    await scene.finish();
    if (room.device(0).userPin.kind !== 'verified') {
      room.person.startOver().types({ 'user-pin': pins.user });
      await login(room.workstation, room.serialOf(0));
    }
    for (const { reference, label } of room.device(0).keys) {
      if (!(await testKey(room.workstation, room.serialOf(0), reference)).passed) throw new Error(`the source has lost "${label}"`);
    }
    const records = (await readdir(room.path('ceremony'))).filter((name) => name.startsWith('clone-'));
    for (const name of records) validateCloneRecord(JSON.parse(await readFile(room.path(`ceremony/${name}`), 'utf8')));
    if (records.length === 0) throw new Error('the record is lost');
    const left = await new CloneRoom(room.workstation).findUnfinished().then(() => room.fleet.snapshot.clone?.unfinished ?? []);
    if (left.length > 0) throw new Error('a finished run is offered again');
  }

  async close(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }
}
