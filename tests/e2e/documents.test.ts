import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { bundleScript } from '../../build/bundle.mjs';
import { plainText } from '../../shared/documents/plain-text.ts';
import type { DocumentModel } from '../../shared/models/document.ts';
import { sampleDocuments } from '../ceremony/sample-documents.ts';
import { executable, root, screenshot } from './harness.ts';
import { pageFaults } from './page-faults.ts';

let app: ElectronApplication;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'conclave-documents-'));
  const program = join(root, 'out/e2e-documents');
  await bundleScript('tests/e2e/document-room.ts', join(program, 'main.cjs'));
  writeFileSync(join(program, 'package.json'), '{"name":"document-room","main":"main.cjs"}');
  app = await _electron.launch({
    executablePath: executable(),
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), program, `--user-data-dir=${join(folder, 'data')}`],
    env: { ...(process.env as Record<string, string>), CONCLAVE_APP_FOLDER: join(root, 'out/app') },
  });
  await app.evaluate(({ app }) => app.whenReady().then(() => undefined));
});
afterAll(async () => {
  await app?.close();
  rmSync(folder, { recursive: true, force: true });
});
afterEach(() =>
  app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) window.destroy();
  }),
);

async function show(name: string, practice = false): Promise<Page> {
  const [page] = await Promise.all([
    app.waitForEvent('window'),
    app.evaluate((_, [name, practice]) => globalThis.documentRoom.show(name, practice), [name, practice] as const),
  ]);
  await page.waitForSelector('.paper footer');
  return page;
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const outcome = () => app.evaluate(() => globalThis.documentRoom.outcome);

async function save(page: Page, as: 'text' | 'PDF', name: string): Promise<string> {
  const path = join(folder, name);
  await app.evaluate(({ dialog }, filePath) => {
    (dialog as unknown as Record<string, unknown>)['showSaveDialog'] = async () => ({ canceled: false, filePath });
  }, path);
  await button(page, `Save as ${as}…`).click();
  await page.getByText(`Saved and read back: ${path}`).waitFor();
  return path;
}

const sample = (name: string, practice = false) => sampleDocuments({ practice })[name] as DocumentModel;
const textOf = (pdf: string) => execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' });
const pagesOf = (pdf: string) => textOf(pdf).split('\f').slice(0, -1);
const sizeOf = (pdf: string) => /Page size:.*/.exec(execFileSync('pdfinfo', [pdf], { encoding: 'utf8' }))?.[0] ?? '';

function rasterise(pdf: string, name: string): void {
  const pictures = join(root, 'out/screenshots');
  mkdirSync(pictures, { recursive: true });
  for (const old of readdirSync(pictures)) if (old.startsWith(`document-${name}-`)) rmSync(join(pictures, old));
  execFileSync('pdftoppm', ['-r', '80', '-png', pdf, join(pictures, `document-${name}`)], { stdio: 'ignore' });
}

/** What sticks out of its page. */
const cut = (page: Page) =>
  page.evaluate(
    () =>
      [...document.querySelectorAll('.body')].filter(
        (body) => body.scrollHeight > body.clientHeight || body.scrollWidth > body.clientWidth || body.childElementCount < 2,
      ).length,
  );

describe('a document', () => {
  it.each(['report', 'minutes', 'hostile'])('%s comes out whole on A4 and on Letter, each page numbered', async (name) => {
    const page = await show(name, true);
    for (const size of ['A4', 'Letter']) {
      await page.getByLabel('Paper size').selectOption(size);
      const pdf = await save(page, 'PDF', `${name}-${size}.pdf`);
      rasterise(pdf, `${name}-${size}`);
      const pages = pagesOf(pdf);
      expect(pages.length).toBe(await page.locator('.paper').count());
      for (const [at, text] of pages.entries()) {
        expect(text).toContain(`page ${at + 1} of ${pages.length}`);
        expect(text).toContain('REHEARSAL: not for real keys');
      }
      expect(await cut(page)).toBe(0);
      expect(sizeOf(pdf)).toMatch(size === 'A4' ? /59[45]\.\d+ x 84[12]/ : /61[12](\.\d+)? x 79[12]/);
    }
  });

  it('has all its words in the PDF and in the text file, and says the SHA-256 of each', async () => {
    const page = await show('report');
    const pdf = textOf(await save(page, 'PDF', 'words.pdf'));
    const text = await save(page, 'text', 'words.txt');
    expect(readFileSync(text, 'utf8')).toBe(plainText(sample('report')));
    const sha256 = createHash('sha256').update(readFileSync(text)).digest('hex');
    expect(await page.getByRole('status').textContent()).toContain(sha256);
    await screenshot(page, 'document-window-saved');
    for (let at = 1; at <= 60; at++) expect(pdf).toContain(`key ${at}, AES-256`);
    for (const words of ['Failed: 1 of 60 keys', 'not shown by this module', '9f3c647bedbf0d80', 'failed: what was'])
      expect(pdf).toContain(words);
    expect(pdf).not.toContain('REHEARSAL');
    expect(await pageFaults(page)).toEqual([]);
    await button(page, 'Close')
      .click({ noWaitAfter: true })
      .catch(() => undefined);
    await expect.poll(outcome).toMatchObject({ printed: false, saved: [{ path: join(folder, 'words.pdf') }, { path: text, sha256 }] });
  });

  it('repeats the head of a table on each page, and never leaves a heading alone', async () => {
    const page = await show('report');
    const heads = await page.evaluate(() =>
      [...document.querySelectorAll('.body')].map((body) => ({
        head: body.querySelectorAll('.table-row.head').length,
        last: body.lastElementChild?.tagName,
      })),
    );
    expect(heads.length).toBeGreaterThan(1);
    for (const { head, last } of heads) expect([head, last]).toEqual([1, 'DIV']);
  });

  it('takes all text as text, and loses nothing of what is longer than a page', async () => {
    const page = await show('hostile');
    const pdf = textOf(await save(page, 'PDF', 'hostile.pdf'));
    expect(pdf.match(/\bword\b/g)?.length).toBe(4000);
    expect(pdf.replace(/[^x]/g, '').length).toBeGreaterThanOrEqual(9000);
    expect(pdf).toContain('<b>bold</b>');
    expect(pdf).toContain('‹U+000A›');
    expect(await page.evaluate(() => document.images.length)).toBe(0);
  });

  it('can be made into a PDF without a window being seen', async () => {
    const path = join(folder, 'unseen.pdf');
    await app.evaluate((_, path) => globalThis.documentRoom.pdf('minutes', path), path);
    expect(textOf(path)).toContain('Charles Babbage');
    expect(textOf(path)).toContain('I did what these minutes tell.');
    expect(textOf(path).replace(/\s+/g, ' ')).toContain(`CONCLAVE HEAD 57 ${'9f3c647bedbf0d80'.repeat(4)}`);
    expect(sizeOf(path)).toMatch(/61[12](\.\d+)? x 79[12]/);
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(0);
  });

  it('has a window with nothing but its own bridge, in a session apart from the secrets', async () => {
    const page = await show('minutes', true);
    const found = await page.evaluate(() => ({
      bridge: Object.keys(window.paper).sort(),
      others: ['conclave', 'sheet', 'secrets', 'require', 'process'].filter((name) => name in globalThis),
      origin: location.origin,
    }));
    expect(found).toEqual({
      bridge: ['close', 'confirm', 'job', 'laidOut', 'print', 'savePdf', 'saveText'],
      others: [],
      origin: 'app://document',
    });
    await screenshot(page, 'document-window-minutes');
    // The window may be gone before the key has been answered.
    await page.keyboard.press('Escape').catch(() => undefined);
    await expect.poll(outcome).toEqual({ printed: false, saved: [] });
  });

  it('that cannot be drawn is told, and no window stays', async () => {
    await show('minutes');
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer());
    await expect.poll(outcome).toMatchObject({ code: 'document-not-laid-out' });
  });
});
