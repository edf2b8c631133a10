import type { BrowserWindow } from 'electron';
import { failure, Refusal } from '../../../shared/failure.ts';
import type { Progress } from '../../../shared/models/reports.ts';
import { shown } from '../ask.ts';
import { answerOnly, fitHeight, loadingMs } from '../page-window.ts';
import { answerCall, type EntryTask } from './entry-task.ts';
import { type EntryPage, entryChannels } from './messages.ts';

/** What the entry windows need from the rest of the app. */
export interface EntryWindowParts {
  readonly parent: () => BrowserWindow | undefined;
  /** A hidden window of this width, with the entry preload. */
  readonly open: (parent: BrowserWindow | undefined, width: number) => BrowserWindow;
  readonly url: string;
  readonly origin: string;
  readonly rehearsal: () => boolean;
  /** Reports the work under way, at once and after each change; returns what ends it. */
  readonly watchProgress: (listener: (progress: Progress | null) => void) => () => void;
  readonly cancelWork: (work: string) => void;
}

/** Lines of 64 characters in groups of four need the most. */
const widths = { 'hand-over': 860, share: 760, sheet: 860, text: 600 } as const;

const lastWordMs = 50;

/** Opens a window for one task and stays until it is done. `opened` gets the window, for dialogs and scanners in front of it. */
export async function runEntry<T>(parts: EntryWindowParts, task: EntryTask<T>, opened: (window: BrowserWindow) => void): Promise<T> {
  const { outcome } = task;
  const window = parts.open(parts.parent(), widths[task.page.kind]);
  opened(window);
  let progress: Progress | null = null;
  const close = () => {
    if (!outcome.busy) task.closed ? task.closed() : outcome.cancel();
    else if (progress?.cancellable) parts.cancelWork(progress.work);
  };
  const handle = answerOnly(window, parts.origin);
  handle(entryChannels.page, () => ({ ...task.page, rehearsal: parts.rehearsal() }) as EntryPage);
  handle(entryChannels.call, (name, argument) => answerCall(task, name, argument));
  handle(entryChannels.cancel, close);
  handle(entryChannels.height, (pixels) => fitHeight(window, pixels));
  const endProgress = parts.watchProgress((now) => {
    progress = now;
    if (!window.isDestroyed()) window.webContents.send(entryChannels.progress, shown(now));
  });
  const lost = () => outcome.reject(new Refusal(failure('unexpected', { during: titleOf(task) })));
  const tooLate = setTimeout(lost, loadingMs);
  window.once('show', () => clearTimeout(tooLate));
  window.on('close', (event) => {
    if (outcome.busy) event.preventDefault();
    close();
  });
  // The parent takes its children with it, without asking them.
  window.on('closed', close);
  window.webContents.on('render-process-gone', () => !outcome.busy && lost());
  window.loadURL(parts.url).catch(lost);
  try {
    return await outcome.promise;
  } finally {
    clearTimeout(tooLate);
    endProgress();
    task.wipe?.();
    await gone(window);
  }
}

/** The page hears the end of its last call before its window goes. */
async function gone(window: BrowserWindow): Promise<void> {
  if (window.isDestroyed()) return;
  window.hide();
  await new Promise((resolve) => setTimeout(resolve, lastWordMs));
  if (!window.isDestroyed()) window.destroy();
}

function titleOf({ page }: Pick<EntryTask<unknown>, 'page'>): string {
  return 'prompt' in page ? page.prompt.title : page.title;
}
