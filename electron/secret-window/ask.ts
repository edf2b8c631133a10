import type { BrowserWindow } from 'electron';
import { failure, Refusal } from '../../shared/failure.ts';
import type { Progress } from '../../shared/models/reports.ts';
import type { Person } from '../ceremony/person.ts';
import { type PasswordStrength, type SecretPage, type SecretProgress, secretChannels } from './messages.ts';
import { answerOnly, fitHeight, loadingMs } from './page-window.ts';
import { SecretRequest } from './secret-request.ts';

/** What the secret windows need from the rest of the app. */
export interface SecretWindowParts {
  readonly parent: () => BrowserWindow | undefined;
  readonly open: (parent: BrowserWindow | undefined) => BrowserWindow;
  readonly url: string;
  readonly origin: string;
  readonly rehearsal: () => boolean;
  /** Reports the work under way, at once and after each change; returns what ends it. */
  readonly watchProgress: (listener: (progress: Progress | null) => void) => () => void;
  readonly cancelWork: (work: string) => void;
  readonly estimate: (password: string) => Promise<PasswordStrength>;
  readonly generate: () => Promise<string>;
}

/** Asks for secrets in a new window each time. One window at a time: a second request waits for the first to end. */
export function secretAsker(parts: SecretWindowParts): Person['secrets'] {
  let turn: Promise<unknown> = Promise.resolve();
  return (form, use) => {
    const mine = turn.then(() => ask(parts, new SecretRequest(form, use)));
    turn = mine.catch(() => undefined);
    return mine;
  };
}

async function ask<T>(parts: SecretWindowParts, request: SecretRequest<T>): Promise<T> {
  const window = parts.open(parts.parent());
  let progress: Progress | null = null;
  const cancel = () => {
    if (!request.busy) request.cancel();
    else if (progress?.cancellable) parts.cancelWork(progress.work);
  };
  answerPage(parts, window, request, cancel);
  const endProgress = parts.watchProgress((now) => {
    progress = now;
    if (!window.isDestroyed()) window.webContents.send(secretChannels.progress, shown(now));
  });
  const lost = () => request.fail(new Refusal(failure('unexpected', { during: request.form.title })));
  const tooLate = setTimeout(lost, loadingMs);
  window.once('show', () => clearTimeout(tooLate));
  window.on('close', (event) => {
    if (request.busy) event.preventDefault();
    cancel();
  });
  // The parent takes its children with it, without asking them.
  window.on('closed', () => (request.busy ? cancel() : request.cancel()));
  window.webContents.on('render-process-gone', () => !request.busy && lost());
  window.loadURL(parts.url).catch(lost);
  try {
    return await request.done;
  } finally {
    clearTimeout(tooLate);
    endProgress();
    if (!window.isDestroyed()) window.destroy();
  }
}

/** The window's own channels. Each call is checked to come from the top frame of this very page. */
function answerPage<T>(parts: SecretWindowParts, window: BrowserWindow, request: SecretRequest<T>, cancel: () => void): void {
  const handle = answerOnly(window, parts.origin);
  handle(secretChannels.form, (): SecretPage => ({ form: request.form, rehearsal: parts.rehearsal() }));
  handle(secretChannels.submit, (entries) => request.submit(entries));
  handle(secretChannels.cancel, cancel);
  handle(secretChannels.otherWay, () => request.takeOtherWay());
  handle(secretChannels.generate, () => parts.generate());
  handle(secretChannels.estimate, (password) => {
    if (!(password instanceof Uint8Array) || password.length > 4096) throw new RangeError('not a password');
    try {
      return parts.estimate(new TextDecoder().decode(password));
    } finally {
      password.fill(0);
    }
  });
  handle(secretChannels.height, (pixels) => fitHeight(window, pixels));
}

/** What a page may know of the work under way. */
export function shown(progress: Progress | null): SecretProgress | null {
  if (!progress) return null;
  const { words, fraction, cancellable } = progress;
  return { words, cancellable, ...(fraction === undefined ? {} : { fraction }) };
}
