import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { bundleScript } from '../../build/bundle.mjs';
import { executable, root, screenshot } from './harness.ts';
import { pageFaults } from './page-faults.ts';

let app: ElectronApplication;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'conclave-sheets-'));
  const program = join(root, 'out/e2e-sheets');
  await bundleScript('tests/e2e/sheet-room.ts', join(program, 'main.cjs'));
  writeFileSync(join(program, 'package.json'), '{"name":"sheet-room","main":"main.cjs"}');
  app = await _electron.launch({
    executablePath: executable(),
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), program, `--user-data-dir=${join(folder, 'data')}`],
    env: { ...(process.env as Record<string, string>), CONCLAVE_APP_FOLDER: join(root, 'out/app'), TZ: 'Europe/Luxembourg' },
  });
  await app.evaluate(({ app }) => app.whenReady().then(() => undefined));
});
afterAll(async () => {
  await app?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** No window of a test that failed stays for the next one. */
afterEach(() =>
  app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) window.destroy();
  }),
);

async function show(name: string, { copies = 1, practice = false } = {}): Promise<Page> {
  const [page] = await Promise.all([
    app.waitForEvent('window'),
    app.evaluate((_, [name, copies, practice]) => globalThis.sheetRoom.show(name, copies, practice), [name, copies, practice] as const),
  ]);
  await page.waitForSelector('.paper footer');
  return page;
}

const outcome = () => app.evaluate(() => globalThis.sheetRoom.outcome);
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

async function close(page: Page) {
  // The window may be gone before the click has been answered.
  await button(page, 'Close')
    .click({ noWaitAfter: true })
    .catch(() => undefined);
  await expect.poll(outcome).toBeDefined();
  return outcome();
}

/** Saves the sheet as a PDF and gives its path, renamed so that the next one finds its name free. */
async function pdfOf(page: Page, name: string): Promise<string> {
  await app.evaluate((_, into) => {
    globalThis.sheetRoom.folder = into;
  }, folder);
  await button(page, 'Save as PDF…').click();
  await page.getByText('Saved and read back').waitFor();
  const [saved = ''] = readdirSync(folder).filter((each) => each.endsWith('.pdf') && !each.startsWith('sheet '));
  const path = join(folder, `sheet ${name}.pdf`);
  renameSync(join(folder, saved), path);
  return path;
}

const info = (pdf: string) => execFileSync('pdfinfo', [pdf], { encoding: 'utf8' });
const pagesOf = (pdf: string) => Number(/Pages:\s+(\d+)/.exec(info(pdf))?.[1]);
const textOf = (pdf: string) => execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' });

/** Pictures of all pages in out/screenshots. */
function rasterise(pdf: string, name: string): void {
  const pictures = join(root, 'out/screenshots');
  mkdirSync(pictures, { recursive: true });
  for (const old of readdirSync(pictures)) if (old.startsWith(`sheet-${name}-`)) rmSync(join(pictures, old));
  execFileSync('pdftoppm', ['-r', '100', '-png', pdf, join(pictures, `sheet-${name}`)], { stdio: 'ignore' });
}

const mostPages: Record<string, number> = {
  'share-file': 1,
  'share-file-plain': 1,
  'wrapped-aes': 1,
  'wrapped-ec': 2,
  'wrapped-rsa': 4,
  'password-share': 1,
  'text-share': 1,
  'text-share-long': 3,
  'blank-share': 1,
};

describe('the sheets', () => {
  it.each(Object.keys(mostPages))('%s comes out whole on A4 and on Letter', async (name) => {
    const page = await show(name);
    for (const size of ['A4', 'Letter']) {
      await page.getByLabel('Paper size').selectOption(size);
      const pdf = await pdfOf(page, `${name}-${size}`);
      rasterise(pdf, `${name}-${size}`);
      const shown = await page.locator('.paper').count();
      expect(pagesOf(pdf)).toBe(shown);
      expect(shown).toBeLessThanOrEqual(mostPages[name] as number);
      expect(info(pdf)).toMatch(size === 'A4' ? /Page size:\s+59[45]\.\d+ x 84[12]/ : /Page size:\s+61[12](\.\d+)? x 79[12]/);
      // nothing sticks out of its page
      const cut = await page.evaluate(() =>
        [...document.querySelectorAll('.body')].flatMap((body) =>
          body.scrollHeight > body.clientHeight || body.scrollWidth > body.clientWidth
            ? [`${body.scrollWidth} x ${body.scrollHeight} in ${body.clientWidth} x ${body.clientHeight}`]
            : [],
        ),
      );
      expect(cut).toEqual([]);
    }
    await close(page);
  });

  it('say what a stranger needs: what it is, how to restore it with stock tools, and which characters look alike', async () => {
    const page = await show('share-file', { copies: 2 });
    const text = textOf(await pdfOf(page, 'two copies')).replace(/\s+/g, ' ');
    await close(page);
    for (const words of [
      'CIPHERTEXT',
      'A SmartCard-HSM is a chip card or USB token',
      'copy 1 of 2',
      'copy 2 of 2',
      '2026-03-14 14:05 UTC+01:00',
      'openssl base64 -d -in share.txt -out share.pbe',
      'sc-hsm-tool --import-dkek-share share.pbe --pwd-shares-total 2',
      'set Q0RT-55XB, any 2 of 3 shares',
      'U2Fs dGVk X185 c7cg',
      'zero',
      'page 1 of 1',
    ]) {
      expect(text).toContain(words);
    }
  });

  it('of a rehearsal say so on every page', async () => {
    const page = await show('wrapped-rsa', { practice: true });
    expect(await page.locator('.tools').getByText('REHEARSAL', { exact: true }).count()).toBe(1);
    const pdf = await pdfOf(page, 'practice');
    rasterise(pdf, 'practice');
    const pages = textOf(pdf).split('\f').slice(0, -1);
    expect(pages.length).toBeGreaterThan(2);
    for (const each of pages) expect(each).toContain('REHEARSAL: not for real keys');
    await close(page);
  });

  it('are set in their own font, with a slash through every zero', async () => {
    const page = await show('password-share');
    const fonts = execFileSync('pdffonts', [await pdfOf(page, 'fonts')], { encoding: 'utf8' });
    expect(fonts).toMatch(/AtkinsonHyperlegibleMono/);
    expect(fonts).not.toMatch(/DejaVu|Liberation|Noto/);
    await close(page);
  });
});

describe('the sheet window', () => {
  it('has nothing but its own bridge, and covers a share until only its custodian sees the screen', async () => {
    const page = await show('password-share');
    const found = await page.evaluate(() => ({
      bridge: Object.keys(window.sheet).sort(),
      others: ['conclave', 'secrets', 'require', 'process'].filter((name) => name in globalThis),
    }));
    expect(found).toEqual({ bridge: ['close', 'confirm', 'job', 'laidOut', 'print', 'save'], others: [] });
    const content = page.locator('.content').last();
    expect(await content.isVisible()).toBe(false);
    expect(await page.locator('.code svg').isVisible()).toBe(false);
    await screenshot(page, 'sheet-window-covered');
    await page.getByLabel('Only I can see the screen').check();
    expect(await content.isVisible()).toBe(true);
    await screenshot(page, 'sheet-window-share');
    await page.evaluate(() => {
      document.hasFocus = () => false;
      globalThis.dispatchEvent(new Event('blur'));
    });
    expect(await content.isVisible()).toBe(false);
    expect(await page.evaluate(() => document.dispatchEvent(new ClipboardEvent('copy', { cancelable: true })))).toBe(false);
    // what is covered on the screen is still on the paper
    expect(textOf(await pdfOf(page, 'covered'))).toContain('01:f2:a6:97:');
    await close(page);
  });

  it('tells what became of the sheet: nothing, saved, cancelled', async () => {
    expect(await close(await show('blank-share'))).toEqual({ sheetId: '', printed: false, saved: [] });
    const page = await show('share-file');
    await app.evaluate(() => {
      globalThis.sheetRoom.folder = '';
    });
    await button(page, 'Save as PDF…').click();
    await expect.poll(() => button(page, 'Save as PDF…').isEnabled()).toBe(true);
    expect(await page.getByRole('status').textContent()).toBe('');
    await pdfOf(page, 'once');
    writeFileSync(join(folder, 'share-file-K7Q2-M5TX.pdf'), 'something else');
    await button(page, 'Save as PDF…').click();
    await page.getByRole('alert').getByText('already exists').waitFor();
    rmSync(join(folder, 'share-file-K7Q2-M5TX.pdf'));
    expect(await pageFaults(page)).toEqual([]);
    expect(await close(page)).toEqual({ sheetId: 'K7Q2-M5TX', printed: false, saved: [join(folder, 'share-file-K7Q2-M5TX.pdf')] });
  });

  it('says that there is no printer', async () => {
    const page = await show('share-file');
    await stubPrinter({ printers: 0 });
    await button(page, 'Print…').click();
    await page.getByRole('alert').getByText('No printer is set up').waitFor();
    expect(await close(page)).toMatchObject({ printed: false });
  });

  it.each([
    ['Print job canceled', undefined],
    ['Print job failed', 'The sheet was not printed (Print job failed).'],
  ])('says why nothing was printed: %s', async (reason, words) => {
    const page = await show('share-file');
    await stubPrinter({ printers: 1, reason });
    await button(page, 'Print…').click();
    await expect.poll(() => button(page, 'Print…').isEnabled()).toBe(true);
    if (words) expect(await page.getByRole('alert').textContent()).toContain(words);
    else expect(await page.getByRole('alert').count()).toBe(0);
    expect(await close(page)).toMatchObject({ printed: false });
  });

  it('counts a sheet as printed only once the person has seen the paper', async () => {
    for (const [answer, printed] of [
      ['No', false],
      ['Yes, all is there', true],
    ] as const) {
      const page = await show('share-file');
      await stubPrinter({ printers: 1 });
      await button(page, 'Print…').click();
      await page.getByText('did 1 page come out, complete and readable?').waitFor();
      await screenshot(page, 'sheet-window-printed');
      await button(page, answer).click();
      expect(await close(page)).toMatchObject({ printed, saved: [] });
    }
  });

  it('says when a sheet waits in the queue of a printer that is off', async () => {
    const page = await show('share-file');
    await stubPrinter({ printers: 1, job: 'Office-12' });
    await button(page, 'Print…').click();
    await page.getByRole('alert').getByText('still waits in the queue of the printer Office.').waitFor({ timeout: 25_000 });
    expect(await page.getByText('complete and readable?').count()).toBe(1);
    await close(page);
  });
});

/** There is no printer here: what the system would answer. `job` stays in its queue. */
function stubPrinter(answers: { printers: number; reason?: string; job?: string }): Promise<void> {
  return app.evaluate(({ BrowserWindow }, { printers, reason, job }) => {
    const [window] = BrowserWindow.getAllWindows();
    const contents = window?.webContents as unknown as Record<string, unknown>;
    globalThis.sheetRoom.waiting = [];
    contents['getPrintersAsync'] = async () => Array.from({ length: printers }, () => ({}));
    contents['print'] = (_: unknown, done: (success: boolean, reason: string) => void) => {
      if (job) globalThis.sheetRoom.waiting = [job];
      done(reason === undefined, reason ?? '');
    };
  }, answers);
}
