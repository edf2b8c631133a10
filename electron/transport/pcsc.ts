import { setTimeout as wait } from 'node:timers/promises';
import { unmovedCopy } from '../../shared/bytes.ts';
import { isAmbiguous, notTransacted, sharingViolation, wireErrorFor } from './pcsc-codes.ts';
import { type Handle, type PcscLibrary, pcscLibrary, receiveBytes } from './pcsc-library.ts';
import { watchReaders } from './pcsc-watch.ts';
import { pinPadOf } from './pin-pad.ts';
import { type CardConnection, type PinPad, type ReaderSource, WireError } from './transport.ts';

/** Desktop agents look at a card for a moment when it is inserted; only a program that stays is worth a message. */
const politenessMs = 500;
/** pcscd polls readers that cannot interrupt every 400 ms: until then a pulled card still counts as present. */
const removalNoticeMs = 1_000;
const pollMs = 50;

/** The readers of this machine through PC/SC. The library is loaded at the first watch or connect. */
export function pcscReaders(): ReaderSource {
  return {
    simulated: false,
    watch: (listener) => watchReaders(pcscLibrary, listener),
    async connect(reader) {
      const pcsc = await pcscLibrary();
      // One context for each card: pcsc-lite allows one call at a time in a context.
      const context = await pcsc.establishContext();
      try {
        const { card, protocol } = await connectPolitely(pcsc, context, reader);
        try {
          const connection = new PcscConnection(pcsc, context, card, protocol, await pcsc.status(card));
          const pinPad = await pinPadOf(connection);
          if (pinPad) connection.pinPad = pinPad;
          return connection;
        } catch (error) {
          await pcsc.disconnect(card).catch(() => {});
          throw error;
        }
      } catch (error) {
        await pcsc.releaseContext(context).catch(() => {});
        throw error;
      }
    },
  };
}

async function connectPolitely(pcsc: PcscLibrary, context: Handle, reader: string): Promise<{ card: Handle; protocol: number }> {
  for (const until = Date.now() + politenessMs; ; await wait(pollMs)) {
    try {
      return await pcsc.connect(context, reader);
    } catch (error) {
      if (!(error instanceof WireError) || error.code !== sharingViolation || Date.now() >= until) throw error;
    }
  }
}

class PcscConnection implements CardConnection {
  readonly atr: Uint8Array;
  pinPad?: PinPad;
  readonly #pcsc: PcscLibrary;
  readonly #context: Handle;
  readonly #card: Handle;
  readonly #protocol: number;
  readonly #receive = Buffer.alloc(receiveBytes);
  #turn: Promise<unknown> = Promise.resolve();
  #closing: Promise<void> | undefined;

  constructor(pcsc: PcscLibrary, context: Handle, card: Handle, protocol: number, atr: Uint8Array) {
    this.#pcsc = pcsc;
    this.#context = context;
    this.#card = card;
    this.#protocol = protocol;
    this.atr = atr;
  }

  transmit(command: Uint8Array): Promise<Uint8Array> {
    return this.#exchange(async () => {
      const length = await this.#pcsc.transmit(this.#card, this.#protocol, command, this.#receive);
      // Some drivers report a card that was pulled in the middle of a command as success without an answer (vpcd does).
      if (length < 2) throw wireErrorFor(notTransacted, 'SCardTransmit without an answer');
      return length;
    });
  }

  control(code: number, data: Uint8Array): Promise<Uint8Array> {
    return this.#exchange(() => this.#pcsc.control(this.#card, code, data, this.#receive));
  }

  /** Waits for the call under way: a command that the card is working on cannot be taken back. */
  close(): Promise<void> {
    this.#closing ??= this.#inTurn(async () => {
      await this.#pcsc.disconnect(this.#card).catch(() => {});
      await this.#pcsc.releaseContext(this.#context).catch(() => {});
    }).catch(() => {});
    return this.#closing;
  }

  /** Both functions answer into the one receive buffer, which is wiped: an answer may be a decrypted key. */
  #exchange(call: () => Promise<number>): Promise<Uint8Array> {
    if (this.#closing) return Promise.reject(new WireError('failed', 'this connection has been closed'));
    return this.#inTurn(async () => {
      try {
        const length = await call();
        const answer = unmovedCopy(this.#receive.subarray(0, length));
        this.#receive.fill(0, 0, length);
        return answer;
      } catch (error) {
        throw isAmbiguous(error) ? await this.#whatHappened(error) : error;
      }
    });
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(work);
    this.#turn = mine.catch(() => {});
    return mine;
  }

  /** An exchange failed without a reason: was the card pulled, or did the reader go? Gives the original error if neither. */
  async #whatHappened(original: WireError): Promise<unknown> {
    for (const until = Date.now() + removalNoticeMs; Date.now() < until; await wait(pollMs)) {
      try {
        await this.#pcsc.status(this.#card);
      } catch (error) {
        return isAmbiguous(error) ? original : error;
      }
    }
    return original;
  }
}
