import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { initialize, login } from '../ceremonies/key-manager-steps.ts';
import { Operator } from '../ceremonies/operator.ts';
import { devicesOf, launchApp, type RunningApp, readState, screenshot, stateWhere, stubDialogs } from './harness.ts';

/** Paper without a pen: the sheets are saved as PDF, rasterised as a scanner does, and scanned back. */

const people = ['Ada Lovelace', 'Blaise Pascal', 'Grace Hopper'];
const pins = { soPin: '4F1D2C3B5A697887', userPin: '90817263' };
const base = mkdtempSync(join(tmpdir(), 'conclave-scanned-'));
const path = (name: string) => join(base, name);

let running: RunningApp;
let operator: Operator;
let serial: string;
let page: Page;

const taskWindow = () =>
  running.app.waitForEvent('window', { predicate: (window) => window.url().startsWith('app://secret/'), timeout: 20_000 });
/** A window may be gone before its click has been answered. */
async function press(window: Page, name: string): Promise<void> {
  const button = window.getByRole('button', { name, exact: true, disabled: false }).first();
  await button.click({ noWaitAfter: true, timeout: 20_000 }).catch((error: unknown) => {
    if (!window.isClosed()) throw error;
  });
}

/** Chooses Print… and saves what the sheet window shows as a PDF in place of paper. */
async function saveSheet(window: Page, pdf: string): Promise<void> {
  await stubDialogs(running, { save: pdf });
  const opening = taskWindow();
  await press(window, 'Print…');
  await saveFrom(await opening, pdf);
}

async function saveFrom(sheet: Page, pdf: string): Promise<void> {
  await sheet.getByRole('button', { name: 'Save as PDF…' }).waitFor();
  await press(sheet, 'Save as PDF…');
  await sheet.getByText(pdf).first().waitFor({ timeout: 20_000 });
  const closed = sheet.waitForEvent('close');
  await press(sheet, 'Close');
  await closed;
}

/** 150 dpi, as an office scanner does. Gives the picture's path. */
function rasterised(pdf: string): string {
  const stem = pdf.replace(/\.pdf$/, '');
  execFileSync('pdftoppm', ['-r', '150', '-png', '-singlefile', pdf, stem]);
  return `${stem}.png`;
}

async function scan(window: Page, file: string): Promise<void> {
  await stubDialogs(running, { open: file });
  await press(window, 'From image or PDF…');
}

describe('custody on printed sheets', () => {
  beforeAll(async () => {
    mkdirSync(path('ceremony'));
    running = await launchApp();
    page = running.page;
    operator = new Operator(running);
    serial = devicesOf(await stateWhere(page, (state) => devicesOf(state).length > 0))[0]?.serial as string;
    await page.getByRole('link', { name: 'Custodians' }).click();
    await stubDialogs(running, { open: path('ceremony'), button: 1 });
    await press(page, 'Open ceremony folder…');
    for (const name of people) {
      await press(page, 'Add custodian…');
      await page.getByLabel('Name', { exact: true }).fill(name);
      await press(page, 'Add');
      await page.getByRole('rowheader', { name }).waitFor();
    }
    await page.getByRole('link', { name: 'Key Manager' }).click();
  }, 120_000);
  afterAll(async () => {
    await running?.close();
    rmSync(base, { recursive: true, force: true });
  });

  it('hands three sheets over, each scanned back by its custodian', async () => {
    await operator.select(serial, '');
    await press(page, 'Create DKEK Share…');
    await page.getByLabel('Split among custodians (n of m)').check();
    for (const name of people) await page.getByLabel(name, { exact: true }).check();
    await stubDialogs(running, { save: path('dkek-share.pbe') });
    let opening = taskWindow();
    await press(page, 'Create share');
    for (const [index, name] of people.entries()) {
      const window = await opening;
      await window.getByText(`For ${name}`, { exact: true }).waitFor();
      await window.getByRole('checkbox').check();
      await saveSheet(window, path(`part-${index + 1}.pdf`));
      await press(window, 'I have written it down');
      await scan(window, rasterised(path(`part-${index + 1}.pdf`)));
      if (index < people.length - 1) opening = taskWindow();
      await press(window, 'OK');
    }
    await page.getByText('All parts are handed over and read back').waitFor({ timeout: 90_000 });
    await screenshot(page, 'custody-scanned-report');
    await press(page, 'Close');
  }, 60_000);

  it('opens the share file from two scanned sheets, and the check values are equal', async () => {
    await initialize(operator, serial, 'Vault', pins);
    await login(operator, serial, pins.userPin);
    await operator.select(serial, 'DKEK');
    await press(page, 'Import DKEK Share…');
    await page.getByLabel('Quorum of custodians').check();
    await stubDialogs(running, { open: path('dkek-share.pbe') });
    let opening = taskWindow();
    await press(page, 'Choose file…');
    for (const part of [3, 1]) {
      const window = await opening;
      await window.getByRole('button', { name: 'From image or PDF…' }).waitFor();
      if (part === 3) opening = taskWindow();
      await scan(window, path(`part-${part}.png`));
      await press(window, 'OK');
    }
    const { dkek } = await operator.deviceWhere(serial, (device) => device.dkek.kind === 'complete');
    const set = (await readState(page)).custody?.register.sets[0];
    expect(dkek).toMatchObject({ kcv: set?.shareKcv });
    await press(page, 'Close');
  }, 120_000);

  it('brings a share file back from its sheet, byte for byte, and refuses the sheet of a share', async () => {
    await page.getByRole('link', { name: 'Custodians' }).click();
    await stubDialogs(running, { open: path('dkek-share.pbe') });
    const preview = taskWindow();
    await press(page, 'Print a sheet…');
    await press(page, 'Choose file…');
    const sheet = await preview;
    await stubDialogs(running, { save: path('file.pdf') });
    await saveFrom(sheet, path('file.pdf'));
    await press(page, 'Close');

    await stubDialogs(running, { save: path('restored.pbe') });
    await press(page, 'Restore from paper…');
    const opening = taskWindow();
    await press(page, 'Start');
    const window = await opening;
    await scan(window, path('part-1.png'));
    await window.getByRole('alert').waitFor();
    await screenshot(window, 'restore-wrong-sheet');
    await scan(window, rasterised(path('file.pdf')));
    await press(window, 'OK');
    await page.getByText(path('restored.pbe')).first().waitFor({ timeout: 20_000 });
    expect(readFileSync(path('restored.pbe')).equals(readFileSync(path('dkek-share.pbe')))).toBe(true);
    await screenshot(page, 'custody-restored');
  }, 60_000);
});
