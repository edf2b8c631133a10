import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Serial } from '../../shared/numbers.ts';
import { createShare, generateAes, importShare, initialize, login } from '../ceremonies/key-manager-steps.ts';
import { Operator } from '../ceremonies/operator.ts';
import {
  answerSecrets,
  devicesOf,
  invoke,
  launchApp,
  type RunningApp,
  screenshot,
  secretWindow,
  stateWhere,
  stubDialogs,
} from './harness.ts';
import { recordedIpc, recordIpc } from './secret-search.ts';

const secrets = { soPin: '7A6B5C4D3E2F1908', userPin: '58204716', sharePassword: 'Harbour-Velvet-Comet-Thistle-Anvil-31' };

describe('files and settings in the real app', () => {
  const userData = mkdtempSync(join(tmpdir(), 'conclave-inspect-data-'));
  const papers = mkdtempSync(join(tmpdir(), 'conclave-inspect-papers-'));
  const share = join(papers, 'share.pbe');
  const key = join(papers, 'key.wky');
  let running: RunningApp;
  let serial: Serial;

  beforeAll(async () => {
    running = await launchApp({ userData });
    await recordIpc(running.app);
    const operator = new Operator(running);
    const { page } = running;
    [serial] = devicesOf(await stateWhere(page, (state) => devicesOf(state).length === 2)).map((device) => device.serial) as [Serial];
    await initialize(operator, serial, 'HSM A', secrets);
    await createShare(operator, serial, share, secrets.sharePassword);
    await login(operator, serial, secrets.userPin);
    await importShare(operator, serial, share, secrets.sharePassword);
    await generateAes(operator, serial, 'HSM AES Key');
    await stubDialogs(running, { save: key });
    const [device] = devicesOf(await stateWhere(page, (state) => devicesOf(state).some(({ keys }) => keys.length === 1)));
    await invoke(page, 'key.export', { serial, reference: device?.keys[0]?.reference as never });
  }, 240_000);
  afterAll(async () => {
    await running?.close();
    for (const each of [userData, papers]) rmSync(each, { recursive: true, force: true });
  });

  it('inspects a folder by keyboard, and names a key in the open without reading it', async () => {
    const { page } = running;
    writeFileSync(join(papers, 'own.p12'), 'content');
    await stubDialogs(running, { open: papers });
    await page.getByRole('link', { name: 'Clone & Verify' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Inspect folder…' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Inspected files' }).waitFor();
    const row = (name: string) => page.getByRole('row', { name: new RegExp(`^${name}`) });
    await row('key.wky').getByText('already there').waitFor();
    await row('key.wky').getByText('not initialized').waitFor();
    await row('share.pbe').getByText('no register').waitFor();
    await row('own.p12').getByText('not looked into').waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('inspection-heading');
    await screenshot(page, 'inspected-folder');
    await page.getByRole('button', { name: 'Close inspection' }).press('Enter');
    await page.getByRole('heading', { name: 'Inspected files' }).waitFor({ state: 'detached' });
  });

  it('inspects files that are dropped onto the view; main reads them, the page gets the path only', async () => {
    const { page } = running;
    const dropped = join(papers, 'dropped');
    mkdirSync(dropped);
    copyFileSync(key, join(dropped, 'copy of key.wky'));
    const cdp = await page.context().newCDPSession(page);
    const drag = (type: 'dragEnter' | 'dragOver' | 'drop') =>
      cdp.send('Input.dispatchDragEvent', {
        ...{ type, x: 400, y: 400 },
        data: { items: [], files: [join(dropped, 'copy of key.wky'), share], dragOperationsMask: 1 },
      });
    await drag('dragEnter');
    await drag('dragOver');
    await drag('drop');
    await page
      .getByRole('row', { name: /^copy of key\.wky/ })
      .getByText('HSM AES Key')
      .first()
      .waitFor();
    await page.getByRole('row', { name: /^share\.pbe/ }).waitFor();
    const state = await stateWhere(page, ({ inspection }) => inspection?.files.length === 2);
    expect(state.inspection?.files.every(({ sha256 }) => sha256 !== undefined)).toBe(true);
  });

  it('reads the PDF of a sheet', async () => {
    const { page, app } = running;
    const pdf = join(papers, 'sheet.pdf');
    await stubDialogs(running, { open: key, save: pdf });
    const [sheet] = await Promise.all([
      app.waitForEvent('window', { predicate: (window) => window.url().includes('/sheet/'), timeout: 60_000 }),
      page.evaluate(() => void globalThis.conclave.invoke('paper.print-file', { copies: 1 })),
    ]);
    await sheet.getByRole('button', { name: 'Save as PDF…' }).click();
    await sheet.getByText(pdf).first().waitFor({ timeout: 30_000 });
    // The window may be gone before the click has been answered.
    const close = sheet.getByRole('button', { name: 'Close' }).click({ noWaitAfter: true });
    await close.catch((error: unknown) => {
      if (!sheet.isClosed()) throw error;
    });
    await stubDialogs(running, { open: pdf });
    await page.getByRole('button', { name: 'Inspect file…' }).click();
    await page.getByText(/^sheet [0-9A-Z]{4}-[0-9A-Z]{4} of a wrapped key$/).waitFor({ timeout: 60_000 });
    await screenshot(page, 'inspected-sheet');
  });

  it('makes the settings for WebADM, saves them with the PIN for the owner only, and finds that they fit', async () => {
    const { page } = running;
    const conf = join(papers, 'webadm.conf');
    await page.getByRole('link', { name: 'WebADM' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Show settings' }).press('Enter');
    const block = page.getByLabel('Settings', { exact: true });
    await block.getByText('hsm_keyid 0').waitFor();
    expect(await block.textContent()).toContain('hsm_pin <entered by you>');
    await page.getByRole('button', { name: 'Copy without PIN' }).click();
    await page.getByText('Copied.').waitFor();
    expect(await running.app.evaluate(({ clipboard }) => clipboard.readText())).toContain('hsm_model smartcard\nhsm_keyid 0\n');
    await screenshot(page, 'webadm-settings');
    await stubDialogs(running, { save: conf, open: conf });
    const window = await secretWindow(running, () => page.getByRole('button', { name: 'Save with PIN…' }).click());
    await screenshot(window, 'webadm-pin');
    await answerSecrets(window, { 'User PIN': secrets.userPin, 'Repeat User PIN': secrets.userPin });
    await page.getByText(`Saved as ${conf}`).waitFor();
    expect(readFileSync(conf, 'utf8')).toContain(`hsm_pin "${secrets.userPin}"`);
    expect((statSync(conf).mode & 0o777).toString(8)).toBe('600');

    writeFileSync(conf, `encrypt_data Yes\n${readFileSync(conf, 'utf8')}`);
    await page.getByRole('button', { name: 'Check webadm.conf…' }).press('Enter');
    const report = page.getByRole('dialog', { name: 'Check webadm.conf' });
    await report.getByText('Nothing in this file contradicts these devices.').waitFor();
    await screenshot(page, 'webadm-check');
    await page.keyboard.press('Escape');
    expect(JSON.stringify(await recordedIpc(running.app))).not.toContain(secrets.userPin);
  });
});
