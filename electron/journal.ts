import type { Result } from '../shared/result.ts';

export interface JournalEntry {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly elapsedMs: number;
  readonly operation: string;
  /** `done`, or the failure's code. */
  readonly outcome: string;
}

const mostKept = 200;

/** What the main window asked for last, in memory: names, outcomes and times, never what was asked or answered. */
export class Journal {
  readonly #entries: JournalEntry[] = [];

  /** Oldest first. */
  get entries(): readonly JournalEntry[] {
    return this.#entries;
  }

  async follow(operation: string, work: () => Promise<Result<unknown>>): Promise<Result<unknown>> {
    const [at, started] = [Date.now(), performance.now()];
    const result = await work();
    const outcome = result.ok ? 'done' : result.failure.code;
    this.#entries.push({ at, elapsedMs: Math.round(performance.now() - started), operation, outcome });
    if (this.#entries.length > mostKept) this.#entries.shift();
    return result;
  }
}
