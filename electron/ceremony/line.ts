import { Refusal } from '../../shared/failure.ts';
import type { Channel } from '../apdu/command.ts';
import type { WireError } from '../transport/transport.ts';
import { isWireError, wireFailure } from './wire-failure.ts';

/** Why a session ended without a command having failed. */
export type Parting = 'card-removed' | 'reader-gone' | 'service-absent';

/** The channel to one inserted card, which remembers that it broke: after that, no command goes out. */
export class Line {
  readonly channel: Channel;
  /** The operation under way, in words. */
  during = 'read the device';
  #lost: WireError | undefined;
  #closed: Parting | undefined;

  constructor(channel: Channel, reader: string) {
    this.channel = async (command) => {
      const fault = this.#lost?.fault ?? this.#closed;
      if (fault) throw new Refusal(wireFailure({ fault, code: this.#lost?.code }, { reader, during: this.during }), { cause: this.#lost });
      try {
        return await channel(command);
      } catch (error) {
        if (isWireError(error)) this.#lost = error;
        throw error;
      }
    };
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
