import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { Entry, EntryKind, Facts, Head } from '../../../shared/models/transcript.ts';
import { LineFile, splitLines } from '../../files/line-file.ts';
import { readFileBounded } from '../../files/read.ts';
import { encodeEntry, hashOfLine, noEntry, type ReadChain, readChain } from './chain.ts';

/** Hundreds of thousands of entries. */
const LARGEST = 256 * 1024 * 1024;

export interface TranscriptParts {
  /** Facts of the first entry: the ceremony, practice or production. */
  readonly subject: Facts;
  /** Facts of each opening: version, machine. */
  readonly opening: Facts;
  readonly now?: () => Date;
}

/** The transcript of one ceremony, open for writing: entries are only ever added, each is on the medium when `append` resolves. */
export class Transcript {
  readonly #file: LineFile;
  readonly #now: () => Date;
  #entries: Entry[];
  #sha256: string;
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(file: LineFile, now: () => Date, entries: readonly Entry[], sha256: string) {
    this.#file = file;
    this.#now = now;
    this.#entries = [...entries];
    this.#sha256 = sha256;
  }

  /**
   * Opens a transcript and verifies it whole, or begins a new one. What a cut-off write has left is kept beside it and
   * recorded. Refusal transcript-altered, which names the line, file-unreadable, folder-unwritable, disk-full.
   */
  static async open(path: string, { subject, opening, now = () => new Date() }: TranscriptParts): Promise<Transcript> {
    const { file, lines, tail } = await LineFile.open(path, LARGEST);
    try {
      const chain = readChain(lines);
      if (!chain.whole) return refuse('transcript-altered', { path, ...chain.broken });
      const transcript = new Transcript(file, now, chain.entries, chain.head.sha256);
      if (tail.length > 0) await transcript.#keepTail(tail);
      await transcript.append(chain.entries.length === 0 ? 'begun' : 'resumed', {
        ...(chain.entries.length === 0 ? subject : {}),
        ...opening,
      });
      return transcript;
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  get path(): string {
    return this.#file.path;
  }

  get head(): Head {
    return { entries: this.#entries.length, sha256: this.#sha256 };
  }

  get entries(): readonly Entry[] {
    return this.#entries;
  }

  /** Adds an entry after those asked for before. A clock that was set back is recorded, and the time stands still until it has caught up. */
  append(kind: EntryKind, facts: Facts): Promise<Entry> {
    const turn = this.#turn.then(() => this.#write(kind, facts));
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async close(): Promise<void> {
    await this.#turn;
    await this.append('closed', {}).catch(() => undefined);
    await this.#file.close();
  }

  async #write(kind: EntryKind, facts: Facts): Promise<Entry> {
    const before = this.#entries.at(-1);
    const now = this.#now().toISOString();
    const clockBehindMs = before && now < before.at ? Date.parse(before.at) - Date.parse(now) : 0;
    const entry: Entry = {
      n: (before?.n ?? 0) + 1,
      at: clockBehindMs > 0 && before ? before.at : now,
      previous: before ? this.#sha256 : noEntry,
      kind,
      facts: clockBehindMs > 0 ? { ...facts, clockBehindMs } : facts,
    };
    const line = encodeEntry(entry);
    await this.#file.append(line);
    this.#entries.push(entry);
    this.#sha256 = hashOfLine(line);
    return entry;
  }

  async #keepTail(tail: Uint8Array): Promise<void> {
    const name = `transcript-torn-after-${this.#entries.length}.txt`;
    await this.#file.setTailAside(tail, join(dirname(this.path), name));
    await this.append('torn-tail', { bytes: tail.length, sha256: createHash('sha256').update(tail).digest('hex'), file: name });
  }
}

/** Reads a transcript without touching it. A tail without LF counts as a break. Refusal file-unreadable. */
export async function verifyTranscript(path: string): Promise<ReadChain> {
  const { lines, tail } = splitLines((await readFileBounded(path, LARGEST)).bytes);
  const chain = readChain(lines);
  if (!chain.whole || tail.length === 0) return chain;
  return {
    whole: false,
    entries: chain.entries,
    broken: { line: lines.length + 1, detail: t('it has no end: it was cut off, or was still being written') },
  };
}
