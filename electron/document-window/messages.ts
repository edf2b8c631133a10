import type { DocumentModel } from '../../shared/models/document.ts';
import type { PaperSize } from '../../shared/models/sheet.ts';
import type { PrintAnswer, SaveAnswer } from '../secret-window/sheet/messages.ts';

/** What passes between main and one document window. Its channels exist on that window's own web contents only. */
export const documentChannels = {
  job: 'document:job',
  laidOut: 'document:laid-out',
  print: 'document:print',
  confirm: 'document:confirm',
  savePdf: 'document:save-pdf',
  saveText: 'document:save-text',
  close: 'document:close',
} as const;

export interface DocumentJob {
  readonly model: DocumentModel;
  readonly paper: PaperSize;
}

/** What the document window's preload puts on its page as `window.paper`. */
export interface DocumentBridge {
  job(): Promise<DocumentJob>;
  /** All pages are as they will be printed; null where that failed. The window is shown now. */
  laidOut(pages: number | null): void;
  print(paper: PaperSize): Promise<PrintAnswer>;
  /** The person saw that all pages came out. */
  confirm(): void;
  savePdf(paper: PaperSize): Promise<SaveAnswer>;
  saveText(): Promise<SaveAnswer>;
  close(): void;
}
