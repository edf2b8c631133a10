import type { Failure } from '../../../shared/failure.ts';
import type { PaperSize, SheetModel } from '../../../shared/models/sheet.ts';

/** What passes between main and one sheet window. Its channels exist on that window's own web contents only. */
export const sheetChannels = {
  job: 'sheet:job',
  laidOut: 'sheet:laid-out',
  print: 'sheet:print',
  confirm: 'sheet:confirm',
  save: 'sheet:save',
  close: 'sheet:close',
} as const;

/** What is to be laid out. A SECRET sheet is here in clear: it goes to this window and to no other. */
export interface SheetJob {
  readonly model: SheetModel;
  readonly copies: number;
  readonly paper: PaperSize;
}

export type PrintAnswer =
  /** The system took the pages; whether paper came out only the person can tell. `warning`: what the queue says. */
  | { readonly kind: 'sent'; readonly warning?: Failure }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly failure: Failure };

export type SaveAnswer =
  | { readonly kind: 'saved'; readonly path: string; readonly sha256?: string }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** What the sheet window's preload puts on its page as `window.sheet`. */
export interface SheetBridge {
  job(): Promise<SheetJob>;
  /** All pages are as they will be printed; null where that failed. The window is shown now. */
  laidOut(pages: number | null): void;
  /** The chosen size is remembered. */
  print(paper: PaperSize): Promise<PrintAnswer>;
  /** The person saw that all pages came out. */
  confirm(): void;
  save(paper: PaperSize): Promise<SaveAnswer>;
  close(): void;
}
