import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import axe from 'axe-core';
import { _electron, type ElectronApplication, type Page } from 'playwright';
import { build } from 'vite';
import { targets } from '../../build/bundle-targets.mjs';
import { contentSecurityPolicy } from '../../electron/app-content.ts';
import type { AnyScene } from './stage-page.ts';

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
const types: Record<string, string> = { html: 'text/html; charset=utf-8', js: 'text/javascript', css: 'text/css' };

/** The built room in a real Electron window, under the app's own policy, with a scripted main. */
export interface Stage {
  readonly page: Page;
  /** Everything the browser complained about: refused styles, errors, failed requests. */
  readonly complaints: string[];
  show(scene: AnyScene): Promise<void>;
  /** The inner size in CSS pixels. */
  resize(width: number, height: number): Promise<void>;
  close(): Promise<void>;
}

export async function openStage(): Promise<Stage> {
  const [files, script] = await Promise.all([builtRoom(), builtScript()]);
  const server = await serve(files);
  const { port } = server.address() as AddressInfo;
  const app = await _electron.launch({
    executablePath: `${root}/node_modules/electron/dist/electron`,
    args: [`${root}/tests/renderer/stage-app.cjs`],
    // The window's first, empty page has no policy, and Electron would say so on the console.
    env: { ...process.env, STAGE_URL: 'about:blank', ELECTRON_DISABLE_SECURITY_WARNINGS: '1' } as Record<string, string>,
  });
  const page = await app.firstWindow();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  // Init scripts are not subject to the policy; the room's own scripts are.
  await page.addInitScript({ content: axe.source });
  await page.addInitScript({ content: script });
  await page.goto(`http://127.0.0.1:${port}/index.html`);
  return {
    page,
    complaints,
    async show(scene) {
      // A plan that was written in the scene before is not lost without a question; here nobody answers.
      await page.evaluate(() => {
        window.onbeforeunload = null;
      });
      await page.reload();
      await page.evaluate((name) => window.roomStage.show(name), scene);
      await page.waitForTimeout(100);
    },
    resize: (width, height) => resize(app, width, height),
    async close() {
      await app.close();
      server.close();
    },
  };
}

async function resize(app: ElectronApplication, width: number, height: number): Promise<void> {
  await app.evaluate(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height), {
    width,
    height,
  });
}

async function builtRoom(): Promise<Map<string, string>> {
  const target = targets(root, '').find(({ name }) => name === 'renderer');
  const { output } = (await build((await target?.config()) ?? {})) as { output: { fileName: string; code?: string; source?: string }[] };
  const files = output.map((file) => [`/${file.fileName}`, file.code ?? String(file.source)] as const);
  // Main makes this one: language and contrast. Without it the room is English.
  return new Map([...files, ['/surroundings.js', '']]);
}

async function builtScript(): Promise<string> {
  const entry = `${root}/tests/renderer/stage-page.ts`;
  const lib = { entry, formats: ['iife' as const], name: 'stagePage', fileName: 'stage' };
  const built = await build({ configFile: false, logLevel: 'warn', build: { write: false, target: 'chrome114', lib } });
  const [bundle] = [built].flat() as unknown as { output: { code: string }[] }[];
  return bundle?.output[0]?.code ?? '';
}

async function serve(files: Map<string, string>): Promise<Server> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://stage').pathname;
    const content = files.get(path);
    response.writeHead(content === undefined ? 404 : 200, {
      'Content-Type': types[path.split('.').at(-1) ?? ''] ?? 'text/plain',
      'Content-Security-Policy': contentSecurityPolicy,
    });
    response.end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
