import type { SimulatedReaders } from '../../electron/simulator/reader-source.ts';
import {
  type CardConnection,
  type ReaderService,
  type ReaderSource,
  type ReaderState,
  WireError,
} from '../../electron/transport/transport.ts';

/** One command on its way to a card. */
export interface WireCall {
  readonly reader: string;
  /** INS of the command. */
  readonly ins: number;
  readonly send: () => Promise<Uint8Array>;
}
/** Takes the place of the call: gives an answer or throws. */
export type MeetWire = (call: WireCall) => Promise<Uint8Array>;
type Listener = (service: ReaderService, readers: readonly ReaderState[]) => void;

/** Between the fleet and simulated readers: counts the commands, lets a fault meet them, and can be a service that is down. */
export class FaultyReaders implements ReaderSource {
  readonly simulated = true;
  /** Takes every command from now on. */
  meet: MeetWire | undefined;
  /** Another program holds every card. */
  inUse = false;
  readonly #inner: SimulatedReaders;
  readonly #listeners = new Map<Listener, readonly ReaderState[]>();
  readonly #open = new Set<CardConnection>();
  #down = false;
  /** The service counts insertions from anew when it comes back. */
  #restarts = 0;

  constructor(inner: SimulatedReaders) {
    this.#inner = inner;
  }

  watch(listener: Listener): () => void {
    const end = this.#inner.watch((service, states) => {
      this.#listeners.set(listener, states);
      if (!this.#down) listener(service, this.#counted(states));
    });
    return () => {
      end();
      this.#listeners.delete(listener);
    };
  }

  async connect(reader: string): Promise<CardConnection> {
    if (this.#down) throw new WireError('service-absent', 'no service');
    if (this.inUse) throw new WireError('card-in-use', 'scripted', 0x8010000b);
    const connection = await this.#inner.connect(reader);
    const { transmit } = connection;
    connection.transmit = (command) => {
      if (this.#down) throw new WireError('service-absent', 'no service');
      const send = () => transmit.call(connection, command);
      return this.meet ? this.meet({ reader, ins: command[1] ?? 0, send }) : send();
    };
    this.#open.add(connection);
    return connection;
  }

  /** The service is killed: connections are worth nothing, readers are not listed. */
  async stopService(): Promise<void> {
    this.#down = true;
    for (const listener of this.#listeners.keys()) listener({ kind: 'absent' }, []);
    for (const connection of this.#open) await connection.close();
    this.#open.clear();
  }

  startService(): void {
    if (!this.#down) return;
    this.#down = false;
    this.#restarts++;
    for (const [listener, states] of this.#listeners) listener({ kind: 'running' }, this.#counted(states));
  }

  #counted(states: readonly ReaderState[]): readonly ReaderState[] {
    return states.map((state) => ({ ...state, insertion: state.insertion + 1000 * this.#restarts }));
  }
}
