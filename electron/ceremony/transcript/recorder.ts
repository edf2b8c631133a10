import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { type Failure, failure, Refusal } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { Entry, EntryKind, Facts, Head, TranscriptSnapshot } from '../../../shared/models/transcript.ts';
import type { Result } from '../../../shared/result.ts';
import { factsOf } from './facts.ts';
import { Transcript } from './transcript.ts';

const fileName = 'transcript.jsonl';

export interface RecorderParts {
  /** Where the workstation's own transcript lies while no ceremony folder is open; practice and production have their own. */
  readonly workstationFolder: () => string;
  readonly practice: () => boolean;
  /** Facts of each opening: version, runtime, machine. */
  readonly opening: Facts;
  /** Further facts of the opening in a ceremony folder, which take a moment: the hash of the program's files. Must not throw. */
  readonly software?: () => Promise<Facts>;
  /** Gets what the main window shows after each entry. */
  readonly show: (snapshot: TranscriptSnapshot | undefined) => void;
  /** Follows the transcript of a ceremony folder. */
  readonly follower?: Follower;
}

export interface Follower {
  /** The transcript of this folder was opened. What is thrown stops every change until the folder is closed. */
  opened(folder: string, entries: readonly Entry[]): Promise<void>;
  added(entry: Entry): void;
  closed(): void;
}

export interface RecordedOperation {
  readonly operation: string;
  readonly words: string;
  readonly changesCard: boolean;
  readonly request: unknown;
}

type State =
  | { readonly kind: 'open'; readonly transcript: Transcript }
  | { readonly kind: 'broken'; readonly path: string; readonly why: Failure };

/**
 * Writes what happens into the transcript of the open ceremony folder or, where none is open, into that of this
 * workstation. An operation that changes a card runs only when its beginning has been recorded.
 */
export class Recorder {
  readonly #parts: RecorderParts;
  /** By folder, so that practice and production never share one. */
  #own: { readonly folder: string; readonly state: Promise<State> } | undefined;
  #ceremony: State | undefined;

  constructor(parts: RecorderParts) {
    this.#parts = parts;
  }

  /** From now on everything goes into the transcript in this ceremony folder, which is verified first. Never throws: what is wrong is shown, and stops changes. */
  async openFor(folder: string, subject: Facts): Promise<void> {
    await this.closeCeremony();
    const opening = { ...this.#parts.opening, ...(await this.#parts.software?.()) };
    this.#ceremony = await openState(join(folder, fileName), { ...subject, practice: this.#parts.practice() }, opening);
    if (this.#ceremony.kind === 'open') await this.#tellFollower(folder, this.#ceremony.transcript);
    this.#show(this.#ceremony);
  }

  /** The transcript of the open ceremony folder as it stands; undefined where none is open. Refusal why it is not whole or not writable. */
  get ceremony(): { readonly entries: readonly Entry[]; readonly head: Head } | undefined {
    const state = this.#ceremony;
    if (state?.kind === 'broken') throw new Refusal(state.why);
    return state && { entries: [...state.transcript.entries], head: state.transcript.head };
  }

  async #tellFollower(folder: string, transcript: Transcript): Promise<void> {
    try {
      await this.#parts.follower?.opened(folder, transcript.entries);
    } catch (error) {
      await transcript.close();
      this.#ceremony = { kind: 'broken', path: transcript.path, why: asFailure(error, transcript.path) };
    }
  }

  async closeCeremony(): Promise<void> {
    const before = this.#ceremony;
    this.#ceremony = undefined;
    if (before?.kind === 'open') await before.transcript.close();
    if (!before) return;
    this.#parts.show(undefined);
    this.#parts.follower?.closed();
  }

  async close(): Promise<void> {
    await this.closeCeremony();
    const own = await this.#own?.state;
    this.#own = undefined;
    if (own?.kind === 'open') await own.transcript.close();
  }

  /** Records the beginning, runs the work and records its outcome. What cannot be recorded and would change a card does not run. */
  async operation<T>(recorded: RecordedOperation, work: () => Promise<Result<T>>): Promise<Result<T>> {
    const { operation, words, changesCard, request } = recorded;
    const begun = await this.record('operation', { operation, words, changesCard, request: factsOf(request) });
    if (!begun.ok) return changesCard ? begun : work();
    const result = await work();
    const outcome = result.ok
      ? { outcome: 'done', answer: factsOf(result.value) }
      : { outcome: result.failure.code, said: result.failure.what };
    // What happened has happened: a record that fails now is shown, and stops the next change.
    await this.record('outcome', { of: begun.value, operation, ...outcome });
    return result;
  }

  /** Of the transcript in the open ceremony folder; undefined where none is open. */
  get lastEntryAt(): Date | undefined {
    const last = this.#ceremony?.kind === 'open' ? this.#ceremony.transcript.entries.at(-1) : undefined;
    return last && new Date(last.at);
  }

  /** Adds an entry and gives its number. */
  async record(kind: EntryKind, facts: Facts): Promise<Result<number>> {
    const state = this.#ceremony ?? (await this.#workstation());
    if (state.kind === 'broken') return { ok: false, failure: state.why };
    try {
      const entry = await state.transcript.append(kind, facts);
      this.#show(state);
      if (state === this.#ceremony) this.#parts.follower?.added(entry);
      return { ok: true, value: entry.n };
    } catch (error) {
      const why = asFailure(error, state.transcript.path);
      if (this.#ceremony === state) {
        this.#ceremony = { kind: 'broken', path: state.transcript.path, why };
        this.#show(this.#ceremony);
      } else this.#own = undefined;
      await state.transcript.close().catch(() => undefined);
      return { ok: false, failure: why };
    }
  }

  /** One that could not be opened or written is not kept: the next operation tries again, once the disk has room. */
  async #workstation(): Promise<State> {
    const folder = this.#parts.workstationFolder();
    if (this.#own?.folder !== folder) {
      void this.#own?.state.then((before) => (before.kind === 'open' ? before.transcript.close() : undefined));
      this.#own = { folder, state: openWorkstation(folder, { workstation: true, practice: this.#parts.practice() }, this.#parts.opening) };
    }
    const mine = this.#own;
    const state = await mine.state;
    if (state.kind === 'broken' && this.#own === mine) this.#own = undefined;
    return state;
  }

  #show(state: State): void {
    if (state !== this.#ceremony) return;
    this.#parts.show(
      state.kind === 'open' ? { path: state.transcript.path, head: state.transcript.head } : { path: state.path, broken: state.why },
    );
  }
}

/** A workstation's transcript that is not whole is kept under another name: the next one tells of it. */
async function openWorkstation(folder: string, subject: Facts, opening: Facts): Promise<State> {
  const path = join(folder, fileName);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    return { kind: 'broken', path, why: asFailure(error, path) };
  }
  const state = await openState(path, subject, opening);
  if (state.kind === 'open' || state.why.code !== 'transcript-altered') return state;
  const kept = `transcript-not-whole-${Date.now()}.jsonl`;
  try {
    await rename(path, join(folder, kept));
  } catch (error) {
    return { kind: 'broken', path, why: asFailure(error, path) };
  }
  return openState(path, { ...subject, follows: kept, because: state.why.what }, opening);
}

async function openState(path: string, subject: Facts, opening: Facts): Promise<State> {
  try {
    return { kind: 'open', transcript: await Transcript.open(path, { subject, opening }) };
  } catch (error) {
    return { kind: 'broken', path, why: asFailure(error, path) };
  }
}

function asFailure(error: unknown, path: string): Failure {
  return error instanceof Refusal ? error.failure : failure('folder-unwritable', { path, detail: t('the transcript cannot be written') });
}
