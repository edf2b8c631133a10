import { Refusal, refuse } from '../../../shared/failure.ts';

/**
 * One SO-PIN for several devices: the first that was in use before tries it alone, the others wait. If it is refused there, it is not sent to
 * them, so that one mistyped SO-PIN costs one try, not one for each device.
 */
export class SoPinTrial {
  #outcome: 'unknown' | 'accepted' | 'refused' = 'unknown';
  #by = '';
  #running: Promise<void> | undefined;

  /** Runs `work`, which calls `accepted` once its device has taken the SO-PIN. Refusal clone-so-pin-doubtful without having called it. */
  async through<T>(device: string, work: (accepted: () => void) => Promise<T>): Promise<T> {
    while (this.#running) await this.#running;
    if (this.#outcome === 'refused') refuse('clone-so-pin-doubtful', { device: this.#by });
    if (this.#outcome === 'accepted') return work(() => undefined);
    let end: () => void = () => undefined;
    this.#running = new Promise((resolve) => {
      end = resolve;
    });
    const done = () => {
      this.#running = undefined;
      end();
    };
    try {
      return await work(() => {
        this.#outcome = 'accepted';
        done();
      });
    } catch (error) {
      if (this.#outcome === 'unknown' && error instanceof Refusal && error.failure.code === 'pin-wrong') {
        this.#outcome = 'refused';
        this.#by = device;
      }
      throw error;
    } finally {
      done();
    }
  }
}
