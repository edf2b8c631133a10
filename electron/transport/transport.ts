/** The wire: bytes in, bytes out. PC/SC, replay of dumps and the simulator implement these two interfaces. */

export interface CardConnection {
  /** Answer to reset. */
  readonly atr: Uint8Array;
  /** Sends one command APDU of up to 65,544 bytes, gives the whole answer with its status word. Throws WireError. One call at a time. */
  transmit(command: Uint8Array): Promise<Uint8Array>;
  /** SCardControl to the reader, where it has one. Throws WireError. */
  control?(code: number, data: Uint8Array): Promise<Uint8Array>;
  /** The reader's own keys for PINs, where it has them. */
  readonly pinPad?: PinPad;
  /** Ends the connection and resets the card, so that no login survives it. Never throws. */
  close(): Promise<void>;
}

/** A reader's own keys for PINs (PC/SC part 10): what is entered there goes to the card, and this computer never sees it. */
export interface PinPad {
  /** `header`: CLA INS P1 P2 of the command, to which the reader adds the PIN. An entry that has begun can be ended on the reader alone. Throws WireError. */
  verify(header: Uint8Array): Promise<PinPadOutcome>;
  /** Asks for the present PIN and twice for the new one; missing where the reader can only verify. */
  modify?(header: Uint8Array): Promise<PinPadOutcome>;
}

/** What came of a PIN entry: the card's status word, or that the card was never asked. */
export type PinPadOutcome =
  | { readonly kind: 'answered'; readonly sw: number }
  | { readonly kind: 'timed-out' | 'cancelled' | 'pins-differ' | 'length' };

export type ReaderService =
  | { readonly kind: 'running' }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unavailable'; readonly detail: string };

export interface ReaderState {
  /** The name that the service gives; never used to tell devices apart. */
  readonly name: string;
  readonly card: 'absent' | 'present' | 'mute';
  /** Changes whenever a card was inserted or removed, also if both happened between two looks. */
  readonly insertion: number;
}

export interface ReaderSource {
  /** Reports the present state at once and after each change. Returns the function that ends the watch. */
  watch(listener: (service: ReaderService, readers: readonly ReaderState[]) => void): () => void;
  /** Opens the card in this reader for this app alone. Throws WireError. */
  connect(reader: string): Promise<CardConnection>;
  readonly simulated: boolean;
}

/** `malformed`: answers came, but none that a card may give. */
export type WireFault =
  | 'service-absent'
  | 'reader-gone'
  | 'card-removed'
  | 'card-reset'
  | 'card-in-use'
  | 'card-mute'
  | 'malformed'
  | 'failed';

/** The wire failed: nothing is known about what the card did with the last command. */
export class WireError extends Error {
  readonly fault: WireFault;
  /** The service's own code, such as 0x80100069, where there is one. */
  readonly code: number | undefined;
  constructor(fault: WireFault, detail: string, code?: number) {
    super(detail);
    this.name = 'WireError';
    this.fault = fault;
    this.code = code;
  }
}
