import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type axe from 'axe-core';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SheetModel } from '../../shared/models/sheet.ts';
import { pbeFile, sampleSheets, secretText, wrappedKeyFile } from '../ceremony/sample-sheets.ts';
import { screenshot } from './harness.ts';
import { openPaperStage, type Stage } from './paper-stage.ts';

let stage: Stage;
const folder = mkdtempSync(join(tmpdir(), 'conclave-entry-'));
const path = (name: string) => join(folder, name);

const sheets = sampleSheets({ practice: true });
const model = (name: string) => sheets[name] as SheetModel;
const contentOf = ({ lines }: SheetModel) => lines.map(({ groups }) => groups.join(''));
const password = model('password-share');
const [, shareId = '', shareValue = ''] = contentOf(password);
const readBack = [shareId, shareValue];
const share = { title: 'Import DKEK Share', purpose: 'Two custodians enter their parts of the password.', position: '2 of 2' };
const ours = { ...share, kind: 'ours' as const, primeFirst: false, entered: ['Share 1, fingerprint 3F9A 11C0 AB'] };
const restore = { title: 'Restore from paper', purpose: 'The lines of the sheet, or its codes, bring back the file that was printed.' };
const handOver = { model: password, custodian: 'Ada Lovelace', readBack };

beforeAll(async () => {
  stage = await openPaperStage();
  for (const name of ['share-file', 'wrapped-rsa', 'password-share', 'text-share', 'blank-share']) {
    await stage.call('pdf', model(name), path(`${name}.pdf`));
    execFileSync('pdftoppm', ['-r', '150', '-png', path(`${name}.pdf`), path(name)]);
  }
  // Codes 1 to 6 of 8, the rest cut off.
  execFileSync('pdftoppm', [
    ...['-r', '150', '-png', '-singlefile', '-f', '3', '-l', '3'],
    ...['-H', '1240'],
    path('wrapped-rsa.pdf'),
    path('half-page'),
  ]);
  writeFileSync(path('half.pdf'), readFileSync(path('share-file.pdf')).subarray(0, 3000));
  writeFileSync(path('letter.txt'), 'Dear custodian');
}, 120_000);
afterAll(async () => {
  await stage?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The window may close before the click has been answered. */
const press = (window: Page, name: string) =>
  window
    .getByRole('button', { name, exact: true })
    .click()
    .catch((error: unknown) => {
      if (!window.isClosed()) throw error;
    });
const field = (window: Page, label: string) => window.getByLabel(label, { exact: true });
const blur = (window: Page) => window.evaluate(() => globalThis.dispatchEvent(new Event('blur')));
const told = async (window: Page) => (await window.getByRole('alert').textContent()) ?? '';
const whole = (window: Page) =>
  window.evaluate(() => document.documentElement.outerHTML + [...document.querySelectorAll('input')].map((each) => each.value).join());
const ok = (window: Page) => window.getByRole('button', { name: 'OK', exact: true });

async function scanFile(window: Page, name: string | null): Promise<void> {
  await stage.chooses(name === null ? null : path(name));
  await press(window, 'From image or PDF…');
}

/** What axe finds serious, what runs out of the window sideways; a picture of it, light and dark. */
async function look(window: Page, name: string): Promise<string[]> {
  const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  await window.evaluate(source);
  const found: string[] = [];
  for (const colours of ['light', 'dark'] as const) {
    await window.emulateMedia({ colorScheme: colours });
    await screenshot(window, `entry-${name}-${colours}`);
    found.push(
      ...(await window.evaluate(async () => {
        const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(document, { resultTypes: ['violations'] });
        const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
        return serious.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`));
      })),
    );
  }
  await window.emulateMedia({ colorScheme: 'light' });
  // 200 %: half as many CSS pixels across.
  const width = await window.evaluate(() => innerWidth);
  await window.setViewportSize({ width: Math.round(width / 2), height: 700 });
  await screenshot(window, `entry-${name}-zoomed`);
  if (await window.evaluate(() => document.documentElement.scrollWidth > innerWidth + 1)) found.push(`${name}: runs out sideways at 200 %`);
  await window.setViewportSize({ width, height: 900 });
  return found;
}

describe('handing a share over', () => {
  it('shows nothing of it before the tick, hides it when someone may look, and takes it back from paper only', async () => {
    const window = await stage.open('handOver', handOver);
    expect(window.url()).toBe('app://secret/entry/index.html');
    expect(await window.getByText('For Ada Lovelace', { exact: true }).count()).toBe(1);
    expect(await whole(window)).not.toContain(shareValue.slice(0, 12));
    expect(await look(window, 'hand-over-1')).toEqual([]);

    await window.keyboard.press('Space');
    await window.waitForSelector('.share');
    expect(await window.getByRole('row').count()).toBe(4);
    expect(await whole(window)).toContain(shareValue.slice(0, 12));
    expect(await look(window, 'hand-over-2')).toEqual([]);

    await blur(window);
    expect(await whole(window)).not.toContain(shareValue.slice(0, 12));
    expect(await window.getByText('another window came to the front').count()).toBe(1);
    await press(window, 'Show my share');
    await window.waitForSelector('.share');

    await press(window, 'I have written it down');
    expect(await whole(window)).not.toContain(shareValue.slice(0, 12));
    expect(await ok(window).isDisabled()).toBe(true);
    await field(window, 'Line 2').fill(shareId);
    const typo = `${shareValue.slice(0, 9)}${shareValue[9] === '0' ? '1' : '0'}${shareValue.slice(10)}`;
    await field(window, 'Line 3').fill(typo.slice(0, -1));
    await window.getByText('33 of 34 characters').waitFor();
    await field(window, 'Line 3').fill(typo);
    await window.getByText('Not the same as the share, from character 7 on').waitFor();
    expect(await look(window, 'hand-over-3')).toEqual([]);
    expect(await ok(window).isDisabled()).toBe(true);
    await field(window, 'Line 3').fill(shareValue.replace(/:/g, ' ').toUpperCase());
    await window.getByRole('button', { name: 'OK', disabled: false }).waitFor();
    await window.keyboard.press('Enter');
    expect(await stage.outcome()).toEqual({ ok: true, value: { printed: false } });
  });

  it('hides the share after a minute without a hand on keyboard or mouse', async () => {
    const window = await stage.open('handOver', handOver);
    await window.clock.install();
    await window.getByRole('checkbox').check();
    await window.waitForSelector('.share');
    await window.clock.runFor(50_000);
    await window.getByText('hides itself in a few seconds').waitFor();
    await window.keyboard.press('Shift');
    await window.clock.runFor(50_000);
    expect(await window.locator('.share').count()).toBe(1);
    await window.clock.runFor(12_000);
    await window.getByText('nobody had touched keyboard or mouse').waitFor();
    expect(await whole(window)).not.toContain(shareValue.slice(0, 12));
    await press(window, 'Cancel');
    expect(await stage.outcome()).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
  });

  it('tells what the printer did, and takes the scanned sheet for the read-back', async () => {
    const window = await stage.open('handOver', handOver);
    await window.getByRole('checkbox').check();
    await window.waitForSelector('.share');
    await stage.call('printNext', 'printer-none');
    await press(window, 'Print…');
    expect(await told(window)).toContain('No printer');
    await stage.call('printNext', 'cancelled');
    await press(window, 'Print…');
    await window.getByRole('alert').waitFor({ state: 'hidden' });
    await stage.call('printNext', 'printed');
    await press(window, 'Print…');
    await window.getByText('Printed.', { exact: true }).waitFor();
    await press(window, 'I have the sheet in my hand');
    await scanFile(window, 'text-share-1.png');
    await window.getByRole('alert').waitFor();
    expect(await told(window)).toContain('not the share of sheet K7Q2-M5TX');
    await scanFile(window, 'password-share-1.png');
    await window.getByText('Read from the sheet').first().waitFor();
    await press(window, 'OK');
    expect(await stage.outcome()).toEqual({ ok: true, value: { printed: true } });
  });

  it('says that the share is gone where the window is closed half-way', async () => {
    const window = await stage.open('handOver', handOver);
    await window.getByRole('checkbox').check();
    await window.waitForSelector('.share');
    await stage.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .find((each) => each.getParentWindow())
        ?.close(),
    );
    expect(await stage.outcome()).toMatchObject({
      ok: false,
      failure: { code: 'cancelled', meaning: expect.stringContaining('has been wiped') },
    });
  });
});

describe('one share entered', () => {
  it('is judged by its check digits, stays where it can be cured, and is wiped', async () => {
    const window = await stage.open('enterShare', ours);
    expect(await window.getByText('Share 1, fingerprint').count()).toBe(1);
    await field(window, 'Sheet ID').fill('k7q2 m5tx');
    await field(window, 'Share ID').fill(shareId);
    await field(window, 'Share value').fill(shareValue.replace(/.$/, shareValue.endsWith('0') ? '1' : '0'));
    await field(window, 'Check of line 3').fill(password.lines[2]?.check ?? '');
    await window.getByText('Does not fit its check').waitFor();
    expect(await ok(window).isDisabled()).toBe(true);
    expect(await look(window, 'share')).toEqual([]);
    await field(window, 'Share value').fill(shareValue.toUpperCase());
    await window.getByText('Fits its check').waitFor();
    await stage.call('refuseNext', 'share-twice', { id: 2 });
    await press(window, 'OK');
    await window.getByRole('alert').waitFor();
    expect(await stage.call('wiped')).toBe(true);
    // One wrong digit must not cost all of them.
    expect(await field(window, 'Share value').inputValue()).not.toBe('');
    await press(window, 'OK');
    expect(await stage.outcome()).toEqual({ ok: true, value: 'judged' });
    expect((await stage.call('entries')).at(-1)).toMatchObject({
      idText: '2',
      value: shareValue.replace(/:/g, ''),
      sheetId: 'K7Q2-M5TX',
      scanned: false,
    });
    expect(await stage.call('wiped')).toBe(true);
  });

  it('of sc-hsm-tool asks for the prime once, and has no codes to scan', async () => {
    const window = await stage.open('enterShare', { ...share, kind: 'stock', primeFirst: true, entered: [] });
    expect(await window.getByRole('button', { name: /scan|image/i }).count()).toBe(0);
    await field(window, 'Prime').fill('f3:6a:1c:99:00:12:34:57');
    await field(window, 'Share ID').fill('10');
    await field(window, 'Share value').fill('0G');
    await window.getByText('"G" is no digit here').waitFor();
    await field(window, 'Share value').fill('a:0b 0c');
    expect(await look(window, 'share-stock')).toEqual([]);
    await press(window, 'OK');
    await stage.outcome();
    expect((await stage.call('entries')).at(-1)).toMatchObject({ prime: 'f36a1c9900123457', idText: '10', value: '0a0b0c' });
  });

  it('of a text is typed in one go or line by line with checks', async () => {
    const text = model('text-share');
    const prompt = { ...share, title: 'Combine a text', kind: 'text' as const, primeFirst: false, entered: [] };
    const raw = contentOf(text).join('');
    let window = await stage.open('enterShare', prompt);
    await field(window, 'Share value').fill(raw.replace(/(.{8})/g, '$1 ').toUpperCase());
    await press(window, 'OK');
    await stage.outcome();
    const typed = (await stage.call('entries')).at(-1) as { value: string };
    expect(Buffer.from(typed.value, 'hex').toString()).toBe(raw);

    window = await stage.open('enterShare', prompt);
    await press(window, 'Type it line by line, with checks');
    await field(window, 'Sheet ID').fill(text.sheetId);
    for (const [at, { groups, check }] of text.lines.entries()) {
      await field(window, `Line ${at + 1}`).fill(groups.join(' '));
      await field(window, `Check ${at + 1}`).fill(check);
    }
    expect(await look(window, 'share-text')).toEqual([]);
    await press(window, 'OK');
    await stage.outcome();
    expect((await stage.call('entries')).at(-1)).toMatchObject({ value: typed.value, sheetId: text.sheetId });
  });

  it('is read from a picture at once; other sheets and other files are told in words', async () => {
    const window = await stage.open('enterShare', ours);
    for (const [name, words] of [
      ['share-file-1.png', 'This code is from a sheet of a DKEK share file'],
      ['blank-share-1.png', 'No QR code was found in blank-share-1.png'],
      ['letter.txt', 'letter.txt cannot be read as a picture or a PDF'],
      ['half.pdf', 'half.pdf'],
    ] as const) {
      await scanFile(window, name);
      await window.getByRole('alert').getByText(words).waitFor();
    }
    await scanFile(window, null);
    await window.getByRole('alert').waitFor({ state: 'hidden' });
    await scanFile(window, 'password-share.pdf');
    expect(await stage.outcome()).toEqual({ ok: true, value: 'judged' });
    expect((await stage.call('entries')).at(-1)).toMatchObject({
      scanned: true,
      setId: 'Q0RT-55XB',
      threshold: 2,
      total: 3,
      value: shareValue.replace(/:/g, ''),
    });
    expect(await stage.call('wiped')).toBe(true);
  });

  it('says where there is no camera, and lets no page of ours have one outside the scanner', async () => {
    const window = await stage.open('enterShare', ours);
    await press(window, 'Scan with camera');
    await window.getByRole('alert').waitFor();
    expect(await told(window)).toContain('No camera was found.');
    expect(await told(window)).toContain('Typing the lines of the sheet is always possible.');
    const refused = await window.evaluate(() =>
      navigator.mediaDevices.getUserMedia({ video: true }).then(
        () => 'given',
        (error) => error.name,
      ),
    );
    expect(refused).not.toBe('given');
    await press(window, 'Cancel');
    expect(await stage.outcome()).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
  });
});

describe('a sheet of ciphertext', () => {
  it('is typed with one typo, which is found and corrected only when that was accepted', async () => {
    const { lines, sheetId } = model('share-file');
    const window = await stage.open('enterSheet', restore);
    await field(window, 'Sheet ID').fill(sheetId);
    for (const [at, { groups, check }] of lines.entries()) {
      const right = groups.join('');
      const typed = at === 3 ? `${right.slice(0, 6)}${right[6] === 'Q' ? 'R' : 'Q'}${right.slice(7)}` : right;
      await field(window, `Line ${at + 1}`).fill(typed);
      await field(window, `Check ${at + 1}`).fill(check);
    }
    await window.getByText('5 of 6 lines are right.').waitFor();
    expect(await ok(window).isDisabled()).toBe(true);
    await press(window, 'Suggest a correction for line 4');
    await window.getByText('Only character 7 differs').waitFor();
    expect(await look(window, 'sheet-typo')).toEqual([]);
    expect(await ok(window).isDisabled()).toBe(true);
    await press(window, 'Use it');
    await window.getByText('6 of 6 lines are right.').waitFor();
    await field(window, 'SHA-256').fill('dead beef');
    await press(window, 'OK');
    await window.getByRole('alert').getByText('SHA-256').first().waitFor();
    await field(window, 'SHA-256').fill('');
    await press(window, 'OK');
    const outcome = await stage.outcome();
    expect(outcome).toMatchObject({ ok: true, value: { kind: 'share-file', sheetId, typedLines: 6, scannedCodes: 0 } });
    expect(outcome).toMatchObject({ value: { bytes: Buffer.from(pbeFile).toString('hex') } });
  });

  it('goes by keyboard alone: a full field leads to the next', async () => {
    const { lines, sheetId } = model('share-file');
    const window = await stage.open('enterSheet', { ...restore, expected: { kind: 'share-file' } });
    await window.keyboard.type(sheetId);
    await window.keyboard.press('Enter');
    for (const { groups, check } of lines) await window.keyboard.type(groups.join('') + check.toLowerCase());
    await window.getByText('6 of 6 lines are right.').waitFor();
    await window.keyboard.press('Enter');
    expect(await stage.outcome()).toMatchObject({ ok: true, value: { bytes: Buffer.from(pbeFile).toString('hex') } });
  });

  it('is put together from two damaged copies', async () => {
    const { lines, sheetId } = model('wrapped-aes');
    const window = await stage.open('enterSheet', restore);
    await window.getByLabel('Wrapped key').check();
    await field(window, 'Sheet ID').fill(sheetId);
    const type = async (at: number, suffix: string) => {
      const { groups = [], check = '' } = lines[at] ?? {};
      await field(window, `Line ${at + 1}${suffix}`).fill(groups.join(' '));
      await field(window, `Check ${at + 1}${suffix}`).fill(check);
    };
    for (const at of lines.keys()) if (at !== 1) await type(at, '');
    await field(window, 'Line 2').fill('burnt');
    expect(await ok(window).isDisabled()).toBe(true);
    await press(window, 'Add a second copy');
    await type(1, ', second copy');
    expect(await look(window, 'sheet-two-copies')).toEqual([]);
    await press(window, 'OK');
    expect(await stage.outcome()).toMatchObject({
      ok: true,
      value: { kind: 'wrapped-key', bytes: Buffer.from(wrappedKeyFile('AES')).toString('hex') },
    });
  });

  it('is pasted whole, as it is printed', async () => {
    const { lines, sheetId } = model('wrapped-rsa');
    const window = await stage.open('enterSheet', { ...restore, expected: { kind: 'wrapped-key' } });
    const text = [
      ...lines.map(({ number, groups, check }) => `${number}  ${groups.join(' ')}   ${check}`),
      `=  1 bytes  ID ${sheetId}`,
    ].join('\n');
    await field(window, 'Line 1').evaluate((input, pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text', pasted);
      input.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, text);
    await window.getByText(`${lines.length} of ${lines.length} or more lines are right.`).waitFor();
    await press(window, 'OK');
    expect(await stage.outcome()).toMatchObject({ value: { bytes: Buffer.from(wrappedKeyFile('RSA', 1100)).toString('hex') } });
  });

  it('of several codes comes back from a PDF', async () => {
    const window = await stage.open('enterSheet', restore);
    await scanFile(window, 'wrapped-rsa.pdf');
    await window.getByRole('button', { name: 'OK', disabled: false }).waitFor();
    await press(window, 'OK');
    const { codes } = model('wrapped-rsa');
    expect(await stage.outcome()).toMatchObject({
      value: { typedLines: 0, scannedCodes: codes.length, bytes: Buffer.from(wrappedKeyFile('RSA', 1100)).toString('hex') },
    });
  });

  it('of which only some codes were found is finished by typing', async () => {
    const { lines } = model('wrapped-rsa');
    const window = await stage.open('enterSheet', restore);
    await scanFile(window, 'password-share-1.png');
    await window.getByRole('alert').getByText('This code is from a password share').waitFor();
    await scanFile(window, 'half-page.png');
    await window.getByText(/\d of \d codes were found/).waitFor();
    expect(await look(window, 'sheet-half')).toEqual([]);
    expect(await field(window, 'Line 1').inputValue()).toBe(lines[0]?.groups.join(' '));
    for (const [at, { groups, check }] of lines.entries()) {
      if ((await field(window, `Check ${at + 1}`).inputValue()) !== '') continue;
      await field(window, `Line ${at + 1}`).fill(groups.join(' '));
      await field(window, `Check ${at + 1}`).fill(check);
    }
    await press(window, 'OK');
    const outcome = (await stage.outcome()) as { value: { typedLines: number; bytes: string } };
    expect(outcome.value.bytes).toBe(Buffer.from(wrappedKeyFile('RSA', 1100)).toString('hex'));
    expect(outcome.value.typedLines).toBeGreaterThan(0);
    expect(outcome.value.typedLines).toBeLessThan(lines.length);
  });

  it('with a mistyped ID is told so, rather than that all lines are wrong', async () => {
    const { lines, sheetId } = model('share-file');
    const window = await stage.open('enterSheet', restore);
    await field(window, 'Sheet ID').fill(sheetId.replace('K', 'H'));
    for (const at of [0, 1, 2]) {
      await field(window, `Line ${at + 1}`).fill(lines[at]?.groups.join('') ?? '');
      await field(window, `Check ${at + 1}`).fill(lines[at]?.check ?? '');
    }
    await press(window, `Use ${sheetId}`);
    await window.getByText('3 of 6 lines are right.').waitFor();
    await press(window, 'Cancel');
    expect(await stage.outcome()).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
  });
});

describe('a text that was combined', () => {
  it('is shown to one person, hidden when the window loses the front, and cannot be copied', async () => {
    const window = await stage.open('showText', 'The text', secretText);
    expect(await whole(window)).not.toContain(secretText);
    await window.getByRole('checkbox').check();
    await window.getByText(secretText).waitFor();
    expect(await look(window, 'text')).toEqual([]);
    expect(
      await window
        .getByText(secretText)
        .evaluate((shown) => shown.dispatchEvent(new ClipboardEvent('copy', { bubbles: true, cancelable: true }))),
    ).toBe(false);
    expect(await window.getByRole('button', { name: /copy/i }).count()).toBe(0);
    await blur(window);
    expect(await whole(window)).not.toContain(secretText);
    await press(window, 'Done');
    expect(await stage.outcome()).toEqual({ ok: true });
  });
});
