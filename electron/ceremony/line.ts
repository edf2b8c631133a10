import { failure, Refusal } from '../../shared/failure.ts';
import type { Channel } from '../apdu/command.ts';
import type { WireError } from '../transport/transport.ts';
import { isWireError } from './wire-failure.ts';

/** The channel to one inserted card, which remembers that it broke: after that, no command goes out. */
export class Line {
  readonly channel: Channel;
  /** The operation under way, in words. */
  during = 'read the device';
  #lost: WireError | undefined;
  #closed = false;

  constructor(channel: Channel) {
    this.channel = async (command) => {
      if (this.#closed || this.#lost) throw new Refusal(failure('card-removed', { during: this.during }), { cause: this.#lost });
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
    return this.#closed;
  }

  close(): void {
    this.#closed = true;
  }
}
