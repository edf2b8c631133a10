import { Refusal } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { Channel } from '../../apdu/command.ts';
import type { PinPad, WireError } from '../../transport/transport.ts';
import { isWireError, wireFailure } from './wire-failure.ts';

/** Why a session ended without a command having failed. */
export type Parting = 'card-removed' | 'reader-gone' | 'service-absent';

/** The channel to one inserted card, which remembers that it broke: after that, no command goes out. */
export class Line {
  readonly channel: Channel;
  /** The reader's own keys for PINs, if it has any, under the same watch. */
  readonly pinPad: PinPad | undefined;
  /** The operation under way, in words. */
  during = t('read the device');
  readonly #reader: string;
  #lost: WireError | undefined;
  #closed: Parting | undefined;

  constructor(channel: Channel, reader: string, pinPad?: PinPad) {
    this.#reader = reader;
    this.pinPad = pinPad && this.#watched(pinPad);
    this.channel = (command) => this.#guard(() => channel(command));
  }

  #watched({ verify, modify }: PinPad): PinPad {
    return {
      verify: (header) => this.#guard(() => verify(header)),
      ...(modify && { modify: (header: Uint8Array) => this.#guard(() => modify(header)) }),
    };
  }

  async #guard<T>(work: () => Promise<T>): Promise<T> {
    const fault = this.#lost?.fault ?? this.#closed;
    const occasion = { reader: this.#reader, during: this.during };
    if (fault) throw new Refusal(wireFailure({ fault, code: this.#lost?.code }, occasion), { cause: this.#lost });
    try {
      return await work();
    } catch (error) {
      if (isWireError(error)) this.#lost = error;
      throw error;
    }
  }

  get lost(): WireError | undefined {
    return this.#lost;
  }

  get closed(): boolean {
    return this.#closed !== undefined;
  }

  close(why: Parting): void {
    this.#closed ??= why;
  }
}
