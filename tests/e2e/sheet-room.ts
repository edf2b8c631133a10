// First: texts are made in the language of this run.
import './speak-first.ts';
import { join } from 'node:path';
import { app } from 'electron';
import { origins } from '../../electron/app-content.ts';
import { appSession, registerScheme } from '../../electron/app-session.ts';
import { writeFileSafely } from '../../electron/files/atomic.ts';
import { waitingPrintJobs } from '../../electron/print-queue.ts';
import { showSheet } from '../../electron/secret-window/sheet-window.ts';
import { guardAllContents, hardenedWindow } from '../../electron/window.ts';
import { refuse } from '../../shared/failure.ts';
import type { SheetOutcome } from '../../shared/models/reports.ts';
import type { PaperSize } from '../../shared/models/sheet.ts';
import { sampleSheets } from '../ceremony/sample-sheets.ts';

/** A main program with nothing but the sheet window, for sheets of every kind. Run in Electron by the test beside it. */
export interface SheetRoom {
  readonly show: (name: string, copies: number, practice: boolean) => void;
  /** What became of the sheet shown last; undefined while its window is open. */
  outcome: SheetOutcome | undefined;
  /** The folder for PDFs; empty: the person cancels. */
  folder: string;
  waiting: string[];
}

declare global {
  var sheetRoom: SheetRoom;
}

guardAllContents();
registerScheme();
app.on('window-all-closed', () => undefined);
void app.whenReady().then(() => {
  const appFolder = process.env['CONCLAVE_APP_FOLDER'] ?? '';
  const own = appSession('secret', join(appFolder, 'secret'));
  let paper: PaperSize = 'A4';
  const room: SheetRoom = {
    outcome: undefined,
    folder: '',
    waiting: [],
    show(name, copies, practice) {
      const model = sampleSheets({ practice })[name];
      if (!model) throw new Error(`no sheet ${name}`);
      room.outcome = undefined;
      const parts = {
        parent: () => undefined,
        open: () => hardenedWindow(own, join(appFolder, 'sheet-preload.cjs'), { width: 920, height: 900 }),
        url: `${origins.secret}/sheet/index.html`,
        origin: origins.secret,
        paper: { get: () => paper, set: (size: PaperSize) => (paper = size) },
        savePdf: async (_: unknown, suggested: string, bytes: Uint8Array) => {
          if (room.folder === '') return refuse('cancelled');
          const path = join(room.folder, suggested);
          await writeFileSafely(path, bytes, { overwrite: false });
          return path;
        },
        waitingJobs: async () => [...((await waitingPrintJobs()) ?? []), ...room.waiting],
      };
      void showSheet(parts, model, copies).then((outcome) => {
        room.outcome = outcome;
      });
    },
  };
  globalThis.sheetRoom = room;
});
