import type { StartedProcess } from './process-starter.ts';
import { type Answer, answers, type CallName, type Reply, type Request, type Requests, replySchema } from './protocol.ts';

/** Why no proper answer came. */
export type BrokenHow = 'crashed' | 'hung' | 'malformed' | 'closed';
export class BrokenLink extends Error {
  readonly how: BrokenHow;
  constructor(how: BrokenHow) {
    super(`the module's process: ${how}`);
    this.name = 'BrokenLink';
    this.how = how;
  }
}

export type Outcome<Name extends CallName> =
  | { readonly kind: 'done'; readonly answer: Answer<Name> }
  | Exclude<Reply, { readonly kind: 'done' }>;

interface Waiting {
  readonly call: CallName;
  readonly timer: ReturnType<typeof setTimeout>;
  settle(outcome: Outcome<CallName>): void;
  fail(error: BrokenLink): void;
}

/** The app's end of one started process. Once broken it stays so, and its process is gone. */
export class ProcessLink {
  readonly #process: StartedProcess;
  readonly #waiting = new Map<number, Waiting>();
  readonly #ended: Promise<void>;
  #nextId = 1;
  #broken: BrokenLink | undefined;

  constructor(started: StartedProcess) {
    this.#process = started;
    started.onMessage((message) => this.#receive(message));
    this.#ended = new Promise((resolve) => {
      started.onExit(() => {
        this.#break('crashed');
        resolve();
      });
    });
  }

  get alive(): boolean {
    return this.#broken === undefined;
  }

  /** Posts a request and waits at most `patienceMs` for its answer. Throws BrokenLink. */
  ask<Name extends CallName>(call: Name, given: Requests[Name], patienceMs: number): Promise<Outcome<Name>> {
    if (this.#broken) return Promise.reject(this.#broken);
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#break('hung'), patienceMs);
      this.#waiting.set(id, { call, timer, settle: resolve as Waiting['settle'], fail: reject });
      this.#process.post({ id, call, given } as Request);
    });
  }

  /** Lets the module finish in an orderly way, then ends its process in any case. */
  async close(patienceMs: number): Promise<void> {
    if (this.alive) await this.ask('finish', {}, patienceMs).catch(() => undefined);
    this.#break('closed');
    await this.#ended;
  }

  /** Ends the process at once; calls under way fail as closed. */
  end(): void {
    this.#break('closed');
  }

  #receive(message: unknown): void {
    const reply = replySchema.safeParse(message);
    const waiting = reply.success ? this.#waiting.get(reply.data.id) : undefined;
    if (!reply.success || !waiting) {
      this.#break('malformed');
      return;
    }
    let outcome: Outcome<CallName>;
    if (reply.data.kind === 'done') {
      const answer = answers[waiting.call].safeParse(reply.data.answer);
      if (!answer.success) {
        this.#break('malformed');
        return;
      }
      outcome = { kind: 'done', answer: answer.data } as Outcome<CallName>;
    } else outcome = reply.data;
    this.#waiting.delete(reply.data.id);
    clearTimeout(waiting.timer);
    waiting.settle(outcome);
  }

  #break(how: BrokenHow): void {
    if (this.#broken) return;
    this.#broken = new BrokenLink(how);
    this.#process.kill();
    for (const { timer, fail } of this.#waiting.values()) {
      clearTimeout(timer);
      fail(this.#broken);
    }
    this.#waiting.clear();
  }
}
