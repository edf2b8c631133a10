import type { SheetOutcome } from '../../shared/models/reports.ts';
import type { SheetModel } from '../../shared/models/sheet.ts';
import type { Secret } from '../crypto/secret.ts';

/** What the window for one share says. Holds no secret. */
export interface ShareEntryPrompt {
  readonly title: string;
  readonly purpose: string;
  /** Our splits of 16 bytes, those of sc-hsm-tool, or a part of a free text. */
  readonly kind: 'ours' | 'stock' | 'text';
  /** `2 of 3` */
  readonly position: string;
  /** The prime comes before ID and value. */
  readonly primeFirst: boolean;
  /** Fingerprints or IDs of the shares entered so far. */
  readonly entered: readonly string[];
  /** One more than enough, for a cross-check. */
  readonly more?: boolean;
}

/** One share as typed or scanned. The desk wipes its secrets after `judge`: copy what must live longer. */
export interface ShareEntry {
  readonly prime?: Secret;
  readonly idText: string;
  /** Our and stock shares: the number, big-endian. A part of a free text: the raw share string in UTF-8. */
  readonly value: Secret;
  readonly setId?: string;
  readonly threshold?: number;
  readonly total?: number;
  readonly sheetId?: string;
  readonly scanned: boolean;
}

export interface SheetEntryPrompt {
  readonly title: string;
  readonly purpose: string;
  readonly expected?: { readonly sheetId?: string; readonly kind?: 'share-file' | 'wrapped-key' };
}

/** A sheet of ciphertext that came back, line by line or by its codes. */
export interface EnteredSheet {
  readonly kind: 'share-file' | 'wrapped-key';
  readonly sheetId: string;
  readonly bytes: Uint8Array;
  readonly typedLines: number;
  readonly scannedCodes: number;
  /** 64 hex digits, where the person typed what the sheet says. */
  readonly sha256Typed?: string;
}

/** The ciphertext on a sheet, as its codes in a file tell it. */
export type ScannedFile = Pick<EnteredSheet, 'kind' | 'sheetId' | 'bytes'>;

/** Sheets and shares between paper and screen: all in windows of their own, never in the main window. */
export interface PaperDesk {
  /** Preview with print and PDF; resolves when the person is done. */
  showSheet(model: SheetModel, copies: number): Promise<SheetOutcome>;
  /**
   * Hands one part to its custodian: "only I can see the screen", shown, printed or copied by hand, the named lines typed
   * back. Refusal cancelled.
   */
  handOver(part: {
    readonly model: SheetModel;
    readonly custodian: string;
    readonly readBack: readonly string[];
  }): Promise<{ readonly printed: boolean }>;
  /** One custodian enters one share. Where `judge` throws a Refusal that can be cured, the window stays with its words. Refusal cancelled. */
  enterShare<T>(prompt: ShareEntryPrompt, judge: (entry: ShareEntry) => Promise<T>): Promise<T>;
  /** A sheet of ciphertext typed or scanned; a second copy may be merged. Refusal cancelled. */
  enterSheet(prompt: SheetEntryPrompt): Promise<EnteredSheet>;
  /** A sheet of ciphertext in a PDF or picture, without anybody being asked. Wipes `bytes`. Refusal scan-…, qr-…, sheet-incomplete. */
  readSheetFile(name: string, bytes: Uint8Array): Promise<ScannedFile>;
  /** Shows a combined text in the secret window. */
  showText(title: string, device: string | undefined, text: Secret): Promise<void>;
}
