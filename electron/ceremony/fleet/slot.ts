import { type Failure, failure, Refusal, refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { CardSnapshot, ReaderSnapshot } from '../../../shared/models/snapshot.ts';
import type { CardConnection, ReaderState, WireError } from '../../transport/transport.ts';
import type { Device } from './device.ts';
import type { Parting } from './line.ts';
import { openDevice } from './open-device.ts';
import type { SlotSurroundings } from './slot-surroundings.ts';
import { asRefusal, isWireError } from './wire-failure.ts';

const MOST_RETRIES = 3;
const isCancellation = (error: unknown) => error instanceof Refusal && error.failure.code === 'cancelled';

/** One reader: the card in it, the one session with that card, and the operations that wait for it. */
export class Slot {
  readonly reader: string;
  #around: SlotSurroundings;
  #state: ReaderState | undefined;
  /** Counts cards and attempts: whatever began under an older number finds that it is no longer wanted. */
  #attempt = 0;
  /** Known once a card was connected to; a reader keeps what it has. */
  #hasPinPad = false;
  #card: CardSnapshot = { kind: 'empty' };
  #device: Device | undefined;
  #connection: CardConnection | undefined;
  /** Opening and closing, one after the other: the connection is exclusive, the old one must be gone first. */
  #opening: Promise<void> = Promise.resolve();
  #queue: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  #retry: NodeJS.Timeout | undefined;
  /** Attempts in a row that the wire failed, since the card came or somebody asked. */
  #failures = 0;

  constructor(reader: string, around: SlotSurroundings) {
    this.reader = reader;
    this.#around = around;
  }

  get device(): Device | undefined {
    return this.#device;
  }

  /** What runs on the device now, in words. */
  get activity(): string | undefined {
    return this.#device?.activity;
  }

  get snapshot(): ReaderSnapshot {
    const card: CardSnapshot = this.#device ? { kind: 'device', device: this.#device.snapshot } : this.#card;
    return { name: this.reader, simulated: this.#around.source.simulated, pinPad: this.#hasPinPad, card };
  }

  /** Whether the card that this slot holds is no longer the one the reader reports. */
  differsFrom(state: ReaderState): boolean {
    return this.#state?.insertion !== state.insertion || this.#state.card !== state.card;
  }

  /** The reader reports another card, or none. */
  update(state: ReaderState): void {
    this.#state = state;
    this.#failures = 0;
    this.#dismiss();
    if (state.card === 'absent') this.#card = { kind: 'empty' };
    else if (state.card === 'mute') this.#card = { kind: 'problem', failure: failure('card-mute', { reader: this.reader }) };
    else this.#open();
  }

  /** Ends the session, whose login is lost. Resolves when the card is free for others. */
  async leave(why: Parting): Promise<void> {
    this.#state = undefined;
    this.#dismiss(why);
    this.#card = { kind: 'empty' };
    await this.#opening;
  }

  /** Tries a card again that could not be read. */
  reopen(): void {
    if (this.#state) this.update(this.#state);
  }

  /**
   * Runs one operation on the device after those that came before it. Whatever it throws arrives as a Refusal.
   * A failed wire ends the session; the card is read afresh when it comes back.
   */
  run<T>(device: Device, activity: string, work: (device: Device) => Promise<T>): Promise<T> {
    this.#waiting++;
    const turn = this.#queue.then(() => this.#perform(device, activity, work));
    this.#queue = turn.then(
      () => undefined,
      () => undefined,
    );
    return turn;
  }

  /**
   * Gives the card to another program while `work` runs, in its turn: our session, and with it the login, ends first;
   * afterwards the card is opened and read afresh, whatever happened. Until then the device stays on the screen, and
   * `work` gets it to look at and to explain itself, not to send commands or to ask for another turn.
   */
  lend<T>(device: Device, activity: string, work: (device: Device) => Promise<T>): Promise<T> {
    return this.run(device, activity, async () => {
      const connection = this.#connection;
      this.#connection = undefined;
      let endLease = () => {};
      const lease = new Promise<void>((resolve) => (endLease = resolve));
      const closed = this.#opening.then(() => connection?.close());
      // Whatever opens a card here next, also one inserted meanwhile, waits for the end of the lease.
      this.#opening = closed.then(() => lease);
      await closed;
      try {
        return await work(device);
      } finally {
        endLease();
        if (this.#device === device) {
          this.#open();
          await this.#opening;
        }
      }
    });
  }

  get busy(): boolean {
    return this.#waiting > 0;
  }

  async #perform<T>(device: Device, activity: string, work: (device: Device) => Promise<T>): Promise<T> {
    try {
      if (device.detached) refuse('no-such-device', { serial: device.serial });
      device.begin(activity);
      this.#around.changed();
      const result = await work(device);
      device.underWay.succeeded();
      return result;
    } catch (error) {
      const lost = isWireError(error) ? error : device.lost;
      if (lost || device.detached) {
        device.underWay.interrupted();
        if (lost) this.#lose(device, activity, lost);
        this.#around.settle(device.serial);
      } else if (device.activity && !isCancellation(error)) await this.#readWhatIsThere(device, activity);
      throw asRefusal(lost ?? error, { reader: this.reader, during: activity });
    } finally {
      this.#waiting--;
      device.underWay.end();
      this.#around.changed();
    }
  }

  /** After a refused operation the screen must show what the card holds now, not what was hoped for. One that refuses that too is opened afresh. */
  async #readWhatIsThere(device: Device, activity: string): Promise<void> {
    try {
      await device.reconcile();
    } catch (error) {
      device.underWay.interrupted();
      if (isWireError(error)) this.#lose(device, activity, error);
      else this.reopen();
    }
  }

  /** The wire failed under a device: the session is over, even where the card still sits in the reader. */
  #lose(device: Device, activity: string, error: WireError): void {
    if (this.#device !== device) return;
    this.#dismiss();
    const said = asRefusal(error, { reader: this.reader, during: activity }).failure;
    this.#card = error.fault === 'card-removed' ? { kind: 'empty' } : { kind: 'problem', failure: said };
    // The watch reports a card that was really pulled; one that is still there is read afresh.
    this.#retryLater(error);
  }

  #dismiss(why: Parting = 'card-removed'): void {
    this.#attempt++;
    clearTimeout(this.#retry);
    this.#device?.detach(why);
    this.#device = undefined;
    // What waits behind an operation of the old card must not delay the new one.
    this.#queue = Promise.resolve();
    const connection = this.#connection;
    this.#connection = undefined;
    if (connection) this.#opening = this.#opening.then(() => connection.close());
  }

  #open(): void {
    const attempt = this.#attempt;
    // A repeated attempt leaves the problem on the screen until it succeeds.
    if (this.#failures === 0) this.#card = { kind: 'reading' };
    this.#opening = this.#opening.then(() => this.#connect(attempt));
  }

  async #connect(attempt: number): Promise<void> {
    if (attempt !== this.#attempt) return;
    let connection: CardConnection | undefined;
    try {
      connection = await this.#around.source.connect(this.reader);
      const { pinPad } = connection;
      this.#hasPinPad = pinPad !== undefined;
      const device = await openDevice(this.reader, this.#around.channelOver(connection), this.#around.remembered, pinPad);
      if (attempt !== this.#attempt) return await connection.close();
      this.#around.admit(device.serial, this);
      this.#connection = connection;
      this.#failures = 0;
      // Back from a lease: operations that wait for the device go on with the same one.
      if (this.#device?.serial === device.serial) this.#device.renew(device);
      else {
        this.#device?.detach('card-removed');
        this.#device = device;
        device.changed = () => this.#around.changed();
      }
      this.#around.settle(device.serial);
      this.#around.changed();
    } catch (error) {
      await connection?.close();
      if (attempt === this.#attempt) this.#failed(asRefusal(error, { reader: this.reader, during: t('read the device') }).failure, error);
    }
  }

  #failed(problem: Failure, error: unknown): void {
    if (this.#device) this.#dismiss();
    this.#card = { kind: 'problem', failure: problem };
    if (isWireError(error)) this.#retryLater(error);
    this.#around.changed();
  }

  /** A card that is in use is tried until it is free, one with another trouble a few times. A card that went is told by the watch. */
  #retryLater(error: WireError): void {
    this.#failures++;
    if (error.fault !== 'card-in-use' && this.#failures > MOST_RETRIES) return;
    const attempt = this.#attempt;
    this.#retry = setTimeout(() => {
      if (attempt !== this.#attempt || this.#state?.card !== 'present') return;
      this.#dismiss();
      this.#open();
      this.#around.changed();
    }, this.#around.retryMs);
    this.#retry.unref?.();
  }
}
