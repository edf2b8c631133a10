import type { Progress } from '../../shared/models/reports.ts';
import { asRefusal } from './fleet/wire-failure.ts';

export interface Reports {
  /** Aborted when the person cancels. Only for work that was announced as cancellable. */
  readonly signal: AbortSignal;
  /** 0..1, and what is being done now where that changes. */
  readonly progress: (fraction: number, words?: string) => void;
}

/** Work that takes seconds or minutes: shown in the main window, and cancelled from there where that is possible. */
export class LongWork {
  #show: (progress: Progress | null) => void;
  #running = new Map<string, { progress: Progress; abort: AbortController }>();
  #count = 0;

  constructor(show: (progress: Progress | null) => void) {
    this.#show = show;
  }

  /** Runs `work` and shows it until it ends. Throws what it throws; Refusal cancelled where it was aborted. */
  async run<T>(words: string, cancellable: boolean, work: (reports: Reports) => Promise<T>): Promise<T> {
    const name = `work-${++this.#count}`;
    const abort = new AbortController();
    const entry = { progress: { work: name, words, cancellable } as Progress, abort };
    this.#running.set(name, entry);
    this.#showLatest();
    try {
      return await work({
        signal: abort.signal,
        progress: (fraction, now) => {
          entry.progress = {
            ...entry.progress,
            fraction: Math.min(1, Math.max(0, fraction)),
            ...(now === undefined ? {} : { words: now }),
          };
          this.#showLatest();
        },
      });
    } catch (error) {
      if (abort.signal.aborted)
        throw asRefusal(Object.assign(new Error('cancelled'), { name: 'AbortError' }), { reader: '', during: words });
      throw error;
    } finally {
      this.#running.delete(name);
      this.#showLatest();
    }
  }

  /** Work that has ended, or cannot be cancelled, is left alone. */
  cancel(name: string): void {
    const entry = this.#running.get(name);
    if (entry?.progress.cancellable) entry.abort.abort();
  }

  /** One work is shown at a time: the one that began last. */
  #showLatest(): void {
    this.#show([...this.#running.values()].at(-1)?.progress ?? null);
  }
}
