import { mkdir } from 'node:fs/promises';
import { type CloneRequest, CloneRoom } from '../../../electron/ceremony/clone/clone-room.ts';
import { openCeremonyFolder } from '../../../electron/ceremony/custody/custody-people.ts';
import { generateAes, generateEc, generateRsa } from '../../../electron/ceremony/keys/generate.ts';
import { importShare } from '../../../electron/ceremony/shares/shares.ts';
import { SimulatedCard } from '../../../electron/simulator/card.ts';
import type { CloneDevice, CloneRun } from '../../../shared/models/clone.ts';
import type { CreatedShare } from '../../../shared/models/reports.ts';
import { pins, RehearsalRoom, strong } from '../rehearsal-room.ts';
import { logIn, makeShare, setUp } from '../steps.ts';

export const clonePins = { 'so-pin': pins.so, 'new-user-pin': pins.user };

/** A room whose first device holds keys of every kind under a DKEK of as many shares, with an open ceremony folder. */
export class CloneScene {
  readonly room: RehearsalRoom;
  readonly clone: CloneRoom;
  readonly shares: CreatedShare[] = [];

  private constructor(room: RehearsalRoom) {
    this.room = room;
    this.clone = new CloneRoom(room.workstation);
  }

  /** The devices and share files are there already. */
  static in(room: RehearsalRoom, shares: readonly CreatedShare[]): CloneScene {
    const scene = new CloneScene(room);
    scene.shares.push(...shares);
    return scene;
  }

  /** With `from: 'files'` there are two devices, kept in the files source.json and target.json of the room's folder. */
  static async make(
    devices: number,
    options: { shares?: number; keys?: 'all' | 'few' | 'none'; from?: 'files' } = {},
  ): Promise<CloneScene> {
    const { shares = 1, keys = 'few' } = options;
    const room = await RehearsalRoom.withDevices(devices);
    if (options.from === 'files') {
      for (const [at, name] of ['source', 'target'].entries())
        room.add(await SimulatedCard.open(room.path(`${name}.json`), { serial: `UTTEST0000${at + 1}` }));
      await room.ready();
    }
    const scene = new CloneScene(room);
    await scene.openCeremonyFolder();
    for (let i = 1; i <= shares; i++) scene.shares.push(await makeShare(room, `share-${i}.pbe`));
    await scene.readySource();
    if (keys !== 'none') await scene.addKeys(keys);
    return scene;
  }

  async openCeremonyFolder(): Promise<void> {
    await mkdir(this.room.path('ceremony'), { recursive: true });
    this.room.person.opens(this.room.path('ceremony'));
    await openCeremonyFolder(this.room.workstation);
  }

  async readySource(): Promise<void> {
    const { room } = this;
    await setUp(room, 0, { shares: this.shares.length });
    await logIn(room);
    for (const { path } of this.shares) {
      room.person.opens(path).types({ password: strong });
      await importShare(room.workstation, room.serialOf(0), {});
    }
  }

  async addKeys(which: 'all' | 'few'): Promise<void> {
    const { workstation } = this.room;
    const serial = this.room.serialOf(0);
    await generateAes(workstation, { serial, label: 'HSM AES Key', size: 256, capabilities: [0x10, 0x11, 0x92] });
    await generateEc(workstation, { serial, label: 'Signing', curve: 'secp256r1' });
    if (which === 'few') return;
    await generateAes(workstation, { serial, label: 'MAC only', size: 128, capabilities: [0x18, 0x92] });
    await generateRsa(workstation, { serial, label: 'RSA', size: 1024 });
    await generateAes(workstation, { serial, label: 'Derive only', size: 192, capabilities: [0x99, 0x92] });
    await generateAes(workstation, { serial, label: 'Stays here', size: 256, capabilities: [0x10, 0x11] });
    await generateEc(workstation, { serial, label: 'Brainpool', curve: 'brainpoolP256r1' });
  }

  /** As the dialog sends it: from the first device to those that are named. */
  request(targets: readonly number[], changes: Partial<CloneRequest> = {}): CloneRequest {
    return {
      source: this.room.serialOf(0),
      targets: targets.map((index) => this.target(index)),
      ways: this.shares.map(() => ({ by: 'password' as const })),
      samePins: true,
      retries: 3,
      resetWithSoPin: true,
      ...changes,
    };
  }

  target(index: number, label = `Clone ${index}`): CloneRequest['targets'][number] {
    const serial = this.room.serialOf(index);
    return { serial, label, ...(this.room.device(index).initialized ? { confirmation: serial.slice(-4) } : {}) };
  }

  /** The custodians bring their files and the operator types the PINs of the targets, once. */
  expectSharesAndPins(): this {
    const { person } = this.room;
    for (const { path } of this.shares) person.opens(path).types({ password: strong });
    person.types(clonePins);
    return this;
  }

  async start(targets: readonly number[], changes: Partial<CloneRequest> = {}): Promise<void> {
    this.expectSharesAndPins();
    await this.clone.start(this.request(targets, changes));
  }

  get run(): CloneRun {
    const run = this.room.fleet.snapshot.clone?.run;
    if (!run) throw new Error('no run is shown');
    return run;
  }

  deviceOf(index: number): CloneDevice {
    const found = this.run.devices.find(({ serial }) => serial === this.room.serialOf(index));
    if (!found) throw new Error(`device ${index} is not in the run`);
    return found;
  }

  /** Waits until no device is being written. */
  async copied(): Promise<void> {
    await this.room.until(() => this.run.phase === 'ready' || this.run.phase === 'finished', 'the devices to be written', 30_000);
  }

  async finish(): Promise<void> {
    await this.clone.finish();
  }

  async close(): Promise<void> {
    const run = this.room.fleet.snapshot.clone?.run;
    if (run && run.phase !== 'finished') {
      this.clone.stop();
      await this.copied();
      await this.finish();
    }
    await this.room.close();
  }
}
