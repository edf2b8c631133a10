/**
 * A document of several pages without any secret: a test report, minutes, a certificate, a form. Built in main, drawn by the
 * document window, printed on A4 or Letter, and saved as PDF or as plain text. All texts are taken as they are, never as markup.
 */
export interface DocumentModel {
  /** Suggested for its files, without an ending: `test-report-DECC0000001`. */
  readonly fileName: string;
  readonly title: string;
  /** What it is about, under the title. */
  readonly subtitle?: string;
  /** Date with zone, in the foot of every page. */
  readonly made: string;
  /** Watermark and mark REHEARSAL on every page. */
  readonly practice: boolean;
  readonly parts: readonly DocumentPart[];
}

export type DocumentPart =
  | { readonly kind: 'heading'; readonly text: string; readonly level?: 1 | 2 }
  /** May have line breaks; no other text may. */
  | { readonly kind: 'paragraph'; readonly text: string }
  /** What the document comes down to, in a frame. */
  | { readonly kind: 'statement'; readonly mark?: DocumentMark; readonly text: string }
  | { readonly kind: 'facts'; readonly facts: readonly DocumentFact[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly string[] }
  | DocumentTable
  /** A QR code for a camera, with what it holds beside it in the font whose digits cannot be mistaken; at most 300 characters of ASCII. */
  | { readonly kind: 'code'; readonly caption: string; readonly text: string }
  /** A place for name, signature and date each. They stay on one page. */
  | { readonly kind: 'signatures'; readonly blocks: readonly SignatureBlock[] }
  | { readonly kind: 'new page' };

export interface DocumentFact {
  readonly term: string;
  /** Empty: a line to be filled in by hand. */
  readonly value: string;
  /** Set in the font whose digits cannot be mistaken: serials, hashes, paths. */
  readonly digits?: boolean;
}

export interface DocumentTable {
  readonly kind: 'table';
  readonly columns: readonly DocumentColumn[];
  /** As many cells as columns. */
  readonly rows: readonly (readonly DocumentCell[])[];
  /** Rows are high enough to be filled in by hand. */
  readonly byHand?: boolean;
}

export interface DocumentColumn {
  readonly title: string;
  /** Its part of the width, in proportion to the others. */
  readonly width: number;
  readonly digits?: boolean;
}

export type DocumentCell = string | { readonly mark: DocumentMark; readonly text: string };

/** Green, red, grey; always with a sign and beside words. */
export type DocumentMark = 'good' | 'bad' | 'open';

export interface SignatureBlock {
  /** `Operator`, `Witness` */
  readonly role: string;
  /** Empty or absent: to be filled in by hand. */
  readonly name?: string;
  /** What the signature stands for: `I was present and …` */
  readonly meaning?: string;
}

/** What became of a document in its window. */
export interface DocumentOutcome {
  readonly printed: boolean;
  readonly saved: readonly SavedDocument[];
}

export interface SavedDocument {
  readonly path: string;
  /** Of the file as read back, 64 hex digits. */
  readonly sha256: string;
}
