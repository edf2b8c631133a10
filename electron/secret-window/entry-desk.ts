import type { BrowserWindow } from 'electron';
import type { SheetModel } from '../../shared/models/sheet.ts';
import type { PaperDesk } from '../ceremony/paper.ts';
import { enterShareTask } from './entry/enter-share.ts';
import { enterSheetTask } from './entry/enter-sheet.ts';
import type { EntryTask, Scan } from './entry/entry-task.ts';
import { type EntryWindowParts, runEntry } from './entry/entry-window.ts';
import { handOverTask } from './entry/hand-over.ts';
import type { Printed } from './entry/messages.ts';
import { showTextTask } from './entry/show-text.ts';
import { type ScannerParts, scanner } from './scanner/scan.ts';

export interface EntryDeskParts {
  readonly windows: EntryWindowParts;
  readonly scanner: ScannerParts;
  /** Puts one copy on paper or into a file, in front of the given window. Refusal printer-…, cancelled. */
  readonly print: (model: SheetModel, parent: BrowserWindow | undefined) => Promise<Printed>;
}

/** Paper that is handed over and paper that comes back. One window at a time: a second request waits for the first to end. */
export function entryDesk(parts: EntryDeskParts): Pick<PaperDesk, 'handOver' | 'enterShare' | 'enterSheet' | 'showText'> {
  let turn: Promise<unknown> = Promise.resolve();

  /** Each window has its own scanner, which opens in front of it. */
  function run<T>(make: (scan: Scan, window: () => BrowserWindow | undefined) => EntryTask<T>): Promise<T> {
    let window: BrowserWindow | undefined;
    const front = () => (window?.isDestroyed() ? undefined : window);
    const mine = turn.then(() => runEntry(parts.windows, make(scanner(parts.scanner, front), front), (opened) => (window = opened)));
    turn = mine.catch(() => undefined);
    return mine;
  }

  return {
    handOver: (part) => run((scan, window) => handOverTask(part, { scan, print: (model) => parts.print(model, window()) })),
    enterShare: (prompt, judge) => run((scan) => enterShareTask(prompt, judge, scan)),
    enterSheet: (prompt) => run((scan) => enterSheetTask(prompt, scan)),
    showText: (title, device, text) => run(() => showTextTask(title, device, text)),
  };
}
