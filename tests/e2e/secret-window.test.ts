import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type axe from 'axe-core';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Failure } from '../../shared/failure.ts';
import type { OperationName, RequestOf } from '../../shared/ipc/contract.ts';
import type { Serial } from '../../shared/numbers.ts';
import {
  answerSecrets,
  devicesOf,
  invoke,
  launchApp,
  type RunningApp,
  readState,
  screenshot,
  secretWindow,
  stubDialogs,
} from './harness.ts';

const soPin = '3031323334353637';
const userPin = '908172';

let running: RunningApp;
let folder: string;
let serial: Serial;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'conclave-secrets-'));
  running = await launchApp();
  const [device] = devicesOf(await readState(running.page));
  if (!device) throw new Error('no simulated device');
  serial = device.serial;
});
afterAll(async () => {
  await running?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Asks main for an operation and gives the secret window that it opens, with what will come of the operation. */
async function begin<Name extends OperationName>(
  name: Name,
  request: RequestOf<Name>,
): Promise<{ window: Page; outcome: Promise<Failure['code'] | 'done'> }> {
  let outcome: Promise<Failure['code'] | 'done'> | undefined;
  const window = await secretWindow(running, () => {
    outcome = invoke(running.page, name, request).then((result) => (result.ok ? 'done' : result.failure.code));
  });
  return { window, outcome: outcome as Promise<Failure['code'] | 'done'> };
}

const okButton = (window: Page) => window.getByRole('button', { name: 'OK' });
const windowCount = () => running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);

async function seriousFaults(window: Page): Promise<string[]> {
  const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  await window.evaluate(source);
  return window.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(document, { resultTypes: ['violations'] });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 120)}`));
  });
}

describe('the secret window', () => {
  it('is a window of its own: its own origin, its own bridge, no menu, in front of the main window', async () => {
    const { window, outcome } = await begin('device.initialize', {
      serial,
      label: 'HSM A',
      scheme: 'shares',
      shares: 1,
      retries: 3,
      resetWithSoPin: true,
      confirmation: serial.slice(-4),
    });
    expect(window.url()).toBe('app://secret/index.html');
    const found = await window.evaluate(() => ({
      bridge: Object.keys((globalThis as unknown as { secrets: object }).secrets).sort(),
      others: ['conclave', 'require', 'process', 'React'].filter((name) => name in globalThis),
    }));
    expect(found).toEqual({ bridge: ['cancel', 'estimate', 'form', 'generate', 'height', 'otherWay', 'progress', 'submit'], others: [] });
    const shape = await running.app.evaluate(({ BrowserWindow }) => {
      const [secret] = BrowserWindow.getAllWindows().filter((each) => each.getParentWindow());
      return { modal: secret?.isModal(), menu: secret?.isMenuBarVisible(), visible: secret?.isVisible() };
    });
    expect(shape).toEqual({ modal: true, menu: false, visible: true });
    expect(await window.getByRole('heading', { level: 1 }).textContent()).toBe('Initialize Device');
    expect(await window.getByText('REHEARSAL').count()).toBe(1);
    expect(await window.getByText(serial).count()).toBeGreaterThan(0);

    // keyboard alone, checked while typing
    await window.keyboard.type('303132333435363');
    expect(await window.getByText('15 of 16 digits').count()).toBe(1);
    expect(await okButton(window).isDisabled()).toBe(true);
    await window.keyboard.type('7');
    await window.keyboard.press('Enter');
    expect(await window.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('repeat-so-pin');
    await window.keyboard.type('3031323334353638');
    expect(await window.getByText('This differs from SO-PIN.').count()).toBe(1);
    await screenshot(window, 'secret-initialize');
    expect(await seriousFaults(window)).toEqual([]);
    await window.emulateMedia({ colorScheme: 'dark' });
    expect(await seriousFaults(window)).toEqual([]);
    await screenshot(window, 'secret-initialize-dark');
    await answerSecrets(window, { 'Repeat SO-PIN': soPin, 'New user PIN': userPin, 'Repeat new user PIN': userPin });
    expect(await outcome).toBe('done');
    expect(await windowCount()).toBe(1);
  });

  it('hides a shown entry when another window comes to the front, and lets nothing be copied', async () => {
    const { window, outcome } = await begin('pin.login', { serial });
    const field = window.getByLabel('User PIN', { exact: true });
    await field.fill(userPin);
    expect(await field.getAttribute('type')).toBe('password');
    await window.getByRole('button', { name: 'Show User PIN' }).click();
    expect(await field.getAttribute('type')).toBe('text');
    expect(await field.evaluate((input) => input.dispatchEvent(new ClipboardEvent('copy', { cancelable: true, bubbles: true })))).toBe(
      false,
    );
    await window.evaluate(() => globalThis.dispatchEvent(new Event('blur')));
    expect(await field.getAttribute('type')).toBe('password');
    await window.keyboard.press('Escape').catch(() => undefined);
    expect(await outcome).toBe('cancelled');
  });

  it('stays after a wrong PIN, tells the tries left, is empty again, and closes when the PIN is right', async () => {
    const { window, outcome } = await begin('pin.login', { serial });
    await answerSecrets(window, { 'User PIN': '111111' });
    const alert = window.getByRole('alert');
    await alert.getByText('Wrong User PIN: 2 tries left.').waitFor();
    expect(await window.getByLabel('User PIN', { exact: true }).inputValue()).toBe('');
    expect(await seriousFaults(window)).toEqual([]);
    await screenshot(window, 'secret-wrong-pin');
    await window.keyboard.type(userPin);
    await window.keyboard.press('Enter').catch(() => undefined);
    expect(await outcome).toBe('done');
  });

  it('asks for a tick before the last try', async () => {
    await invoke(running.page, 'pin.logout', { serial });
    const { window, outcome } = await begin('pin.login', { serial });
    await answerSecrets(window, { 'User PIN': '111111' });
    await window.getByText('2 tries left.').first().waitFor();
    const next = running.app.waitForEvent('window');
    await answerSecrets(window, { 'User PIN': '222222' });
    const last = await next;
    await last.waitForSelector('form');
    await last.getByLabel('User PIN', { exact: true }).fill(userPin);
    expect(await okButton(last).isDisabled()).toBe(true);
    await screenshot(last, 'secret-last-try');
    await last.getByRole('checkbox').check();
    expect(await okButton(last).isEnabled()).toBe(true);
    await okButton(last).click({ noWaitAfter: true });
    expect(await outcome).toBe('done');
  });

  it('counts as cancelled when it is closed', async () => {
    const { outcome } = await begin('pin.change', { serial });
    await running.app.evaluate(({ BrowserWindow }) => {
      for (const window of BrowserWindow.getAllWindows()) if (window.getParentWindow()) window.close();
    });
    expect(await outcome).toBe('cancelled');
  });

  it('makes a password that must be typed again, and stops the derivation when Cancel is chosen', async () => {
    const path = join(folder, 'share-1.pbe');
    await stubDialogs(running, { save: path });
    const { window, outcome } = await begin('share.create', { serial });
    await window.getByLabel('Password', { exact: true }).fill('password1');
    await window.getByText(/weak/).waitFor();
    await window.getByRole('button', { name: 'Use a generated password' }).click();
    const panel = window.getByLabel('Generated password');
    const written = (await panel.locator('.groups span').allTextContents()).join('');
    expect(written).toMatch(/^[0-9A-Z]{26}$/);
    await window.getByText(/strong/).waitFor();
    expect(await window.getByRole('button', { name: 'Show Password' }).count()).toBe(0);
    await screenshot(window, 'secret-generated');
    await window.evaluate(() => globalThis.dispatchEvent(new Event('blur')));
    expect(await panel.textContent()).not.toContain(written.slice(0, 4));
    await window.getByRole('button', { name: 'Show it again' }).click();
    await window.getByLabel('Repeat password', { exact: true }).focus();
    expect(await panel.textContent()).not.toContain(written.slice(0, 4));
    await window.getByLabel('Repeat password', { exact: true }).fill(written);
    expect(await seriousFaults(window)).toEqual([]);
    await okButton(window).click();
    await window.getByRole('progressbar').waitFor();
    expect(await window.getByLabel('Password', { exact: true }).inputValue()).toBe('');
    await screenshot(window, 'secret-busy');
    await window.getByRole('button', { name: 'Cancel' }).click({ noWaitAfter: true });
    expect(await outcome).toBe('cancelled');
    expect(existsSync(path)).toBe(false);
  });

  it('leaves no entry behind: not in the main window, not in what the app writes', async () => {
    const page = await running.page.evaluate(
      () => document.documentElement.outerHTML + JSON.stringify([localStorage.length, sessionStorage.length]),
    );
    for (const secret of [userPin, soPin, '111111', '222222']) {
      expect(page).not.toContain(secret);
      expect(running.output()).not.toContain(secret);
      expect(running.consoleLines.join('\n')).not.toContain(secret);
    }
  });
});
