import type { Failure } from '../failure.ts';

/** What an entry tells: JSON without null. Never a secret. */
export type Fact = string | number | boolean | readonly Fact[] | { readonly [name: string]: Fact };
export type Facts = { readonly [name: string]: Fact };

export const entryKinds = [
  /** The first entry: what ceremony or workstation this is the transcript of. */
  'begun',
  /** The app opened the transcript again. */
  'resumed',
  /** What a torn write had left was set aside. */
  'torn-tail',
  /** An operation was started; its outcome follows in an entry that names this one. */
  'operation',
  'outcome',
  /** What a script adds: which plan, who came and went, which device is which, bags, and each step with its evidence. */
  'plan',
  'person',
  'device',
  'material',
  'preflight',
  'step',
  'evidence',
  'exception',
  'pause',
  'finished',
  'signature',
  'closed',
] as const;
export type EntryKind = (typeof entryKinds)[number];

/** One line of the transcript. */
export interface Entry {
  /** 1, 2, 3 … */
  readonly n: number;
  /** UTC, ISO 8601 with milliseconds. Never before the entry before it; `clockBehindMs` in the facts tells when the clock was. */
  readonly at: string;
  /** SHA-256 of the line before, 64 lower-case hex digits; zeros in the first. */
  readonly previous: string;
  readonly kind: EntryKind;
  readonly facts: Facts;
}

/** Where the chain ends: what is read aloud, printed and signed. */
export interface Head {
  /** Number of entries. */
  readonly entries: number;
  /** SHA-256 of the last line, 64 lower-case hex digits. */
  readonly sha256: string;
}

/** The first thing that is wrong with a transcript. */
export interface Break {
  /** Line in the file, from 1. */
  readonly line: number;
  readonly detail: string;
}

/** What the main window shows of the transcript of the open ceremony folder. */
export type TranscriptSnapshot =
  | { readonly path: string; readonly head: Head }
  /** Not whole, or not writable: nothing that changes a card runs until the folder is closed. */
  | { readonly path: string; readonly broken: Failure };
