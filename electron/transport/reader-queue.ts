import { failure, Refusal, refuse } from '../../shared/failure.ts';

/** Who may talk to the card in a reader: our own session, or a PKCS#11 module. Never both. */
export type LeaseHolder = 'pcsc' | 'pkcs11';

export interface QueueOptions {
  /** The holder in whose name the operation runs; `pcsc` where nothing is said. */
  readonly as?: LeaseHolder;
  /** Takes the operation out of the queue while it waits. Once it runs, it runs to its end. */
  readonly signal?: AbortSignal;
}

interface Waiting {
  start(): void;
}

/** One operation at a time on one reader, in the order of asking, and the lease that says who may operate. */
export class ReaderQueue {
  #holder: LeaseHolder = 'pcsc';
  #running = false;
  readonly #waiting: Waiting[] = [];

  get holder(): LeaseHolder {
    return this.#holder;
  }

  /** True while an operation runs or waits. */
  get busy(): boolean {
    return this.#running || this.#waiting.length > 0;
  }

  /**
   * Runs `operation` when its turn comes and gives its result. Refusals: `cancelled` when the signal fires before
   * that, `device-busy` when the lease belongs to the other holder at that moment.
   */
  run<T>(operation: () => Promise<T>, { as = 'pcsc', signal }: QueueOptions = {}): Promise<T> {
    return this.#enqueue(async () => {
      if (as !== this.#holder)
        refuse('device-busy', { activity: this.#holder === 'pkcs11' ? 'in use through PKCS#11' : 'in use by this app' });
      return await operation();
    }, signal);
  }

  /**
   * Gives the lease to `to` once every operation asked for before has ended. `prepare` runs first, alone on the
   * reader: it ends the old holder's session. If it throws, the lease stays where it was.
   */
  handOver(to: LeaseHolder, prepare: () => Promise<void>, signal?: AbortSignal): Promise<void> {
    return this.#enqueue(async () => {
      if (to === this.#holder) return;
      await prepare();
      this.#holder = to;
    }, signal);
  }

  #enqueue<T>(operation: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const cancel = (): void => reject(new Refusal(failure('cancelled')));
      if (signal?.aborted) return cancel();
      const leave = (): void => {
        const place = this.#waiting.indexOf(waiting);
        if (place < 0) return;
        this.#waiting.splice(place, 1);
        cancel();
      };
      const waiting: Waiting = {
        start: () => {
          signal?.removeEventListener('abort', leave);
          void operation()
            .then(resolve, reject)
            .finally(() => this.#next());
        },
      };
      signal?.addEventListener('abort', leave, { once: true });
      this.#waiting.push(waiting);
      if (!this.#running) this.#next();
    });
  }

  #next(): void {
    const next = this.#waiting.shift();
    this.#running = next !== undefined;
    next?.start();
  }
}

/** One queue for each reader, kept while the app runs: a reader that comes back finds its queue and its lease. */
export class ReaderQueues {
  readonly #queues = new Map<string, ReaderQueue>();

  of(reader: string): ReaderQueue {
    let queue = this.#queues.get(reader);
    if (!queue) {
      queue = new ReaderQueue();
      this.#queues.set(reader, queue);
    }
    return queue;
  }
}
