import { join } from 'node:path';
import type { BrowserWindow, Session } from 'electron';
import { t } from '../shared/language/text.ts';
import { origins } from './app-content.ts';
import { appSession } from './app-session.ts';
import type { DocumentWindowParts } from './document-window/document-window.ts';
import { fileDialogs } from './file-dialogs.ts';
import { writeFileSafely } from './files/atomic.ts';
import { waitingPrintJobs } from './print-queue.ts';
import { lastPaperSize } from './sheet-windows.ts';
import { hardenedWindow } from './window.ts';

const kinds = { pdf: { name: 'PDF', extensions: ['pdf'] }, txt: { name: t('Text'), extensions: ['txt'] } } as const;

/** How document windows are made, in a session of their own, and where their files go. */
export function documentWindows(appFolder: string, parent: () => BrowserWindow | undefined): DocumentWindowParts {
  let opened: Session | undefined;
  let asking: BrowserWindow | undefined;
  const dialogs = fileDialogs(() => (asking?.isDestroyed() ? undefined : asking));
  return {
    parent,
    url: `${origins.document}/index.html`,
    origin: origins.document,
    open: (front) => {
      opened ??= appSession('document', join(appFolder, 'document'));
      const window = hardenedWindow(opened, join(appFolder, 'document-preload.cjs'), {
        ...(front ? { parent: front, modal: true } : {}),
        width: 1040,
        height: 960,
        minWidth: 480,
        minHeight: 360,
        minimizable: false,
        fullscreenable: false,
        title: 'Conclave',
      });
      window.removeMenu();
      return window;
    },
    paper: lastPaperSize(),
    save: async (window, kind, suggestedName, bytes) => {
      asking = window;
      const title = kind === 'pdf' ? t('Save the document as PDF') : t('Save the document as text');
      const { path, overwrite } = await dialogs.saveFile(title, suggestedName, [kinds[kind]]);
      return { path, ...(await writeFileSafely(path, bytes, { overwrite })) };
    },
    waitingJobs: waitingPrintJobs,
  };
}
