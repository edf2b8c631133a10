import type { Failure } from '../../../shared/failure.ts';
import type { PrintedLine, SheetFact } from '../../../shared/models/sheet.ts';
import type { ShareEntryPrompt, SheetEntryPrompt } from '../../ceremony/paper.ts';
import type { SecretProgress } from '../messages.ts';

/** What passes between main and one entry window: paper handed over, and paper that comes back. */
export const entryChannels = {
  page: 'entry:page',
  call: 'entry:call',
  cancel: 'entry:cancel',
  height: 'entry:height',
  progress: 'entry:progress',
} as const;

/** What the window is for. Nothing in it is secret. */
export type EntryPage = { readonly rehearsal: boolean } & (
  | {
      readonly kind: 'hand-over';
      readonly custodian: string;
      readonly title: string;
      readonly sheetId: string;
      /** Lines that must be typed back. */
      readonly readBack: readonly ReadBackLine[];
    }
  | { readonly kind: 'share'; readonly prompt: ShareEntryPrompt }
  | { readonly kind: 'sheet'; readonly prompt: SheetEntryPrompt }
  | { readonly kind: 'text'; readonly title: string; readonly device?: string }
);

export interface ReadBackLine {
  /** `1`, as printed. */
  readonly number: string;
  /** `Prime`, where the sheet has a word for it. */
  readonly label?: string;
  /** Characters to type, spaces and colons not counted. */
  readonly characters: number;
}

/** The share itself. Sent only after the person has said that nobody else can see the screen. */
export interface Revealed {
  readonly facts: readonly SheetFact[];
  readonly lines: readonly PrintedLine[];
}

/** What came of Print…: paper, or only a file. */
export interface Printed {
  readonly printed: boolean;
  /** For the person: `Printed.`, `Saved as …` */
  readonly words: string;
}

export type ReadBackVerdict =
  | { readonly kind: 'ok' }
  | { readonly kind: 'incomplete'; readonly missing: number }
  /** `position`: the first differing character, from 1, spaces and colons not counted. */
  | { readonly kind: 'wrong'; readonly position: number };

/** What codes of a ciphertext sheet have told so far; the rest can be typed. */
export interface ScannedLines {
  readonly kind: 'share-file' | 'wrapped-key';
  readonly sheetId: string;
  readonly codes: { readonly scanned: number; readonly total: number };
  /** Content of each line that lies wholly in scanned codes, by its number; the last one is known once the last code is. */
  readonly lines: readonly (readonly [number: number, line: string])[];
  /** How many lines there are, where the codes tell. */
  readonly count?: number;
  /** How many there are at least. */
  readonly fewest: number;
}

export interface TypedShare {
  readonly prime?: Uint8Array;
  readonly id: Uint8Array;
  readonly value: Uint8Array;
  readonly sheetId?: string;
}

export interface TypedSheet {
  readonly kind: 'share-file' | 'wrapped-key';
  readonly sheetId: string;
  /** Each line with its check, as typed or taken from a code. */
  readonly lines: readonly string[];
  readonly typedLines: number;
  readonly scannedCodes: number;
  /** Hex digits, empty where nothing was typed. */
  readonly sha256: string;
}

/** What the page may ask main: name, argument, value. `null` where there is none. */
export interface EntryCalls {
  /** hand-over, text: the person has ticked "Only I can see the screen". */
  readonly reveal: readonly [argument: null, value: Revealed];
  readonly print: readonly [argument: null, value: Printed];
  readonly 'judge-line': readonly [argument: { readonly at: number; readonly typed: Uint8Array }, value: ReadBackVerdict];
  /** The read-back is complete: main looks at every line once more. */
  readonly 'finish-hand-over': readonly [argument: null, value: null];
  readonly 'scan-back': readonly [argument: ScanSource, value: null];
  readonly 'submit-share': readonly [argument: TypedShare, value: null];
  readonly 'scan-share': readonly [argument: ScanSource, value: null];
  readonly 'submit-sheet': readonly [argument: TypedSheet, value: null];
  readonly 'scan-sheet': readonly [argument: SheetScan, value: ScannedLines];
  readonly 'show-text': readonly [argument: null, value: Uint8Array];
  readonly done: readonly [argument: null, value: null];
}
export type EntryCall = keyof EntryCalls;
export type ScanSource = 'camera' | 'file';

export interface SheetScan {
  readonly from: ScanSource;
  /** Where lines of this sheet were typed already: codes of others do not fit. */
  readonly sheetId?: string;
}

export type EntryAnswer<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly failure: Failure };

/** What the entry window's preload puts on its page as `window.entry`. */
export interface EntryBridge {
  page(): Promise<EntryPage>;
  call<Name extends EntryCall>(name: Name, argument: EntryCalls[Name][0]): Promise<EntryAnswer<EntryCalls[Name][1]>>;
  cancel(): void;
  height(pixels: number): void;
  progress(listener: (progress: SecretProgress | null) => void): void;
}
