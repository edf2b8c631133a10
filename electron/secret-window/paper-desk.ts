import type { BrowserWindow } from 'electron';
import { refuse } from '../../shared/failure.ts';
import { t } from '../../shared/language/text.ts';
import type { SheetModel } from '../../shared/models/sheet.ts';
import type { PaperDesk } from '../ceremony/paper.ts';
import type { Printed } from './entry/messages.ts';
import { type EntryDeskParts, entryDesk } from './entry-desk.ts';
import { readSheetFile } from './scanner/read-sheet-file.ts';
import { type SheetWindowParts, showSheet } from './sheet-window.ts';

export interface PaperDeskParts {
  readonly sheets: SheetWindowParts;
  readonly entry: Omit<EntryDeskParts, 'print'>;
}

/** All that goes between paper and screen, in windows of their own. */
export function paperDesk({ sheets, entry }: PaperDeskParts): PaperDesk {
  return {
    showSheet: (model, copies) => showSheet(sheets, model, copies),
    readSheetFile: (name, bytes) => readSheetFile(entry.scanner, sheets.parent, name, bytes),
    ...entryDesk({ ...entry, print: (model, parent) => printOne(sheets, model, parent) }),
  };
}

/** One copy on paper or as a PDF, whichever the person chose in the sheet window; what was done, in words. Refusal cancelled where nothing was. */
async function printOne(sheets: SheetWindowParts, model: SheetModel, parent: BrowserWindow | undefined): Promise<Printed> {
  const { printed, saved } = await showSheet({ ...sheets, parent: () => parent ?? sheets.parent() }, model, 1);
  if (!printed && saved.length === 0) refuse('cancelled');
  const words = [...(printed ? [t('Printed.')] : []), ...saved.map((path) => t('Saved as {path}.', { path }))];
  return { printed, words: words.join(' ') };
}
