import { join } from 'node:path';
import type { Session } from 'electron';
import { origins } from '../../electron/app-content.ts';
import { answerOnly } from '../../electron/secret-window/page-window.ts';
import { type SheetJob, sheetChannels } from '../../electron/secret-window/sheet/messages.ts';
import { hardenedWindow } from '../../electron/window.ts';
import type { PaperSize, SheetModel } from '../../shared/models/sheet.ts';

/** What Save as PDF… writes for a sheet: the app's own page, laid out and printed without a person. `secret`: session of the secret windows. */
export async function pdfOf(appFolder: string, secret: Session, model: SheetModel, size: PaperSize): Promise<Uint8Array> {
  const window = hardenedWindow(secret, join(appFolder, 'sheet-preload.cjs'), { width: 920, height: 900 });
  try {
    const laidOut = new Promise<void>((resolve) => {
      const handle = answerOnly(window, origins.secret);
      handle(sheetChannels.job, (): SheetJob => ({ model, copies: 1, paper: size }));
      handle(sheetChannels.laidOut, () => resolve());
    });
    await window.loadURL(`${origins.secret}/sheet/index.html`);
    await laidOut;
    return await window.webContents.printToPDF({ pageSize: size, preferCSSPageSize: true, printBackground: true });
  } finally {
    window.destroy();
  }
}
