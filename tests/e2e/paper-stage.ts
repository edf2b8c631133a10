import { mkdirSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright';
import { bundleScript } from '../../build/bundle.mjs';
import { executable, hindrance, root } from './harness.ts';
import type { Ended, PaperStage } from './paper-stage-main.ts';

declare global {
  var stage: PaperStage;
}

/** The paper windows in real Electron with the shipped pages, and a main that opens them at a word. */
export interface Stage {
  readonly app: ElectronApplication;
  /** Calls the stage in main. */
  call<Name extends keyof PaperStage>(name: Name, ...given: Parameters<PaperStage[Name]>): Promise<ReturnType<PaperStage[Name]>>;
  /** Begins a task and gives its window once it is shown. */
  open<Name extends 'handOver' | 'enterShare' | 'enterSheet' | 'showText'>(
    name: Name,
    ...given: Parameters<PaperStage[Name]>
  ): Promise<Page>;
  /** What came of the task. */
  outcome(): Promise<Ended>;
  /** The next window with this address. */
  nextWindow(prefix: string, cause: () => Promise<unknown>): Promise<Page>;
  /** What native dialogs answer: the path of a file, or null for Cancel. */
  chooses(path: string | null): Promise<void>;
  close(): Promise<void>;
}

export async function openPaperStage(args: readonly string[] = []): Promise<Stage> {
  const reason = hindrance();
  if (reason) throw new Error(`the app cannot run: ${reason}`);
  const folder = join(root, 'out/e2e-paper');
  mkdirSync(folder, { recursive: true });
  await bundleScript('tests/e2e/paper-stage-main.ts', join(folder, 'main.cjs'));
  writeFileSync(join(folder, 'package.json'), '{"name":"paper-stage","main":"main.cjs"}');
  const data = await mkdtemp(join(tmpdir(), 'conclave-paper-'));
  const isRoot = process.getuid?.() === 0;
  const app = await _electron.launch({
    executablePath: executable(),
    args: [...(isRoot ? ['--no-sandbox'] : []), folder, `--user-data-dir=${data}`, ...args],
    chromiumSandbox: !isRoot,
    colorScheme: 'light',
    env: { ...(process.env as Record<string, string>), STAGE_APP: join(root, 'out/app') },
  });
  await app.firstWindow();
  const call: Stage['call'] = async (name, ...given) =>
    (await app.evaluate(
      (_electron, [name, given]) => (globalThis.stage[name as never] as (...all: unknown[]) => unknown)(...(given as unknown[])),
      [name, given] as const,
    )) as never;
  const nextWindow: Stage['nextWindow'] = async (prefix, cause) => {
    const [window] = await Promise.all([app.waitForEvent('window', (page) => page.url().startsWith(prefix)), cause()]);
    return window;
  };
  return {
    app,
    call,
    nextWindow,
    async open(name, ...given) {
      const window = await nextWindow('app://secret/entry/', () => call(name, ...given));
      await window.waitForSelector('form');
      return window;
    },
    async outcome() {
      for (const until = Date.now() + 20_000; Date.now() < until; await new Promise((resolve) => setTimeout(resolve, 50))) {
        const ended = await call('ended');
        if (ended) return ended as Ended;
      }
      throw new Error('the task did not end');
    },
    chooses: (path) =>
      app.evaluate(({ dialog }, chosen) => {
        const stub = dialog as unknown as Record<string, unknown>;
        stub['showOpenDialog'] = async () => ({ canceled: chosen === null, filePaths: chosen === null ? [] : [chosen] });
      }, path),
    async close() {
      await app.close();
      await rm(data, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
