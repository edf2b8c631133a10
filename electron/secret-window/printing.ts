import type { BrowserWindow } from 'electron';
import { type Failure, failure, Refusal } from '../../shared/failure.ts';
import { t } from '../../shared/language/text.ts';
import type { PaperSize } from '../../shared/models/sheet.ts';
import type { PrintAnswer, SaveAnswer } from './sheet/messages.ts';

/** What windows with paper in them have in common: the system's printer, and a PDF of what is shown. */

/** The size that was used last, and how to look into the print queue. */
export interface Printing {
  readonly paper: { get(): PaperSize; set(size: PaperSize): void };
  /** Names of the print jobs that wait on this workstation; undefined where the system does not tell. */
  readonly waitingJobs: () => Promise<readonly string[] | undefined>;
}

/** How long a job may wait in the queue before the person is told, and how often it is looked at. */
const queue = { patienceMs: 15_000, everyMs: 500 };

/** The size that the page named, remembered for the next time. */
export function sizeOf(given: unknown, { paper }: Printing): PaperSize {
  const size = given === 'Letter' ? 'Letter' : 'A4';
  paper.set(size);
  return size;
}

/** The PDF of a window's pages. Where they hold a secret, the caller wipes the bytes. */
export function pdfOf(window: BrowserWindow, pageSize: PaperSize): Promise<Buffer> {
  return window.webContents.printToPDF({ pageSize, preferCSSPageSize: true, printBackground: true });
}

/** Opens the system's print dialog for a window; `what` is on the paper. */
export async function printPages(
  { waitingJobs }: Printing,
  window: BrowserWindow,
  pageSize: PaperSize,
  what: 'sheet' | 'document',
): Promise<PrintAnswer> {
  try {
    if ((await window.webContents.getPrintersAsync()).length === 0) return { kind: 'failed', failure: failure('printer-none') };
    const before = new Set(await waitingJobs());
    const refusal = await new Promise<string | undefined>((resolve) => {
      const options = { silent: false, printBackground: true, pageSize, margins: { marginType: 'none' as const } };
      window.webContents.print(options, (success, reason) => resolve(success ? undefined : reason || t('no reason given')));
    });
    if (refusal !== undefined) {
      return /cancell?ed/i.test(refusal)
        ? { kind: 'cancelled' }
        : { kind: 'failed', failure: failure('printer-failed', { what, detail: refusal }) };
    }
    const waiting = await stillWaiting(window, waitingJobs, before);
    return { kind: 'sent', ...(waiting === undefined ? {} : { warning: failure('printer-waiting', { what, printer: waiting }) }) };
  } catch (error) {
    return { kind: 'failed', failure: failureOf(error, t('Print')) };
  }
}

/** What the page is told where saving did not work. */
export function notSaved(error: unknown, during: string): Exclude<SaveAnswer, { kind: 'saved' }> {
  if (error instanceof Refusal && error.failure.code === 'cancelled') return { kind: 'cancelled' };
  return { kind: 'failed', failure: failureOf(error, during) };
}

/** A job of ours that stays in the queue: the printer it waits for. */
async function stillWaiting(
  window: BrowserWindow,
  waitingJobs: Printing['waitingJobs'],
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

const failureOf = (error: unknown, during: string): Failure =>
  error instanceof Refusal ? error.failure : failure('unexpected', { during });
