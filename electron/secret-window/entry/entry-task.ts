import { type Failure, type FailureCode, failure, Refusal } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import { mayTryAgain } from '../../ceremony/person.ts';
import type { ScanProgress } from '../scanner/messages.ts';
import type { EntryAnswer, EntryCall, EntryCalls, EntryPage, ScanSource } from './messages.ts';

type WithoutRehearsal<Page> = Page extends unknown ? Omit<Page, 'rehearsal'> : never;

/** Calls of the page that a task answers. Arguments are unknown until the task has looked at them. */
export type EntryHandlers = { readonly [Name in EntryCall]?: (argument: unknown) => Promise<EntryCalls[Name][1]> };

/** What one entry window is opened for. Knows nothing of windows. */
export interface EntryTask<T> {
  readonly page: WithoutRehearsal<EntryPage>;
  readonly calls: EntryHandlers;
  /** The outcome; rejects with Refusal cancelled where the window was closed. */
  readonly outcome: Outcome<T>;
  /** What is held here is wiped when the window is gone. */
  wipe?(): void;
  /** The window was closed by the person; where this is not said, the outcome is Refusal cancelled. */
  closed?(): void;
}

/** Looks for codes until `take` says that it is done. */
export interface ScanRequest {
  readonly title: string;
  /** What to do, for the camera window. */
  readonly words: string;
  /** Judges one text; throws a Refusal for a code that is not wanted. */
  take(text: string): ScanProgress;
}

/**
 * Resolves once `take` is done or the file has no more. Refusal cancelled, camera-…, scan-…, or what `take` threw where a
 * file had nothing better.
 */
export type Scan = (source: ScanSource, request: ScanRequest) => Promise<void>;

/** A promise that is settled from outside, once. */
export class Outcome<T> {
  readonly promise: Promise<T>;
  #resolve!: (value: T) => void;
  #reject!: (error: unknown) => void;
  #busy = false;
  /** Whether something was entered that closing the window throws away. */
  touched = false;

  constructor() {
    this.promise = new Promise<T>((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    // A window may be closed before anyone waits for it.
    this.promise.catch(() => undefined);
  }

  /** What was entered is in use: the window cannot be closed now. */
  get busy(): boolean {
    return this.#busy;
  }

  resolve(value: T): void {
    this.#resolve(value);
  }

  reject(error: unknown): void {
    this.#reject(error);
  }

  /** The window was closed. */
  cancel(): void {
    this.#reject(cancelled(this.touched));
  }

  /** Runs `use` while the window must stay open. */
  async using<Value>(use: () => Promise<Value>): Promise<Value> {
    this.#busy = true;
    try {
      return await use();
    } finally {
      this.#busy = false;
    }
  }
}

/** The window was closed: says whether something went with it. */
export function cancelled(touched: boolean): Refusal {
  const plain = failure('cancelled');
  if (!touched) return new Refusal(plain);
  return new Refusal({
    ...plain,
    meaning: t('What was entered or shown in this window has been wiped. {meaning}', { meaning: plain.meaning }),
  });
}

/** A scan or a print that the person gave up: nothing to talk about, and no end of the entry. */
export class GivenUp extends Refusal {
  constructor() {
    super(failure('cancelled'));
    this.name = 'GivenUp';
  }
}

/** Beyond those that mayTryAgain: another code, file, line or sheet of paper can cure them. */
const curableCodes: ReadonlySet<FailureCode> = new Set([
  ...(['qr-not-ours', 'qr-damaged', 'qr-wrong-kind', 'qr-other-sheet', 'share-code-malformed'] as const),
  ...(['camera-none', 'camera-denied', 'camera-busy'] as const),
  ...(['scan-unreadable', 'scan-locked', 'scan-no-code', 'scan-too-long', 'file-unreadable'] as const),
  ...(['share-digits-empty', 'share-digits-foreign', 'share-digits-odd', 'share-digits-too-long'] as const),
  ...(['nothing-typed', 'share-read-back-differs', 'sheet-incomplete', 'sheet-hash-differs'] as const),
  ...(['pbe-length', 'pbe-no-salt', 'wrapped-key-malformed'] as const),
  ...(['printer-none', 'printer-failed', 'printer-waiting'] as const),
] satisfies FailureCode[]);

/** Whether the window stays open with the words of this refusal. */
export function curable(error: unknown): error is Refusal {
  return error instanceof Refusal && (error instanceof GivenUp || mayTryAgain(error) || curableCodes.has(error.failure.code));
}

/** Answers one call of the page: a curable refusal is told there, anything else ends the task. */
export async function answerCall<T>(task: EntryTask<T>, name: unknown, argument: unknown): Promise<EntryAnswer<unknown>> {
  const calls = task.calls as Record<string, ((argument: unknown) => Promise<unknown>) | undefined>;
  const handler = typeof name === 'string' && Object.hasOwn(calls, name) ? calls[name] : undefined;
  if (!handler) return refused(failure('request-malformed', { operation: 'entry' }));
  if (task.outcome.busy) return refused(failure('request-malformed', { operation: String(name) }));
  try {
    return { ok: true, value: await handler(argument) };
  } catch (error) {
    if (curable(error)) return refused(error.failure);
    task.outcome.reject(error);
    return refused(failure('unexpected', { during: String(name) }));
  }
}

const refused = (why: Failure): EntryAnswer<never> => ({ ok: false, failure: why });
