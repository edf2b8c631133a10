import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { channelOver } from '../../electron/apdu/channel.ts';
import { Custody } from '../../electron/ceremony/custody/custody-register.ts';
import { Documents } from '../../electron/ceremony/documents.ts';
import { Fleet } from '../../electron/ceremony/fleet/fleet.ts';
import { LongWork } from '../../electron/ceremony/long-work.ts';
import { Modules } from '../../electron/ceremony/module/modules.ts';
import { Script } from '../../electron/ceremony/script/script.ts';
import { Recorder } from '../../electron/ceremony/transcript/recorder.ts';
import type { DerivePbeKey, Workstation } from '../../electron/ceremony/workstation.ts';
import { Secret } from '../../electron/crypto/secret.ts';
import { lookAtModule } from '../../electron/pkcs11/find-modules.ts';
import type { Pkcs11Host } from '../../electron/pkcs11/host.ts';
import { SimulatedCard } from '../../electron/simulator/card.ts';
import { SimulatedReaders } from '../../electron/simulator/reader-source.ts';
import { temporaryDevice } from '../../electron/temporary-device.ts';
import type { ReaderSource } from '../../electron/transport/transport.ts';
import { hex } from '../../shared/bytes.ts';
import { refuse } from '../../shared/failure.ts';
import type { AboutReport } from '../../shared/models/about.ts';
import type { DocumentModel } from '../../shared/models/document.ts';
import type { Progress } from '../../shared/models/reports.ts';
import type { PreflightFinding } from '../../shared/models/script.ts';
import type { CardSnapshot, DeviceSnapshot, Snapshot } from '../../shared/models/snapshot.ts';
import { type Serial, serial } from '../../shared/numbers.ts';
import { ScriptedDesk } from './scripted-desk.ts';
import { ScriptedPerson } from './scripted-person.ts';

/** Takes no time and protects nothing: stands in for 30 million MD5 where a test is not about them. */
export const derivationWithoutWork: DerivePbeKey = async (password, salt) => {
  const digest = createHash('sha512').update(password.expose()).update(salt).digest();
  return { key: new Secret(Uint8Array.from(digest.subarray(0, 32))), iv: new Secret(Uint8Array.from(digest.subarray(32, 48))) };
};

export const pins = { user: '648219', so: '3537363231383830' };
export const strong = 'K7Q2 M5TX 9F3C 647B EDBF 0D80 AA';

export interface RoomOptions {
  readonly derivePbeKey?: DerivePbeKey;
  readonly real?: ReaderSource;
  readonly readers?: SimulatedReaders;
  /** Where no module runs, none can be started. */
  readonly startHost?: () => Pkcs11Host;
  readonly choiceFile?: string;
}

/** What no procedure looks at. */
const thisTest: AboutReport = {
  ...{ version: '0', builtAt: '', electron: '0', chromium: '0', node: process.versions.node, system: process.platform },
  developmentOnly: true,
  package: { kind: 'working-folder' },
};

export type Malice = (command: Uint8Array, honest: () => Promise<Uint8Array>) => Promise<Uint8Array>;

/** A room with simulated readers and devices, a real fleet, and a scripted person. */
export class RehearsalRoom {
  readonly readers: SimulatedReaders;
  readonly cards: SimulatedCard[] = [];
  readonly names: string[] = [];
  readonly person = new ScriptedPerson();
  readonly desk = new ScriptedDesk();
  /** What was shown in the document window. */
  readonly shownDocuments: DocumentModel[] = [];
  readonly custody: Custody;
  readonly recorder: Recorder;
  readonly script: Script;
  /** What the preflight finds. */
  findings: PreflightFinding[] = [];
  readonly modules: Modules;
  readonly snapshots: Snapshot[] = [];
  readonly progress: (Progress | null)[] = [];
  readonly fleet: Fleet;
  readonly workstation: Workstation;
  /** Bytes of every command that reached a card. */
  readonly sent: string[] = [];
  /** What a hostile card or reader answers instead; `honest` asks the simulated device. undefined: all are honest. */
  malice: Malice | undefined;
  folder = '';

  constructor(options: RoomOptions = {}) {
    this.readers = options.readers ?? new SimulatedReaders();
    const longWork = new LongWork((now) => this.progress.push(now));
    this.fleet = new Fleet({
      real: options.real ?? new SimulatedReaders(),
      channelOver: (connection) => {
        const { transmit } = connection;
        connection.transmit = (command) => {
          this.sent.push(hex.encode(command.subarray(0, 4)));
          const honest = () => transmit.call(connection, command);
          return this.malice ? this.malice(command, honest) : honest();
        };
        return channelOver(connection);
      },
      runtime: { version: '0', electron: '0', developmentOnly: true },
      publish: (snapshot) => this.snapshots.push(snapshot),
      retryMs: 20,
    });
    const practice = () => this.fleet.source.simulated;
    this.script = new Script({
      recorder: { record: (kind, facts) => this.recorder.record(kind, facts) },
      practice,
      look: async () => this.findings,
      show: (snapshot) => this.fleet.show('script', snapshot),
    });
    this.recorder = new Recorder({
      workstationFolder: () => this.path('workstation'),
      practice,
      opening: { app: '0' },
      show: (snapshot) => this.fleet.show('transcript', snapshot),
      follower: this.script,
    });
    this.custody = new Custody({ practice, show: (open) => this.fleet.show('custody', open), records: this.recorder });
    this.modules = new Modules({
      fleet: this.fleet,
      longWork,
      startHost: options.startHost ?? (() => refuse('pkcs11-no-module')),
      find: async () => [],
      inspect: lookAtModule,
      choiceFile: options.choiceFile ?? join(tmpdir(), 'conclave-no-module.json'),
    });
    this.workstation = {
      fleet: this.fleet,
      person: this.person,
      paper: this.desk,
      documents: new Documents({
        show: async (model) => {
          this.shownDocuments.push(model);
          return { printed: false, saved: [] };
        },
        pdf: async () => new Uint8Array(),
      }),
      custody: this.custody,
      records: this.recorder,
      script: this.script,
      preflight: async () => this.findings,
      application: {
        about: async () => thisTest,
        diagnose: async () => ({ fileName: 'diagnostics', title: 'Diagnostics', made: '', practice: true, parts: [] }),
      },
      modules: this.modules,
      temporaryDevice: () => temporaryDevice({ version: '0', electron: '0', developmentOnly: true }),
      longWork,
      derivePbeKey: options.derivePbeKey ?? derivationWithoutWork,
    };
  }

  /** Puts fresh devices into as many readers and waits until they are read. */
  static async withDevices(count: number, options: { derivePbeKey?: DerivePbeKey } = {}): Promise<RehearsalRoom> {
    const room = new RehearsalRoom(options);
    room.folder = await mkdtemp(join(tmpdir(), 'conclave-room-'));
    for (let i = 0; i < count; i++) room.add(SimulatedCard.create({ serial: `UTTEST0000${i + 1}` }));
    room.fleet.start(room.readers);
    await room.ready();
    return room;
  }

  add(card: SimulatedCard): string {
    const name = this.readers.addReader();
    this.readers.insert(name, card);
    this.cards.push(card);
    this.names.push(name);
    return name;
  }

  async close(): Promise<void> {
    await this.custody.close();
    await this.recorder.close();
    await this.fleet.stop();
    if (this.folder) await rm(this.folder, { recursive: true, force: true });
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  serialOf(index: number): Serial {
    return serial((this.cards[index] as SimulatedCard).serial);
  }

  card(index = 0): CardSnapshot {
    return this.fleet.snapshot.readers.find(({ name }) => name === this.names[index])?.card ?? { kind: 'empty' };
  }

  device(index = 0): DeviceSnapshot {
    const card = this.card(index);
    if (card.kind !== 'device') throw new Error(`no device in reader ${index + 1}: ${JSON.stringify(card)}`);
    return card.device;
  }

  async until(condition: () => boolean, what = 'the condition', patienceMs = 10_000): Promise<void> {
    for (const end = performance.now() + patienceMs; performance.now() < end; ) {
      if (condition()) return;
      await new Promise((done) => setTimeout(done, 1));
    }
    throw new Error(`waited in vain for ${what}: ${JSON.stringify(this.fleet.snapshot.readers.map(({ card }) => card))}`);
  }

  /** Every reader shows what is in it. */
  async ready(): Promise<void> {
    await this.until(
      () => this.fleet.snapshot.readers.length === this.names.length && this.names.every((_, i) => this.card(i).kind !== 'reading'),
      'the readers',
    );
  }

  pull(index = 0): void {
    this.readers.pull(this.names[index] as string);
  }

  async reinsert(index = 0, kind: CardSnapshot['kind'] = 'device'): Promise<void> {
    const name = this.names[index] as string;
    this.readers.pull(name);
    this.readers.insert(name, this.cards[index] as SimulatedCard);
    await this.until(() => this.card(index).kind === kind, 'the device to come back');
  }
}
