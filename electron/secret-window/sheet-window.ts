import type { BrowserWindow } from 'electron';
import { failure, Refusal } from '../../shared/failure.ts';
import { t } from '../../shared/language/text.ts';
import type { SheetOutcome } from '../../shared/models/reports.ts';
import type { PaperSize, SheetModel } from '../../shared/models/sheet.ts';
import { answerOnly, loadingMs } from './page-window.ts';
import { notSaved, type Printing, pdfOf, printPages, sizeOf } from './printing.ts';
import { sheetChannels as channels, type SaveAnswer, type SheetJob } from './sheet/messages.ts';

/** What the sheet window needs from the rest of the app. */
export interface SheetWindowParts extends Printing {
  readonly parent: () => BrowserWindow | undefined;
  readonly open: (parent: BrowserWindow | undefined) => BrowserWindow;
  readonly url: string;
  readonly origin: string;
  /** Asks where and saves; the path. Refusal cancelled, file-…. */
  readonly savePdf: (window: BrowserWindow, suggestedName: string, bytes: Uint8Array) => Promise<string>;
}

const mostCopies = 9;

/** Shows a sheet as it will be printed, until the window is closed. The bytes of a PDF exist in memory and in the file only. */
export async function showSheet(parts: SheetWindowParts, model: SheetModel, copies: number): Promise<SheetOutcome> {
  if (!Number.isInteger(copies) || copies < 1 || copies > mostCopies)
    throw new RangeError(`copies: expected 1 to ${mostCopies}, got ${copies}`);
  const window = parts.open(parts.parent());
  const done = { printed: false, saved: [] as string[] };
  const closed = new Promise<void>((resolve, reject) => {
    const lost = () => reject(new Refusal(failure('sheet-not-laid-out')));
    const tooLate = setTimeout(lost, loadingMs);
    window.once('closed', () => {
      clearTimeout(tooLate);
      resolve();
    });
    window.webContents.on('render-process-gone', lost);
    const handle = answerOnly(window, parts.origin);
    handle(channels.job, (): SheetJob => ({ model, copies, paper: parts.paper.get() }));
    handle(channels.laidOut, (pages) => {
      clearTimeout(tooLate);
      if (typeof pages !== 'number') return lost();
      if (!window.isDestroyed()) window.show();
    });
    handle(channels.print, (paper) => printPages(parts, window, sizeOf(paper, parts), 'sheet'));
    handle(channels.confirm, () => {
      done.printed = true;
    });
    handle(channels.save, async (paper): Promise<SaveAnswer> => {
      const answer = await save(parts, window, model, sizeOf(paper, parts));
      if (answer.kind === 'saved') done.saved.push(answer.path);
      return answer;
    });
    handle(channels.close, () => window.close());
    window.loadURL(parts.url).catch(lost);
  });
  try {
    await closed;
  } finally {
    if (!window.isDestroyed()) window.destroy();
  }
  return { sheetId: model.sheetId, ...done };
}

async function save({ savePdf }: SheetWindowParts, window: BrowserWindow, model: SheetModel, paper: PaperSize): Promise<SaveAnswer> {
  let bytes: Uint8Array | undefined;
  try {
    bytes = await pdfOf(window, paper);
    return { kind: 'saved', path: await savePdf(window, `${[model.kind, model.sheetId].filter(Boolean).join('-')}.pdf`, bytes) };
  } catch (error) {
    return notSaved(error, t('Save as PDF'));
  } finally {
    bytes?.fill(0);
  }
}
