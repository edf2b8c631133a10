import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Serial } from '../../shared/numbers.ts';
import { createShare, generateAes, importShare, initialize, login } from '../ceremonies/key-manager-steps.ts';
import { Operator } from '../ceremonies/operator.ts';
import { agree, devicesOf, invoke, launchApp, type RunningApp, readState, screenshot, stateWhere } from './harness.ts';
import { recordedIpc, recordIpc, searchable, tracesOf } from './secret-search.ts';

const secrets = {
  soPin: '7A6B5C4D3E2F1908',
  userPin: '58204716',
  cloneSoPin: '1029384756ABCDEF',
  cloneUserPin: '91736450',
  sharePassword: 'Harbour-Velvet-Comet-Thistle-Anvil-31',
};

describe('a clone run in the real app', () => {
  const userData = mkdtempSync(join(tmpdir(), 'conclave-clone-data-'));
  const papers = mkdtempSync(join(tmpdir(), 'conclave-clone-papers-'));
  const ceremony = join(papers, 'ceremony');
  const share = join(papers, 'dkek-share.pbe');
  let running: RunningApp;
  let operator: Operator;
  let serials: Serial[];

  beforeAll(async () => {
    mkdirSync(ceremony);
    running = await launchApp({ userData });
    await recordIpc(running.app);
    operator = new Operator(running);
    const { page } = running;
    await stateWhere(page, (state) => devicesOf(state).length === 2);
    await invoke(page, 'rehearsal.add-reader', {});
    const third = (await readState(page)).readers.at(-1)?.name as string;
    await invoke(page, 'rehearsal.insert-device', { reader: third });
    serials = devicesOf(await stateWhere(page, (state) => devicesOf(state).length === 3)).map(({ serial }) => serial);
    const [source] = serials as [Serial, Serial, Serial];
    await initialize(operator, source, 'HSM A', secrets);
    await createShare(operator, source, share, secrets.sharePassword);
    await login(operator, source, secrets.userPin);
    await importShare(operator, source, share, secrets.sharePassword);
    await generateAes(operator, source, 'HSM AES Key');
    await agree(running, () => invoke(page, 'key.generate-ec', { serial: source, label: 'Signing', curve: 'secp256r1' }));
  }, 240_000);
  afterAll(async () => {
    await running?.close();
    for (const each of [userData, papers]) rmSync(each, { recursive: true, force: true });
  });

  it('needs the ceremony folder, and says where to open it', async () => {
    const { page } = running;
    await page.getByRole('link', { name: 'Clone & Verify' }).click();
    await page.getByText('Open the ceremony folder in Custodians first').waitFor();
    await operator.choose({ open: ceremony });
    await operator.press('Go to Custodians');
    await operator.press('Open ceremony folder…');
    await page.getByText('Add custodian…').first().waitFor();
    await page.getByRole('link', { name: 'Clone & Verify' }).click();
  });

  it('shows the plan, asks share and PINs once, and writes and proves two devices side by side', async () => {
    const { page, app } = running;
    const [, second, third] = serials as [Serial, Serial, Serial];
    await operator.press('Clone…');
    for (const serial of [second, third]) await page.getByRole('checkbox', { name: new RegExp(serial) }).check();
    await screenshot(page, 'clone-dialog');
    await operator.press('Show the plan');
    const plan = page.getByRole('alertdialog');
    await plan.getByText('This device is new. Nothing is lost.').first().waitFor();
    await screenshot(page, 'clone-plan');
    await operator.choose({ open: share });
    const isSecret = (window: { url(): string }) => window.url().startsWith('app://secret/');
    const password = app.waitForEvent('window', isSecret);
    await operator.press('Clone', plan);
    const opened = await password;
    const pins = app.waitForEvent('window', { predicate: (window) => isSecret(window) && window !== opened, timeout: 60_000 });
    await operator.fillSecrets(opened, { Password: secrets.sharePassword });
    await operator.fillSecrets(await pins, {
      'SO-PIN': secrets.cloneSoPin,
      'Repeat SO-PIN': secrets.cloneSoPin,
      'New user PIN': secrets.cloneUserPin,
      'Repeat new user PIN': secrets.cloneUserPin,
    });
    await page.getByText('Every key is proven against the source.').waitFor({ timeout: 60_000 });
    await expect.poll(() => page.getByRole('cell', { name: 'proven' }).count()).toBe(4);
    await screenshot(page, 'clone-done');
    const devices = devicesOf(await readState(page));
    expect(new Set(devices.map(({ dkek }) => JSON.stringify(dkek))).size).toBe(1);
    expect(devices.map(({ keys }) => keys.map(({ label, id }) => [label, id]))).toEqual(
      Array(3).fill([
        ['HSM AES Key', '01'],
        ['Signing', '02'],
      ]),
    );
  });

  it('is finished, and leaves its record and the register of keys in the folder', async () => {
    await operator.press('Finish');
    await running.page.getByText('Shares and PINs are wiped from memory.').waitFor();
    const files = readdirSync(ceremony);
    const record = files.find((name) => name.startsWith('clone-')) as string;
    expect(JSON.parse(readFileSync(join(ceremony, record), 'utf8'))).toMatchObject({ finishedAt: expect.any(String) });
    expect(files).toContain('keys.json');
    await operator.press('Clear');
  });

  it('compares the three devices, and shows the report', async () => {
    const { page, app } = running;
    const byKeyboard = new Operator(running, 'keyboard');
    await byKeyboard.press('Verify…');
    await byKeyboard.press('Verify', operator.dialog('Verify'));
    await page.getByText('All 3 devices are operational and consistent.').waitFor({ timeout: 60_000 });
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Verification');
    await screenshot(page, 'verified');
    const window = app.waitForEvent('window', (each) => each.url().startsWith('app://document/'));
    await operator.press('Print or save report…');
    const paper = await window;
    await paper.getByText('Verification report').first().waitFor();
    await screenshot(paper, 'verification-report');
    await paper.close();
  });

  it('leaves no secret in the main window, its messages, the files, the logs or the processes', async () => {
    expect((await recordedIpc(running.app)).includes('clone.start')).toBe(true);
    const places = await searchable(running, [userData, papers]);
    expect(tracesOf(Object.values(secrets), places)).toEqual([]);
  });
});
