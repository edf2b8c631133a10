import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { app, BrowserWindow, type Session } from 'electron';
import { appSession, registerScheme } from '../../electron/app-session.ts';
import type { PaperDesk, ShareEntry, ShareEntryPrompt, SheetEntryPrompt } from '../../electron/ceremony/paper.ts';
import { Secret } from '../../electron/crypto/secret.ts';
import { entryWindows } from '../../electron/entry-windows.ts';
import { entryDesk } from '../../electron/secret-window/entry-desk.ts';
import { guardAllContents } from '../../electron/window.ts';
import { type Failure, type FailureCode, failure, Refusal } from '../../shared/failure.ts';
import type { SheetModel } from '../../shared/models/sheet.ts';
import { pdfOf } from './sheet-pdf.ts';

/** The windows for paper without the operations that open them: a main for tests only, driven through `globalThis.stage`. */

export type Ended =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly failure: Failure | null; readonly words: string };

export interface PaperStage {
  /** Begins one task; it ends when its window does. */
  handOver(part: Parameters<PaperDesk['handOver']>[0]): void;
  enterShare(prompt: ShareEntryPrompt): void;
  enterSheet(prompt: SheetEntryPrompt): void;
  showText(title: string, text: string): void;
  /** The outcome of the last task, or undefined while it goes on. */
  ended(): Ended | undefined;
  /** What `judge` got: the bytes in hex, before they were wiped. */
  entries(): readonly Record<string, unknown>[];
  /** Whether every secret that `judge` got has been wiped. */
  wiped(): boolean;
  /** The next judgement is this refusal. */
  refuseNext(code: FailureCode, facts: unknown): void;
  /** Saves a sheet as the sheet window does. */
  pdf(model: SheetModel, path: string): Promise<void>;
  printed(): readonly string[];
  /** What the next Print… comes to. */
  printNext(outcome: 'printed' | 'cancelled' | 'printer-none'): void;
}

let ended: Ended | undefined;
let refusal: Refusal | undefined;
let printing: 'printed' | 'cancelled' | 'printer-none' = 'printed';
const entries: Record<string, unknown>[] = [];
const secrets: Secret[] = [];
const printed: string[] = [];

const inHex = (secret: Secret | undefined) => secret && Buffer.from(secret.expose()).toString('hex');

async function judge(entry: ShareEntry): Promise<string> {
  secrets.push(entry.value, ...(entry.prime ? [entry.prime] : []));
  const { value, prime, ...rest } = entry;
  entries.push({ ...rest, value: inHex(value), ...(prime ? { prime: inHex(prime) } : {}) });
  const thrown = refusal;
  refusal = undefined;
  if (thrown) throw thrown;
  return 'judged';
}

const isWiped = (secret: Secret): boolean => {
  try {
    secret.expose();
    return false;
  } catch {
    return true;
  }
};

function follow(task: Promise<unknown>): void {
  ended = undefined;
  task.then(
    (value) => {
      const bytes = (value as { bytes?: unknown } | undefined)?.bytes;
      ended = {
        ok: true,
        value: bytes instanceof Uint8Array ? { ...(value as object), bytes: Buffer.from(bytes).toString('hex') } : value,
      };
    },
    (error: unknown) => {
      ended = { ok: false, failure: error instanceof Refusal ? error.failure : null, words: String(error) };
    },
  );
}

guardAllContents();
registerScheme();
void app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1100, height: 800, webPreferences: { sandbox: true } });
  void window.loadURL('about:blank');
  const appFolder = process.env['STAGE_APP'] as string;
  let secretSession: Session | undefined;
  const open = () => {
    secretSession ??= appSession('secret', join(appFolder, 'secret'));
    return secretSession;
  };
  const common = { parent: () => window, rehearsal: () => true, watchProgress: () => () => undefined, cancelWork: () => undefined };
  const desk = entryDesk({
    ...entryWindows(appFolder, open, common),
    print: async (model: SheetModel) => {
      if (printing === 'cancelled') throw new Refusal(failure('cancelled'));
      if (printing === 'printer-none') throw new Refusal(failure('printer-none'));
      printed.push(model.sheetId);
      return { printed: true, words: 'Printed.' };
    },
  });
  const stage: PaperStage = {
    handOver: (part) => follow(desk.handOver(part)),
    enterShare: (prompt) => follow(desk.enterShare(prompt, judge)),
    enterSheet: (prompt) => follow(desk.enterSheet(prompt)),
    showText: (title, text) => follow(desk.showText(title, undefined, new Secret(new TextEncoder().encode(text)))),
    ended: () => ended,
    entries: () => entries,
    wiped: () => secrets.every(isWiped),
    refuseNext: (code, facts) => {
      refusal = new Refusal((failure as (code: FailureCode, facts: unknown) => Failure)(code, facts));
    },
    pdf: async (model, path) => writeFile(path, await pdfOf(appFolder, open(), model, 'A4')),
    printed: () => printed,
    printNext: (outcome) => {
      printing = outcome;
    },
  };
  (globalThis as unknown as { stage: PaperStage }).stage = stage;
});
