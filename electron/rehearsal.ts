import { mkdir, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { refuse } from '../shared/failure.ts';
import { t } from '../shared/language/text.ts';
import type { Fleet } from './ceremony/fleet/fleet.ts';
import type { RehearsalControl } from './ipc/handlers/rehearsal.ts';
import { SimulatedCard } from './simulator/card.ts';
import { practiceEntry } from './simulator/pin-pad.ts';
import { SimulatedReaders } from './simulator/reader-source.ts';
import type { ReaderSource, ReaderState } from './transport/transport.ts';

/** What vsmartcard calls its readers. They are there as soon as the package is installed, so an empty one is no sign of hardware. */
const virtualReader = /^Virtual PCD/;

/** Long enough for a service that must be started by its socket first; the window has its first picture meanwhile. */
const decisionMs = 3000;

/** Whether there is a real reader now. False too where nobody knows in time. */
export function hasRealReader(real: ReaderSource): Promise<boolean> {
  return new Promise((resolve) => {
    let end: (() => void) | undefined;
    const decide = (found: boolean) => {
      clearTimeout(timer);
      resolve(found);
      queueMicrotask(() => end?.());
    };
    const timer = setTimeout(() => decide(false), decisionMs);
    end = real.watch((service, readers) => decide(service.kind === 'running' && readers.some(isReal)));
  });
}

const isReal = ({ name, card }: ReaderState): boolean => !virtualReader.test(name) || card !== 'absent';

const stateFile = /^device-\d+\.json$/;
const numberIn = (name: string): number => Number(/^device-(\d+)/.exec(name)?.[1] ?? 0);
const byNumber = (a: string, b: string): number => numberIn(a) - numberIn(b);

/** A state file that cannot be read is kept, but not met again: a rehearsal must not end the app. */
const setAside = (path: string): Promise<void> => rename(path, `${path}.unreadable`).catch(() => undefined);

/** Simulated readers and devices, and the way into and out of the rehearsal. Never mixed with real readers. */
export class Rehearsal implements RehearsalControl {
  readonly #folder: string;
  readonly #real: ReaderSource;
  readonly #readers = new SimulatedReaders();
  /** Every device of this rehearsal by its serial, inserted or pulled. */
  readonly #devices = new Map<string, SimulatedCard>();
  #prepared: Promise<void> | undefined;
  #pinPads = 0;
  #fleet: Fleet | undefined;

  /** `folder` keeps the simulated devices from one run to the next, so that resuming after a crash can be rehearsed too. */
  constructor(folder: string, real: ReaderSource) {
    this.#folder = folder;
    this.#real = real;
  }

  attach(fleet: Fleet): void {
    this.#fleet = fleet;
  }

  /** A reader for each device of the last rehearsal, at least two, new ones fresh from the factory; later calls give the readers as they are. */
  async source(): Promise<SimulatedReaders> {
    this.#prepared ??= this.#prepare();
    await this.#prepared;
    return this.#readers;
  }

  async start(): Promise<void> {
    await this.#switchTo(await this.source());
  }

  async leave(): Promise<void> {
    await this.#switchTo(this.#real);
  }

  addReader(pinPad = false): void {
    this.#assertRunning();
    if (pinPad) this.#readers.addReader(t('Simulated PIN pad reader {n}', { n: ++this.#pinPads }), practiceEntry);
    else this.#readers.addReader();
  }

  /** The device in it is kept and can be inserted elsewhere. Refusal reader-gone. */
  removeReader(reader: string): void {
    this.#assertReader(reader);
    this.#readers.removeReader(reader);
  }

  /** Inserts the named device, or a new one. Refusal reader-gone, no-such-device, or device-busy for a full reader. */
  async insertDevice(reader: string, serial?: string): Promise<void> {
    this.#assertReader(reader);
    if (this.#readers.cardIn(reader)) refuse('device-busy', { activity: t('there is a device in {reader} already', { reader }) });
    const known = serial === undefined ? undefined : this.#devices.get(serial);
    if (serial !== undefined && !known) refuse('no-such-device', { serial });
    const card = known ?? (await this.#newDevice());
    const elsewhere = this.#states().find(({ name }) => this.#readers.cardIn(name) === card);
    if (elsewhere) refuse('device-busy', { activity: t('it is in {reader}', { reader: elsewhere.name }) });
    this.#readers.insert(reader, card);
  }

  pullDevice(reader: string): void {
    this.#assertReader(reader);
    this.#readers.pull(reader);
  }

  async #prepare(): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    for (const name of (await readdir(this.#folder)).filter((each) => stateFile.test(each)).sort(byNumber)) {
      await this.#open(join(this.#folder, name)).catch(() => setAside(join(this.#folder, name)));
    }
    while (this.#devices.size < 2) await this.#newDevice();
    for (const card of this.#devices.values()) this.#readers.insert(this.#readers.addReader(), card);
  }

  async #newDevice(): Promise<SimulatedCard> {
    const numbers = (await readdir(this.#folder)).map(numberIn);
    return this.#open(join(this.#folder, `device-${Math.max(0, ...numbers) + 1}.json`));
  }

  async #open(path: string): Promise<SimulatedCard> {
    const card = await SimulatedCard.open(path);
    this.#devices.set(card.serial, card);
    return card;
  }

  async #switchTo(source: ReaderSource): Promise<void> {
    await this.#fleet?.useSource(source);
  }

  #states(): readonly ReaderState[] {
    let states: readonly ReaderState[] = [];
    this.#readers.watch((_service, readers) => {
      states = readers;
    })();
    return states;
  }

  #assertRunning(): void {
    if (!this.#fleet?.source.simulated) refuse('not-in-rehearsal');
  }

  #assertReader(reader: string): void {
    this.#assertRunning();
    if (!this.#states().some(({ name }) => name === reader)) refuse('reader-gone', { reader });
  }
}
