import { refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { RuntimeSnapshot, ServiceState, Snapshot } from '../../../shared/models/snapshot.ts';
import type { Serial } from '../../../shared/numbers.ts';
import type { Channel } from '../../apdu/command.ts';
import type { CardConnection, ReaderService, ReaderSource, ReaderState } from '../../transport/transport.ts';
import type { Device } from './device.ts';
import { Remembered } from './remembered.ts';
import { Slot } from './slot.ts';
import { together } from './together.ts';

export interface FleetParts {
  /** The real readers: watched also during a rehearsal, for the state of the PC/SC service. */
  readonly real: ReaderSource;
  readonly channelOver: (connection: CardConnection) => Channel;
  readonly runtime: RuntimeSnapshot;
  /** Gets a whole snapshot after each change. */
  readonly publish: (snapshot: Snapshot) => void;
  /** Pause before a card that another program holds is tried again; 3000 where nothing is said. */
  readonly retryMs?: number;
}

/** What the snapshot tells besides readers and devices: the register, the transcript, the ceremony under way, the PKCS#11 module, clones, the restore drill. */
type Beside = Pick<Snapshot, 'custody' | 'transcript' | 'script' | 'module' | 'clone' | 'drill' | 'inspection'>;

/**
 * All devices within reach: one exclusive session per inserted card, what each device holds, and the operations
 * that wait for it. Operations on one device run one after the other, on several devices at the same time.
 */
export class Fleet {
  #parts: FleetParts;
  #source: ReaderSource;
  #slots = new Map<string, Slot>();
  #remembered = new Map<Serial, Remembered>();
  #service: ServiceState = { kind: 'running', readers: 0 };
  #beside: Beside = {};
  #revision = 0;
  #endRealWatch: (() => void) | undefined;
  #endSourceWatch: (() => void) | undefined;

  constructor(parts: FleetParts) {
    this.#parts = parts;
    this.#source = parts.real;
  }

  /** Begins to watch, with the real readers where no other source is named. */
  start(source: ReaderSource = this.#parts.real): void {
    this.#source = source;
    this.#endRealWatch = this.#parts.real.watch((service, readers) => {
      this.#service = service.kind === 'running' ? { kind: 'running', readers: readers.length } : service;
      if (this.#source === this.#parts.real) this.#onReaders(service, readers);
      else this.#changed();
    });
    this.#watchSource();
    this.#changed();
  }

  /** Ends all sessions; every login is lost. */
  async stop(): Promise<void> {
    this.#endSourceWatch?.();
    this.#endRealWatch?.();
    await this.#leaveAll();
  }

  get source(): ReaderSource {
    return this.#source;
  }

  get snapshot(): Snapshot {
    return {
      revision: this.#revision,
      mode: this.#source.simulated ? 'rehearsal' : 'production',
      runtime: this.#parts.runtime,
      service: this.#service,
      readers: [...this.#slots.values()].map((slot) => slot.snapshot),
      ...this.#beside,
    };
  }

  /** Another PKCS#11 module was chosen: what was seen through the last one says nothing of it. */
  forgetApplicationViews(): void {
    for (const slot of this.#slots.values()) slot.device?.showApplicationView(undefined);
  }

  /** Shows something that travels with the snapshot beside the readers, or, undefined, shows it no longer. */
  show<Name extends keyof Beside>(name: Name, part: Beside[Name] | undefined): void {
    const { [name]: _, ...others } = this.#beside;
    this.#beside = part === undefined ? (others as Beside) : { ...this.#beside, [name]: part };
    this.#changed();
  }

  /** Changes between real and simulated readers. Refusal device-busy while an operation runs on any device. */
  async useSource(source: ReaderSource): Promise<void> {
    if (source === this.#source) return;
    for (const slot of this.#slots.values()) if (slot.busy) refuse('device-busy', { activity: slot.activity ?? t('an operation') });
    this.#endSourceWatch?.();
    this.#endSourceWatch = undefined;
    await this.#leaveAll();
    this.#source = source;
    if (source === this.#parts.real) {
      // A new watch reports the present state at once.
      this.#endRealWatch?.();
      this.start(source);
    } else this.#watchSource();
    this.#changed();
  }

  /** Runs an operation on the device with this serial; `activity` is shown while it runs. Rejects with a Refusal only. */
  async run<T>(serial: Serial, activity: string, work: (device: Device) => Promise<T>): Promise<T> {
    const { slot, device } = this.#placeOf(serial);
    return await slot.run(device, activity, work);
  }

  /** Runs one operation on several devices at once, given in this order; all are busy until it ends. Rejects with a Refusal only. */
  async runTogether<T>(serials: readonly Serial[], activity: string, work: (devices: readonly Device[]) => Promise<T>): Promise<T> {
    if (new Set(serials).size !== serials.length) throw new RangeError('one operation on several devices: a device was named twice');
    return await together(
      serials.map((serial) => this.#placeOf(serial)),
      activity,
      work,
    );
  }

  /**
   * Runs `work` while the device belongs to another program, such as a PKCS#11 module: our session is closed before, and
   * the device is opened and read afresh after it. `work` sends no commands and must not ask for another turn on it.
   */
  async lend<T>(serial: Serial, activity: string, work: (device: Device) => Promise<T>): Promise<T> {
    for (const slot of this.#slots.values()) if (slot.device?.serial === serial) return await slot.lend(slot.device, activity, work);
    return refuse('no-such-device', { serial });
  }

  /** Reads the card in this reader afresh, or tries again one that could not be read. Refusal reader-gone. */
  async readAgain(reader: string): Promise<void> {
    const slot = this.#slots.get(reader) ?? refuse('reader-gone', { reader });
    if (slot.device) await slot.run(slot.device, t('Read Device Again'), (device) => device.readAll());
    else {
      slot.reopen();
      this.#changed();
    }
  }

  #watchSource(): void {
    if (this.#source === this.#parts.real) return;
    const source = this.#source;
    this.#endSourceWatch = source.watch((service, readers) => {
      if (this.#source === source) this.#onReaders(service, readers);
    });
  }

  #onReaders(service: ReaderService, states: readonly ReaderState[]): void {
    const present = service.kind === 'running' ? states : [];
    const names = new Set(present.map((state) => state.name));
    for (const [name, slot] of this.#slots) {
      if (names.has(name)) continue;
      this.#slots.delete(name);
      void slot.leave(service.kind === 'running' ? 'reader-gone' : 'service-absent');
    }
    const changed = present.filter((state) => this.#slotFor(state.name).differsFrom(state));
    // Cards that went before cards that came: a device may have moved from one reader to another.
    for (const state of changed) if (state.card !== 'present') this.#slotFor(state.name).update(state);
    for (const state of changed) if (state.card === 'present') this.#slotFor(state.name).update(state);
    this.#changed();
  }

  #slotFor(reader: string): Slot {
    let slot = this.#slots.get(reader);
    if (!slot) {
      slot = new Slot(reader, {
        source: this.#source,
        channelOver: this.#parts.channelOver,
        retryMs: this.#parts.retryMs ?? 3000,
        admit: (serial, here) => this.#admit(serial, here),
        remembered: (serial) => this.#rememberedOf(serial),
        settle: (serial) => {
          const device = this.#deviceOf(serial);
          device?.underWay.explainInterruption(device.state);
        },
        changed: () => this.#changed(),
      });
      this.#slots.set(reader, slot);
    }
    return slot;
  }

  #admit(serial: Serial, here: Slot): void {
    for (const slot of this.#slots.values()) {
      if (slot !== here && slot.device?.serial === serial) refuse('serial-twice', { serial, reader: here.reader });
    }
  }

  #placeOf(serial: Serial): { slot: Slot; device: Device } {
    for (const slot of this.#slots.values()) if (slot.device?.serial === serial) return { slot, device: slot.device };
    return refuse('no-such-device', { serial });
  }

  #deviceOf(serial: Serial): Device | undefined {
    for (const slot of this.#slots.values()) if (slot.device?.serial === serial) return slot.device;
    return undefined;
  }

  #rememberedOf(serial: Serial): Remembered {
    let remembered = this.#remembered.get(serial);
    if (!remembered) {
      remembered = new Remembered();
      this.#remembered.set(serial, remembered);
    }
    return remembered;
  }

  async #leaveAll(): Promise<void> {
    const slots = [...this.#slots.values()];
    this.#slots.clear();
    await Promise.all(slots.map((slot) => slot.leave('reader-gone')));
  }

  #changed(): void {
    this.#revision++;
    this.#parts.publish(this.snapshot);
  }
}
