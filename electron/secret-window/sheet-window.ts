import type { BrowserWindow } from 'electron';
import { type Failure, failure, Refusal } from '../../shared/failure.ts';
import type { SheetOutcome } from '../../shared/models/reports.ts';
import type { PaperSize, SheetModel } from '../../shared/models/sheet.ts';
import { answerOnly, loadingMs } from './page-window.ts';
import { sheetChannels as channels, type PrintAnswer, type SaveAnswer, type SheetJob } from './sheet/messages.ts';

/** What the sheet window needs from the rest of the app. */
export interface SheetWindowParts {
  readonly parent: () => BrowserWindow | undefined;
  readonly open: (parent: BrowserWindow | undefined) => BrowserWindow;
  readonly url: string;
  readonly origin: string;
  /** The size that was used last. */
  readonly paper: { get(): PaperSize; set(size: PaperSize): void };
  /** Asks where and saves; the path. Refusal cancelled, file-…. */
  readonly savePdf: (window: BrowserWindow, suggestedName: string, bytes: Uint8Array) => Promise<string>;
  /** Names of the print jobs that wait on this workstation; undefined where the system does not tell. */
  readonly waitingJobs: () => Promise<readonly string[] | undefined>;
}

const mostCopies = 9;
/** How long a job may wait in the queue before the person is told, and how often it is looked at. */
const queue = { patienceMs: 15_000, everyMs: 500 };

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
    handle(channels.print, (paper) => print(parts, window, sizeOf(paper, parts)));
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

function sizeOf(given: unknown, { paper }: SheetWindowParts): PaperSize {
  const size = given === 'Letter' ? 'Letter' : 'A4';
  paper.set(size);
  return size;
}

async function save({ savePdf }: SheetWindowParts, window: BrowserWindow, model: SheetModel, paper: PaperSize): Promise<SaveAnswer> {
  let bytes: Uint8Array | undefined;
  try {
    bytes = await window.webContents.printToPDF({ pageSize: paper, preferCSSPageSize: true, printBackground: true });
    return { kind: 'saved', path: await savePdf(window, `${[model.kind, model.sheetId].filter(Boolean).join('-')}.pdf`, bytes) };
  } catch (error) {
    if (isCancelled(error)) return { kind: 'cancelled' };
    return { kind: 'failed', failure: failureOf(error, 'Save as PDF') };
  } finally {
    bytes?.fill(0);
  }
}

async function print({ waitingJobs }: SheetWindowParts, window: BrowserWindow, paper: PaperSize): Promise<PrintAnswer> {
  try {
    if ((await window.webContents.getPrintersAsync()).length === 0) return { kind: 'failed', failure: failure('printer-none') };
    const before = new Set(await waitingJobs());
    const refusal = await new Promise<string | undefined>((resolve) => {
      const options = { silent: false, printBackground: true, pageSize: paper, margins: { marginType: 'none' as const } };
      window.webContents.print(options, (success, reason) => resolve(success ? undefined : reason || 'no reason given'));
    });
    if (refusal !== undefined) {
      return /cancell?ed/i.test(refusal)
        ? { kind: 'cancelled' }
        : { kind: 'failed', failure: failure('printer-failed', { detail: refusal }) };
    }
    const waiting = await stillWaiting(window, waitingJobs, before);
    return { kind: 'sent', ...(waiting === undefined ? {} : { warning: failure('printer-waiting', { printer: waiting }) }) };
  } catch (error) {
    return { kind: 'failed', failure: failureOf(error, 'Print') };
  }
}

/** A job of ours that stays in the queue: the printer it waits for. */
async function stillWaiting(
  window: BrowserWindow,
  waitingJobs: SheetWindowParts['waitingJobs'],
  before: ReadonlySet<string>,
): Promise<string | undefined> {
  let mine: string | undefined;
  for (
    const until = Date.now() + queue.patienceMs;
    Date.now() < until;
    await new Promise((resolve) => setTimeout(resolve, queue.everyMs))
  ) {
    mine = (await waitingJobs())?.find((job) => !before.has(job));
    if (mine === undefined || window.isDestroyed()) return undefined;
  }
  return mine?.replace(/-\d+$/, '');
}

const isCancelled = (error: unknown) => error instanceof Refusal && error.failure.code === 'cancelled';
const failureOf = (error: unknown, during: string): Failure =>
  error instanceof Refusal ? error.failure : failure('unexpected', { during });
