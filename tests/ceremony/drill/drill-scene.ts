import { mkdir } from 'node:fs/promises';
import { type DrillRequest, DrillRoom } from '../../../electron/ceremony/drill/drill-room.ts';
import { exportKey } from '../../../electron/ceremony/keys/key-files.ts';
import { importShare } from '../../../electron/ceremony/shares/shares.ts';
import { columnsOf } from '../../../shared/drill/words.ts';
import type { Drill, DrilledKey } from '../../../shared/models/drill.ts';
import { CloneScene } from '../clone/clone-scene.ts';
import { addPeople, makeSplitShare, type SplitShare, typed } from '../custody/custody-steps.ts';
import { pins, type RehearsalRoom, strong } from '../rehearsal-room.ts';
import { logIn, setUp } from '../steps.ts';

export const sparePins = { 'so-pin': pins.so, 'new-user-pin': '777888999' };

/** A production device whose keys lie in wrapped files, its DKEK shares in files, and a room in which a drill can be done. The spare is device 1. */
export class DrillScene {
  readonly clone: CloneScene;
  readonly drill: DrillRoom;
  split: SplitShare | undefined;

  private constructor(clone: CloneScene) {
    this.clone = clone;
    this.drill = new DrillRoom(clone.room.workstation);
  }

  get room(): RehearsalRoom {
    return this.clone.room;
  }

  static async make(options: { devices?: number; shares?: number; keys?: 'all' | 'few' } = {}): Promise<DrillScene> {
    const { devices = 2, ...rest } = options;
    const scene = new DrillScene(await CloneScene.make(devices, { shares: 2, ...rest }));
    await scene.#exportKeys();
    return scene;
  }

  /** The one DKEK share is split, 2 of 3. */
  static async makeSplit(): Promise<DrillScene> {
    const clone = await CloneScene.make(2, { shares: 1, keys: 'none' });
    const scene = new DrillScene(clone);
    const { room } = clone;
    scene.split = await makeSplitShare(room, 2, await addPeople(room, 3), 'split.pbe');
    await setUp(room, 0);
    await logIn(room);
    const [first, second] = scene.split.papers;
    if (!first || !second) throw new Error('no papers');
    room.person.opens(scene.split.created.path);
    room.desk.enters(typed(first), typed(second));
    await importShare(room.workstation, room.serialOf(0), { by: 'quorum' });
    await clone.addKeys('few');
    await scene.#exportKeys();
    return scene;
  }

  get files(): string {
    return this.room.path('keys');
  }

  async #exportKeys(): Promise<void> {
    const { room } = this;
    await mkdir(this.files, { recursive: true });
    for (const { reference, label } of room.device(0).keys.filter((key) => key.label !== 'Stays here')) {
      room.person.saves(`${this.files}/${label}.wky`);
      await exportKey(room.workstation, room.serialOf(0), reference);
    }
  }

  async chooseFiles(): Promise<this> {
    this.room.person.opens(this.files);
    await this.drill.addFolder();
    return this;
  }

  /** The custodians bring their files with passwords. */
  bringShares(): this {
    for (const { path } of this.clone.shares) this.room.person.opens(path).types({ password: strong });
    return this;
  }

  request(way: DrillRequest['way'], changes: Partial<DrillRequest> = {}): DrillRequest {
    const serial = way === 'spare' ? { serial: this.room.serialOf(1), confirmation: this.room.serialOf(1) } : {};
    return { way, ...serial, shares: this.clone.shares.map(() => ({ from: 'file' as const })), ...changes };
  }

  get shown(): Drill {
    const drill = this.room.fleet.snapshot.drill?.drill;
    if (!drill) throw new Error('no drill is shown');
    return drill;
  }

  get marks(): Record<string, string> {
    return Object.fromEntries(this.shown.steps.map(({ step, mark }) => [step, `${mark.state} ${mark.word}`]));
  }

  keyMarks(label: string): Record<string, string> {
    const key = this.shown.keys.find(({ file }) => file.label === label) as DrilledKey;
    return Object.fromEntries(columnsOf(this.shown).map((column) => [column, `${key[column]?.state} ${key[column]?.word}`]));
  }

  /** Everything that a person typed is wiped. */
  get wiped(): boolean {
    return [...this.room.person.handedOut, ...this.room.desk.entered].every((secret) => {
      try {
        secret.expose();
        return false;
      } catch {
        return true;
      }
    });
  }

  close(): Promise<void> {
    return this.clone.close();
  }
}
