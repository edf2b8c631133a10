/**
 * A sheet of paper, ready to be laid out: HSMP1 for files, checked lines for shares. Built in main, drawn in the
 * sheet window only. A model with the banner SECRET holds a share in its lines and codes and never enters the main window.
 */
export interface SheetModel {
  readonly kind: 'share-file' | 'wrapped-key' | 'password-share' | 'text-share' | 'blank-share';
  readonly title: string;
  readonly banner: 'SECRET' | 'CIPHERTEXT' | 'SECRET WHEN FILLED IN';
  /** Watermark and banner REHEARSAL. */
  readonly practice: boolean;
  /** What this sheet is and why to keep it, for a stranger in ten years. */
  readonly purpose: string;
  readonly sheetId: string;
  /** Copy k of K, ceremony, devices, check values, date with zone, format version … in the order printed. */
  readonly facts: readonly SheetFact[];
  readonly lines: readonly PrintedLine[];
  /** SHA-256 of the file in groups of four, where the sheet carries a file. */
  readonly sha256?: string;
  /** Payloads of the QR codes, in their order (shared/paper/qr-payload.ts). Empty on a blank form. */
  readonly codes: readonly QrText[];
  readonly restoreWithApp: readonly string[];
  /** With stock tools alone: the exact commands. */
  readonly restoreWithout: readonly string[];
  /** Empty boxes to fill in by hand: Custodian, TEB number, Signature, Date. */
  readonly boxes: readonly string[];
}

export interface SheetFact {
  readonly term: string;
  readonly value: string;
}

export interface PrintedLine {
  /** 1-based, or a word such as `ID` for lines of a share. */
  readonly number: string;
  /** What the line is, where lines differ in kind: `Prime`. */
  readonly label?: string;
  /** Content in groups, set apart on paper; joined they are the line. Empty groups (blank form) are boxes of their length. */
  readonly groups: readonly string[];
  /** Six hex digits (CRC-24), empty on a blank form. */
  readonly check: string;
  /** Characters in the line, for the boxes of a blank form. */
  readonly length: number;
}

export interface QrText {
  /** Upper-case alphanumeric-mode text. */
  readonly text: string;
  /** Error correction; Q for a .pbe (fits version 9), M otherwise (never above version 15). */
  readonly level: 'M' | 'Q';
  /** `1 of 3`, empty for a single code. */
  readonly caption: string;
}

export type PaperSize = 'A4' | 'Letter';
