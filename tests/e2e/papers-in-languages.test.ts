import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundleScript } from '../../build/bundle.mjs';
import { translations } from '../../build/languages/catalogs.mjs';
import { executable, root } from './harness.ts';

/** As many pages as in English. */
const mostPages: Record<string, number> = {
  ...{ 'share-file': 1, 'share-file-plain': 1, 'wrapped-aes': 1, 'wrapped-ec': 2, 'wrapped-rsa': 4 },
  ...{ 'password-share': 1, 'text-share': 1, 'text-share-long': 3, 'blank-share': 1 },
};
const rooms = ['sheet-room', 'document-room'] as const;
const pictures = join(root, 'out/screenshots');

beforeAll(async () => {
  for (const room of rooms) {
    const program = join(root, 'out/e2e-papers', room);
    await bundleScript(`tests/e2e/${room}.ts`, join(program, 'main.cjs'));
    writeFileSync(join(program, 'package.json'), `{"name":"${room}","main":"main.cjs"}`);
  }
  mkdirSync(pictures, { recursive: true });
});

async function inRoom(room: (typeof rooms)[number], language: string, use: (app: ElectronApplication, folder: string) => Promise<void>) {
  const folder = mkdtempSync(join(tmpdir(), 'conclave-papers-'));
  const app = await _electron.launch({
    executablePath: executable(),
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      join(root, 'out/e2e-papers', room),
      `--user-data-dir=${join(folder, 'data')}`,
    ],
    env: {
      ...(process.env as Record<string, string>),
      CONCLAVE_APP_FOLDER: join(root, 'out/app'),
      CONCLAVE_TEST_LANGUAGE: language,
      TZ: 'Europe/Luxembourg',
    },
  });
  try {
    await app.evaluate(({ app }) => app.whenReady().then(() => undefined));
    await use(app, folder);
  } finally {
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What sticks out of its page: a block below its end, or a text beside its box. */
const sticksOut = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.body, .paper > header, .paper footer')].flatMap((box) =>
      box.scrollHeight > box.clientHeight + 1 || box.scrollWidth > box.clientWidth + 1 ? [box.textContent?.slice(0, 80)] : [],
    ),
  );

const rasterise = (pdf: string, name: string) =>
  execFileSync('pdftoppm', ['-r', '70', '-png', pdf, join(pictures, name)], { stdio: 'ignore' });

describe.each(translations)('papers in %s', (language) => {
  it('every sheet is whole on A4 and on Letter, with no more pages than in English', () =>
    inRoom('sheet-room', language, async (app, folder) => {
      const tooLong: string[] = [];
      for (const [name, most] of Object.entries(mostPages)) {
        const [page] = await Promise.all([
          app.waitForEvent('window'),
          app.evaluate((_, name) => globalThis.sheetRoom.show(name, 1, true), name),
        ]);
        await page.waitForSelector('.paper footer');
        expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
        for (const size of ['A4', 'Letter']) {
          await page.locator('#paper-size').selectOption(size);
          expect([name, size, await sticksOut(page)]).toEqual([name, size, []]);
          const pages = await page.locator('.paper').count();
          if (pages > most) tooLong.push(`${name} on ${size}: ${pages} pages`);
        }
        const pdf = join(folder, 'sheet.pdf');
        const base64 = await app.evaluate(async ({ BrowserWindow }) => {
          const bytes = await BrowserWindow.getAllWindows()[0]?.webContents.printToPDF({ preferCSSPageSize: true, printBackground: true });
          return bytes?.toString('base64') ?? '';
        });
        writeFileSync(pdf, Buffer.from(base64, 'base64'));
        rasterise(pdf, `sheet-${language}-${name}`);
        await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.destroy());
      }
      expect(tooLong).toEqual([]);
    }));

  it('the forms fit their pages, on A4 and on Letter', () =>
    inRoom('document-room', language, async (app, folder) => {
      const [page] = await Promise.all([app.waitForEvent('window'), app.evaluate(() => globalThis.documentRoom.show('forms', false))]);
      await page.waitForSelector('.paper footer');
      for (const size of ['A4', 'Letter'] as const) {
        await page.locator('#paper-size').selectOption(size);
        expect([size, await sticksOut(page)]).toEqual([size, []]);
        const pdf = join(folder, `${size}.pdf`);
        await app.evaluate((_, [pdf, size]) => globalThis.documentRoom.pdf('forms', pdf, size), [pdf, size] as const);
        rasterise(pdf, `forms-${language}-${size}`);
      }
    }));
});
