import {
  type CardConnection,
  type PinPad,
  type ReaderService,
  type ReaderSource,
  type ReaderState,
  WireError,
} from '../transport/transport.ts';
import type { SimulatedCard } from './card.ts';
import { type PadEntry, simulatedPinPad } from './pin-pad.ts';

type Listener = (service: ReaderService, readers: readonly ReaderState[]) => void;

interface Reader {
  readonly name: string;
  card: SimulatedCard | undefined;
  /** The one connection; a second is refused. */
  connection: SimulatedConnection | undefined;
  insertion: number;
  /** What is entered on its PIN pad, where it has one. */
  readonly padEntry: (() => Promise<PadEntry>) | undefined;
}

/** Readers for rehearsals and tests, in this process: no pcscd is involved. Faults are scripted on each card. */
export class SimulatedReaders implements ReaderSource {
  readonly simulated = true;
  readonly #readers = new Map<string, Reader>();
  readonly #listeners = new Set<Listener>();

  /** Adds an empty reader and gives its name; without one, "Simulated Reader" and the lowest free number. `padEntry` gives it a PIN pad. Throws RangeError for a name in use. */
  addReader(name: string = this.#freeName(), padEntry?: () => Promise<PadEntry>): string {
    if (this.#readers.has(name)) throw new RangeError(`there is already a reader ${name}`);
    this.#readers.set(name, { name, card: undefined, connection: undefined, insertion: 0, padEntry });
    this.#tell();
    return name;
  }

  /** Takes the reader away, with the card in it if there is one; gives that card. */
  removeReader(name: string): SimulatedCard | undefined {
    const reader = this.#reader(name);
    const { card } = reader;
    this.#readers.delete(name);
    reader.connection?.end('reader-gone');
    card?.powerOff();
    this.#tell();
    return card;
  }

  /** Throws RangeError where the reader holds a card already, or this card is in another reader. */
  insert(name: string, card: SimulatedCard): void {
    const reader = this.#reader(name);
    if (reader.card !== undefined) throw new RangeError(`there is already a card in ${name}`);
    const elsewhere = [...this.#readers.values()].find((other) => other.card === card);
    if (elsewhere !== undefined) throw new RangeError(`the device ${card.serial} is in ${elsewhere.name}`);
    reader.card = card;
    reader.insertion++;
    this.#tell();
  }

  /** Pulls the card out, also in the middle of a command. Gives it; undefined where there was none. */
  pull(name: string): SimulatedCard | undefined {
    const reader = this.#reader(name);
    const { card } = reader;
    if (card === undefined) return undefined;
    reader.card = undefined;
    reader.insertion++;
    reader.connection?.end('card-removed');
    card.powerOff();
    this.#tell();
    return card;
  }

  cardIn(name: string): SimulatedCard | undefined {
    return this.#readers.get(name)?.card;
  }

  watch(listener: Listener): () => void {
    this.#listeners.add(listener);
    listener({ kind: 'running' }, this.#states());
    return () => this.#listeners.delete(listener);
  }

  async connect(name: string): Promise<CardConnection> {
    const reader = this.#readers.get(name);
    if (reader === undefined) throw new WireError('reader-gone', `no reader ${name}`);
    const { card } = reader;
    if (card === undefined) throw new WireError('card-removed', `no card in ${name}`);
    if (reader.connection !== undefined) throw new WireError('card-in-use', `the card in ${name} has a connection already`);
    card.powerOn();
    const connection = new SimulatedConnection(card, reader.padEntry, {
      lost: () => {
        if (reader.card === card) this.pull(name);
      },
      closed: () => {
        if (reader.connection === connection) reader.connection = undefined;
      },
    });
    reader.connection = connection;
    return connection;
  }

  #reader(name: string): Reader {
    const reader = this.#readers.get(name);
    if (reader === undefined) throw new RangeError(`there is no reader ${name}`);
    return reader;
  }

  #freeName(): string {
    let number = 1;
    while ([...this.#readers.keys()].some((name) => name.startsWith(`Simulated Reader ${number}`))) number++;
    return `Simulated Reader ${number}`;
  }

  #states(): ReaderState[] {
    return [...this.#readers.values()].map(({ name, card, insertion }) => ({ name, card: card ? 'present' : 'absent', insertion }));
  }

  #tell(): void {
    const states = this.#states();
    for (const listener of [...this.#listeners]) listener({ kind: 'running' }, states);
  }
}

interface Ends {
  /** The device lost its power by itself, as a scripted fault wants it. */
  readonly lost: () => void;
  readonly closed: () => void;
}

class SimulatedConnection implements CardConnection {
  readonly atr: Uint8Array;
  readonly pinPad?: PinPad;
  readonly #card: SimulatedCard;
  readonly #ends: Ends;
  #over: WireError | undefined;

  constructor(card: SimulatedCard, padEntry: Reader['padEntry'], ends: Ends) {
    this.atr = card.atr;
    if (padEntry) this.pinPad = simulatedPinPad(padEntry, (command) => this.transmit(command));
    this.#card = card;
    this.#ends = ends;
  }

  async transmit(command: Uint8Array): Promise<Uint8Array> {
    if (this.#over !== undefined) throw this.#over;
    try {
      return await this.#card.transmit(command);
    } catch (error) {
      if (this.#over === undefined) this.#ends.lost();
      throw this.#over ?? error;
    }
  }

  async close(): Promise<void> {
    if (this.#over !== undefined) return;
    this.#over = new WireError('failed', 'the connection was closed');
    this.#ends.closed();
    this.#card.reset();
  }

  /** The card or its reader is gone: every command from now on says so. */
  end(fault: 'card-removed' | 'reader-gone'): void {
    this.#over = new WireError(fault, fault === 'reader-gone' ? 'the reader was removed' : 'the card was pulled out');
    this.#ends.closed();
  }
}
