import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Locator, type Page } from 'playwright';
import type { Bridge, OperationName, RequestOf, ResponseOf } from '../../shared/ipc/contract.ts';
import type { Snapshot } from '../../shared/models/snapshot.ts';
import type { Result } from '../../shared/result.ts';

export const root = new URL('../..', import.meta.url).pathname;

export interface LaunchOptions {
  /** Start in rehearsal whatever readers there are; true where nothing is said. */
  readonly rehearsal?: boolean;
  readonly env?: Readonly<Record<string, string>>;
  /** A folder that outlives the app; where none is named the app gets its own, which is removed when it closes. */
  readonly userData?: string;
  readonly args?: readonly string[];
  /** null: as the system has it. */
  readonly colours?: 'light' | 'dark' | null;
  readonly language?: 'en' | 'de' | 'fr';
}

export interface RunningApp {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** What the app wrote to standard output and error so far. */
  readonly output: () => string;
  /** What the main window's page wrote to its console so far. */
  readonly consoleLines: readonly string[];
  readonly userData: string;
  close(): Promise<void>;
}

declare global {
  // The page under test: what the preload gives it.
  var conclave: Bridge;
}

/** Why the app cannot run here, or undefined where it can. Bundle first: `node build/bundle.mjs`. */
export function hindrance(): string | undefined {
  if (!existsSync(join(root, 'out/app/main.cjs'))) return 'the app has not been bundled';
  if (!existsSync(executable())) return 'there is no Electron runtime';
  return process.platform === 'linux' && !process.env['DISPLAY'] ? 'there is no display' : undefined;
}

export function executable(): string {
  const pathFile = join(root, 'node_modules/electron/path.txt');
  return join(root, 'node_modules/electron/dist', existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : 'electron');
}

/** Starts the real app and waits until it knows its devices. */
export async function launchApp({
  rehearsal = true,
  env = {},
  userData,
  args = [],
  colours = 'light',
  language = 'en',
}: LaunchOptions = {}): Promise<RunningApp> {
  const reason = hindrance();
  if (reason) throw new Error(`the app cannot run: ${reason}`);
  const folder = userData ?? (await mkdtemp(join(tmpdir(), 'conclave-e2e-')));
  const app = await _electron.launch({
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '.',
      `--user-data-dir=${folder}`,
      `--language=${language}`,
      ...(rehearsal ? ['--rehearsal'] : []),
      ...args,
    ],
    cwd: root,
    colorScheme: colours,
    chromiumSandbox: process.getuid?.() !== 0,
    env: { ...(process.env as Record<string, string>), ...env },
  });
  let output = '';
  for (const stream of [app.process().stdout, app.process().stderr]) stream?.on('data', (chunk) => (output += chunk));
  const consoleLines: string[] = [];
  const page = await app.firstWindow();
  page.on('console', (message) => consoleLines.push(message.text()));
  page.on('pageerror', (error) => consoleLines.push(`page error: ${error.message}`));
  await page.waitForFunction(() => 'conclave' in globalThis);
  await invoke(page, 'state.read', {});
  const close = async () => {
    // A test that leaves a plan unsaved means to.
    await page.evaluate(() => (window.onbeforeunload = null)).catch(() => undefined);
    await app.close();
    if (userData === undefined) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  return { app, page, output: () => output, consoleLines, userData: folder, close };
}

/** Asks main as the page's own code does. */
export function invoke<Name extends OperationName>(page: Page, name: Name, request: RequestOf<Name>): Promise<Result<ResponseOf<Name>>> {
  return page.evaluate(([name, request]) => globalThis.conclave.invoke(name as never, request as never), [
    name,
    request,
  ] as const) as Promise<Result<ResponseOf<Name>>>;
}

/** The state as main tells it; throws where it tells a failure. */
export async function readState(page: Page): Promise<Snapshot> {
  const result = await invoke(page, 'state.read', {});
  if (!result.ok) throw new Error(result.failure.what);
  return result.value;
}

/** Waits until the state fulfils the condition, and gives it. */
export async function stateWhere(page: Page, holds: (snapshot: Snapshot) => boolean, timeoutMs = 15_000): Promise<Snapshot> {
  for (const until = Date.now() + timeoutMs; ; await page.waitForTimeout(50)) {
    const state = await readState(page);
    if (holds(state)) return state;
    if (Date.now() > until) throw new Error(`the state never came: ${JSON.stringify(state.readers)}`);
  }
}

/** The devices in the readers, in the order of the readers. */
export function devicesOf(snapshot: Snapshot) {
  return snapshot.readers.flatMap(({ card }) => (card.kind === 'device' ? [card.device] : []));
}

/** Does what makes the app ask for secrets, and gives the secret window once its form is there. */
export async function secretWindow({ app }: RunningApp, cause: () => unknown): Promise<Page> {
  const [window] = await Promise.all([app.waitForEvent('window', (page) => page.url().startsWith('app://secret/')), cause()]);
  await window.waitForSelector('form');
  return window;
}

/** Fills the fields of the secret window by their labels, ticks the box where there is one, and chooses OK. */
export async function answerSecrets(window: Page, entries: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, text] of Object.entries(entries)) await window.getByLabel(label, { exact: true }).fill(text);
  for (const box of await window.getByRole('checkbox').all()) await box.check();
  await pressLast(window.getByRole('button', { name: 'OK' }));
}

/** Presses what closes its window, which may be gone before Playwright hears that it was pressed. */
async function pressLast(button: Locator): Promise<void> {
  await button.click({ noWaitAfter: true }).catch((error: unknown) => {
    if (!String(error).includes('has been closed')) throw error;
  });
}

/** The button of main's own window that says yes to what is asked there. */
export const agreement = (window: Page) => window.locator('form[data-asks=agreement] button[type=submit]');

/** Does what makes main ask a person before a card is changed, and agrees in main's own window. Gives what the cause gives. */
export async function agree<T>({ app }: RunningApp, cause: () => Promise<T>): Promise<T> {
  const opened = app.waitForEvent('window', (page) => page.url().startsWith('app://secret/'));
  const done = cause();
  const window = await opened;
  const closed = window.waitForEvent('close');
  await pressLast(agreement(window));
  await closed;
  return done;
}

/** Makes the native dialogs answer by themselves: paths for opening and saving, the number of a button for questions. */
export async function stubDialogs({ app }: RunningApp, answers: { open?: string; save?: string; button?: number }): Promise<void> {
  await app.evaluate(({ dialog }, { open, save, button }) => {
    const { dialog: stub } = { dialog: dialog as unknown as Record<string, unknown> };
    if (open !== undefined) stub['showOpenDialog'] = async () => ({ canceled: false, filePaths: [open] });
    if (save !== undefined) stub['showSaveDialog'] = async () => ({ canceled: false, filePath: save });
    if (button !== undefined) stub['showMessageBox'] = async () => ({ response: button, checkboxChecked: false });
  }, answers);
}

/** Saves a picture of a window as out/screenshots/NAME.png. */
export async function screenshot(page: Page, name: string): Promise<string> {
  const folder = join(root, 'out/screenshots');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path });
  return path;
}
