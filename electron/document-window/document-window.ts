import type { BrowserWindow } from 'electron';
import { utf8 } from '../../shared/bytes.ts';
import { plainText } from '../../shared/documents/plain-text.ts';
import { failure, Refusal } from '../../shared/failure.ts';
import { t } from '../../shared/language/text.ts';
import type { DocumentModel, DocumentOutcome, SavedDocument } from '../../shared/models/document.ts';
import type { PaperSize } from '../../shared/models/sheet.ts';
import type { DocumentDesk } from '../ceremony/documents.ts';
import { answerOnly, loadingMs } from '../secret-window/page-window.ts';
import { notSaved, type Printing, pdfOf, printPages, sizeOf } from '../secret-window/printing.ts';
import type { SaveAnswer } from '../secret-window/sheet/messages.ts';
import { documentChannels as channels, type DocumentJob } from './messages.ts';

/** What the document window needs from the rest of the app. */
export interface DocumentWindowParts extends Printing {
  readonly parent: () => BrowserWindow | undefined;
  readonly open: (parent: BrowserWindow | undefined) => BrowserWindow;
  readonly url: string;
  readonly origin: string;
  /** Asks where, and saves. Refusal cancelled, file-…. */
  readonly save: (window: BrowserWindow, kind: 'pdf' | 'txt', suggestedName: string, bytes: Uint8Array) => Promise<SavedDocument>;
}

/** The window for documents without secrets: a page of its own in a session of its own. */
export function documentDesk(parts: DocumentWindowParts): DocumentDesk {
  return {
    show: (model) => showDocument(parts, model),
    pdf: (model, size = parts.paper.get()) => pdfUnseen(parts, model, size),
  };
}

/** Shows a document as it will be printed, until the window is closed. Refusal document-not-laid-out. */
async function showDocument(parts: DocumentWindowParts, model: DocumentModel): Promise<DocumentOutcome> {
  const window = parts.open(parts.parent());
  const done = { printed: false, saved: [] as SavedDocument[] };
  const saving = async (during: string, save: () => Promise<SavedDocument>): Promise<SaveAnswer> => {
    try {
      const saved = await save();
      done.saved.push(saved);
      return { kind: 'saved', ...saved };
    } catch (error) {
      return notSaved(error, during);
    }
  };
  try {
    const closed = new Promise<void>((resolve) => window.once('closed', () => resolve()));
    const handle = await laidOut(parts, window, { model, paper: parts.paper.get() }, (answer) => {
      answer(channels.print, (paper) => printPages(parts, window, sizeOf(paper, parts), 'document'));
      answer(channels.confirm, () => {
        done.printed = true;
      });
      answer(channels.savePdf, (paper) =>
        saving(t('Save as PDF'), async () => {
          const bytes = await pdfOf(window, sizeOf(paper, parts));
          return parts.save(window, 'pdf', `${model.fileName}.pdf`, bytes);
        }),
      );
      answer(channels.saveText, () =>
        saving(t('Save as text'), () => parts.save(window, 'txt', `${model.fileName}.txt`, utf8.encode(plainText(model)))),
      );
      answer(channels.close, () => window.close());
    });
    if (!window.isDestroyed()) window.show();
    await Promise.race([closed, handle.lost]);
  } finally {
    if (!window.isDestroyed()) window.destroy();
  }
  return done;
}

/** The PDF that the window would save, without one being seen. Refusal document-not-laid-out. */
async function pdfUnseen(parts: DocumentWindowParts, model: DocumentModel, size: PaperSize): Promise<Uint8Array> {
  const window = parts.open(undefined);
  try {
    await laidOut(parts, window, { model, paper: size }, () => undefined);
    return await pdfOf(window, size);
  } finally {
    if (!window.isDestroyed()) window.destroy();
  }
}

/** Loads the page and waits until its pages stand. `lost` rejects when the page ends later. Refusal document-not-laid-out. */
async function laidOut(
  { url, origin }: DocumentWindowParts,
  window: BrowserWindow,
  job: DocumentJob,
  answerMore: (answer: ReturnType<typeof answerOnly>) => void,
): Promise<{ readonly lost: Promise<never> }> {
  const answer = answerOnly(window, origin);
  let lose: () => void = () => undefined;
  const lost = new Promise<never>((_, reject) => {
    lose = () => reject(new Refusal(failure('document-not-laid-out')));
  });
  lost.catch(() => undefined);
  window.webContents.on('render-process-gone', lose);
  const ready = new Promise<void>((resolve) => {
    answer(channels.job, () => job);
    answer(channels.laidOut, (pages) => (typeof pages === 'number' ? resolve() : lose()));
    // A window that was closed before its page stood: nothing was done, and nobody waits for it.
    window.once('closed', () => resolve());
  });
  answerMore(answer);
  const tooLate = setTimeout(lose, loadingMs);
  window.loadURL(url).catch(lose);
  try {
    await Promise.race([ready, lost]);
  } finally {
    clearTimeout(tooLate);
  }
  return { lost };
}
