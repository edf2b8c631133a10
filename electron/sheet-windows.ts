import { join } from 'node:path';
import { app, type BrowserWindow, type Session } from 'electron';
import { t } from '../shared/language/text.ts';
import type { PaperSize } from '../shared/models/sheet.ts';
import { origins } from './app-content.ts';
import { fileDialogs } from './file-dialogs.ts';
import { writeFileSafely } from './files/atomic.ts';
import { waitingPrintJobs } from './print-queue.ts';
import type { SheetWindowParts } from './secret-window/sheet-window.ts';
import { hardenedWindow } from './window.ts';

/** Countries whose printers hold Letter; all others hold A4. */
const letterCountries = ['US', 'CA', 'MX', 'PH', 'CL', 'CO', 'VE'];
const pdf = [{ name: 'PDF', extensions: ['pdf'] }];

let paper: PaperSize | undefined;

/** The size that was used last in any window; at first that of the country. */
export function lastPaperSize(): SheetWindowParts['paper'] {
  return {
    get: () => paper ?? (letterCountries.includes(app.getLocaleCountryCode()) ? 'Letter' : 'A4'),
    set: (size) => {
      paper = size;
    },
  };
}

/** How sheet windows are made, in the secret session, and where their PDFs go. */
export function sheetWindows(appFolder: string, secretSession: () => Session, parent: () => BrowserWindow | undefined): SheetWindowParts {
  let asking: BrowserWindow | undefined;
  const dialogs = fileDialogs(() => (asking?.isDestroyed() ? undefined : asking));
  return {
    parent,
    url: `${origins.secret}/sheet/index.html`,
    origin: origins.secret,
    open: (front) => {
      const window = hardenedWindow(secretSession(), join(appFolder, 'sheet-preload.cjs'), {
        ...(front ? { parent: front, modal: true } : {}),
        width: 940,
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
    savePdf: async (window, suggestedName, bytes) => {
      asking = window;
      const { path, overwrite } = await dialogs.saveFile(t('Save the sheet as PDF'), suggestedName, pdf);
      await writeFileSafely(path, bytes, { overwrite });
      return path;
    },
    waitingJobs: waitingPrintJobs,
  };
}
