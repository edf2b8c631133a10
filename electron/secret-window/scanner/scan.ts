import type { BrowserWindow } from 'electron';
import { type FailureCode, failure, Refusal, refuse } from '../../../shared/failure.ts';
import { GivenUp, type Scan, type ScanRequest } from '../entry/entry-task.ts';
import { answerOnly, loadingMs } from '../page-window.ts';
import { type ScanEnd, type ScannerJob, type ScanProgress, scanEnds, scannerChannels } from './messages.ts';

/** What the scanner windows need from the rest of the app. */
export interface ScannerParts {
  /** A hidden window of the scanner's own session. `camera`: only then may its page ask for one. */
  readonly open: (parent: BrowserWindow | undefined, camera: boolean) => BrowserWindow;
  readonly url: string;
  readonly origin: string;
  readonly rehearsal: () => boolean;
  /** A file that the person chooses; its bytes are bounded. Refusal cancelled, file-unreadable. */
  readonly openFile: (parent: BrowserWindow | undefined) => Promise<{ readonly name: string; readonly bytes: Uint8Array }>;
}

/** Bounds on what the page may send: it has code of others in it. */
const most = { texts: 64, characters: 4400 };
/** Longest time for one file. */
const fileMs = 120_000;

/** Scans with windows of their own, each for one scan: the decoders never share a page with what is typed. */
export function scanner(parts: ScannerParts, parent: () => BrowserWindow | undefined): Scan {
  return async (source, request) => {
    if (source === 'camera') {
      const job = { from: 'camera', title: request.title, words: request.words, rehearsal: parts.rehearsal() } as const;
      const { end } = await run(parts, parent(), job, request);
      if (end !== 'finished') refuseCamera(end);
      return;
    }
    const { name, bytes } = await chosenFile(parts, parent());
    const { end, accepted, refused } = await run(parts, parent(), { from: 'file', bytes }, request);
    if (end === 'unreadable') refuse('scan-unreadable', { name });
    if (end === 'locked') refuse('scan-locked', { name });
    if (end === 'too-long') refuse('scan-too-long', { name });
    if (end !== 'finished') throw new GivenUp();
    if (accepted > 0) return;
    throw refused ?? new Refusal(failure('scan-no-code', { name }));
  };
}

async function chosenFile(parts: ScannerParts, parent: BrowserWindow | undefined) {
  try {
    return await parts.openFile(parent);
  } catch (error) {
    if (error instanceof Refusal && error.failure.code === 'cancelled') throw new GivenUp();
    throw error;
  }
}

function refuseCamera(end: ScanEnd): never {
  if (end === 'cancelled') throw new GivenUp();
  const codes: Partial<Record<ScanEnd, FailureCode & `camera-${string}`>> = {
    'no-camera': 'camera-none',
    'camera-denied': 'camera-denied',
  };
  return refuse(codes[end] ?? 'camera-busy');
}

interface Scanned {
  readonly end: ScanEnd;
  /** Texts that were taken. */
  readonly accepted: number;
  /** Why the last one that was not taken was not. */
  readonly refused?: Refusal;
}

async function run(parts: ScannerParts, parent: BrowserWindow | undefined, job: ScannerJob, request: ScanRequest): Promise<Scanned> {
  const camera = job.from === 'camera';
  const window = parts.open(parent, camera);
  let accepted = 0;
  let refused: Refusal | undefined;
  let stop: (end: ScanEnd) => void = () => undefined;
  let fail: (error: unknown) => void = () => undefined;
  const ended = new Promise<ScanEnd>((resolve, reject) => {
    stop = resolve;
    fail = reject;
  });

  /** The last of several texts has the word: a wrong one among right ones is told, but a right one is what counts. */
  const take = (texts: unknown): ScanProgress => {
    if (!isTexts(texts)) throw new RangeError('not texts of codes');
    let told: ScanProgress = { done: false, words: request.words };
    for (const text of texts) {
      try {
        told = request.take(text);
        accepted++;
        if (told.done) break;
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        refused = error;
        told = { done: false, words: `${error.failure.what} ${error.failure.next}`, wrong: true };
      }
    }
    return told;
  };

  const handle = answerOnly(window, parts.origin);
  // A page that never asks has not loaded; one that never ends has met a file made to last.
  let tooLate = setTimeout(() => fail(new Refusal(failure('unexpected', { during: request.title }))), loadingMs);
  handle(scannerChannels.job, () => {
    clearTimeout(tooLate);
    if (camera) window.show();
    else tooLate = setTimeout(() => stop('too-long'), fileMs);
    return job;
  });
  handle(scannerChannels.found, (texts) => {
    try {
      return take(texts);
    } catch (error) {
      fail(error);
      throw error;
    }
  });
  handle(scannerChannels.ended, (why) => stop(scanEnds.find((end) => end === why) ?? 'unreadable'));
  window.on('closed', () => stop('cancelled'));
  window.webContents.on('render-process-gone', () => stop(camera ? 'camera-busy' : 'unreadable'));
  window.loadURL(parts.url).catch(fail);
  try {
    const end = await ended;
    return { end, accepted, ...(refused ? { refused } : {}) };
  } finally {
    clearTimeout(tooLate);
    if (!window.isDestroyed()) window.destroy();
    if (job.from === 'file') job.bytes.fill(0);
  }
}

function isTexts(texts: unknown): texts is string[] {
  return (
    Array.isArray(texts) &&
    texts.length <= most.texts &&
    texts.every((text): text is string => typeof text === 'string' && text.length <= most.characters)
  );
}
