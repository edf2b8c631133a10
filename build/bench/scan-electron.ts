import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { app, BrowserWindow } from 'electron';
import { appSession, registerScheme } from '../../electron/app-session.ts';
import { entryWindows } from '../../electron/entry-windows.ts';
import { scanner } from '../../electron/secret-window/scanner/scan.ts';
import type { PaperSize } from '../../shared/models/sheet.ts';
import { pdfOf } from '../../tests/e2e/sheet-pdf.ts';
import { benchSheet } from './scan-sheets.ts';

/**
 * The main process of the scan benchmark: each sheet goes through the app's own layout and PDF, through pdftoppm at 150 dpi, a
 * rotation of 2 degrees, noise and JPEG, and back through the app's own scanner. Words after the program: folder of the
 * bundled app, how many sheets, where the result goes. With a fourth word, the pictures of failures are kept there.
 */
const [appFolder = '', count = '', resultFile = '', keep = ''] = process.argv.slice(process.argv.indexOf('--') + 1);
const run = promisify(execFile);
const dpi = 150;
const degrees = 2;
const quality = 0.5;
const noise = 24;

export interface ScanResult {
  readonly sheets: number;
  readonly whole: number;
  readonly codes: number;
  readonly found: number;
  readonly scanMs: readonly number[];
  readonly failed: readonly string[];
}

registerScheme();
app.on('window-all-closed', () => undefined);
void app.whenReady().then(async () => {
  try {
    await writeFile(resultFile, JSON.stringify(await scanAll(Number(count))));
  } catch (error) {
    process.stderr.write(`${(error as Error).stack}\n`);
  }
  app.exit(0);
});

async function scanAll(sheets: number): Promise<ScanResult> {
  const folder = await mkdtemp(join(tmpdir(), 'conclave-scan-'));
  const secret = appSession('secret', join(appFolder, 'secret'));
  const spoiler = new BrowserWindow({ show: false, webPreferences: { sandbox: true, backgroundThrottling: false } });
  await spoiler.loadURL('about:blank');
  let picture: Uint8Array = new Uint8Array(0);
  const common = { parent: () => undefined, rehearsal: () => true, watchProgress: () => () => undefined, cancelWork: () => undefined };
  const parts = entryWindows(appFolder, () => secret, common).scanner;
  const scan = scanner({ ...parts, openFile: async () => ({ name: 'sheet.jpg', bytes: picture }) }, () => undefined);
  const result = { sheets, whole: 0, codes: 0, found: 0, scanMs: [] as number[], failed: [] as string[] };
  try {
    let next = printed(0);
    for (let number = 0; number < sheets; number++) {
      const { model, size, pdf } = await next;
      // The next sheet is laid out, and the next page spoilt, in other processes while this one is scanned.
      if (number + 1 < sheets) next = printed(number + 1);
      const wanted = new Set(model.codes.map(({ text }) => text));
      const seen = new Set<string>();
      let pages = 0;
      // A long sheet has pages without a code, the rest of its lines: they are not looked at.
      for await (const sent of ahead(spoiltPages(pdf, number))) {
        pages += 1;
        picture = Uint8Array.from(sent);
        const before = seen.size;
        const start = performance.now();
        const take = (text: string) => {
          if (wanted.has(text)) seen.add(text);
          return { done: seen.size === wanted.size, words: '' };
        };
        await scan('file', { title: '', words: '', take }).catch(() => undefined);
        result.scanMs.push(performance.now() - start);
        if (keep !== '' && seen.size === before) await writeFile(join(keep, `${number}-${pages}.jpg`), sent);
        if (seen.size === wanted.size) break;
      }
      result.codes += wanted.size;
      result.found += seen.size;
      if (seen.size === wanted.size) result.whole++;
      else result.failed.push(`${number} ${model.kind} ${size}: ${seen.size} of ${wanted.size}`);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return result;

  async function printed(number: number) {
    const model = benchSheet(number);
    const size: PaperSize = number % 4 === 1 ? 'Letter' : 'A4';
    return { model, size, pdf: await pdfOf(appFolder, secret, model, size) };
  }

  async function* spoiltPages(pdf: Uint8Array, number: number): AsyncGenerator<Uint8Array> {
    for await (const page of rasterised(pdf, folder)) yield spoilt(spoiler, page, number % 2 === 0 ? degrees : -degrees, number);
  }
}

/** The same, one ahead of what is asked for. */
async function* ahead<T>(source: AsyncGenerator<T>): AsyncGenerator<T> {
  try {
    let next = source.next();
    for (let item = await next; !item.done; item = await next) {
      next = source.next();
      yield item.value;
    }
  } finally {
    await source.return(undefined);
  }
}

/** One page after the other, as far as they are asked for. */
async function* rasterised(pdf: Uint8Array, folder: string): AsyncGenerator<Uint8Array> {
  const path = join(folder, 'sheet.pdf');
  await writeFile(path, pdf);
  const { stdout } = await run('pdfinfo', [path]);
  const pages = Number(/^Pages:\s+(\d+)$/m.exec(stdout)?.[1]);
  const picture = join(folder, 'page');
  for (let page = 1; page <= pages; page++) {
    await run('pdftoppm', ['-r', String(dpi), '-png', '-singlefile', '-f', String(page), '-l', String(page), path, picture]);
    const bytes = await readFile(`${picture}.png`);
    await rm(`${picture}.png`);
    yield bytes;
  }
}

/** A bad scan of a page: turned, noisy, and saved as a poor JPEG. */
async function spoilt(window: BrowserWindow, png: Uint8Array, angle: number, seed: number): Promise<Uint8Array> {
  const script = `(async () => {
    const bytes = Uint8Array.from(atob('${Buffer.from(png).toString('base64')}'), (c) => c.charCodeAt(0));
    const page = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(page.width, page.height);
    const context = canvas.getContext('2d', { willReadFrequently: true });
    context.fillStyle = '#fff';
    context.fillRect(0, 0, page.width, page.height);
    context.translate(page.width / 2, page.height / 2);
    context.rotate((${angle} * Math.PI) / 180);
    context.drawImage(page, -page.width / 2, -page.height / 2);
    const image = context.getImageData(0, 0, page.width, page.height);
    let state = ${seed + 1};
    for (let at = 0; at < image.data.length; at += 4) {
      state = (Math.imul(state, 1664525) + 1013904223) | 0;
      const shift = ((state >>> 16) / 65535 - 0.5) * 2 * ${noise};
      for (let channel = 0; channel < 3; channel++) image.data[at + channel] += shift;
    }
    context.putImageData(image, 0, 0);
    const jpeg = await canvas.convertToBlob({ type: 'image/jpeg', quality: ${quality} });
    const out = new Uint8Array(await jpeg.arrayBuffer());
    let text = '';
    for (let at = 0; at < out.length; at += 32768) text += String.fromCharCode(...out.subarray(at, at + 32768));
    return btoa(text);
  })()`;
  return Buffer.from((await window.webContents.executeJavaScript(script)) as string, 'base64');
}
