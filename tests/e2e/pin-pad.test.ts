import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
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
  stateWhere,
} from './harness.ts';

/** In the real app, with a simulated reader whose PIN pad enters a practice PIN by itself: there is no real one here. */
let running: RunningApp;
let serial: Serial;
const soPin = '3031323334353637';
const practicePin = '648219';
const reader = 'Simulated PIN pad reader 1';
const device = async () => devicesOf(await readState(running.page)).find((each) => each.serial === serial);
const loginNode = () =>
  running.page
    .getByRole('treeitem', { name: /^User PIN/ })
    .last()
    .click();
const loginButton = () => running.page.getByRole('button', { name: 'Login with User PIN' }).first().click();

async function seriousFaults(window: Page): Promise<string[]> {
  await window.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
  return window.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(document);
    return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id }) => id);
  });
}

beforeAll(async () => {
  running = await launchApp();
  const { page } = running;
  await invoke(page, 'rehearsal.add-reader', { pinPad: true });
  await invoke(page, 'rehearsal.insert-device', { reader });
  const state = await stateWhere(page, (snapshot) => devicesOf(snapshot).length === 3);
  serial = devicesOf(state)[2]?.serial as Serial;
  expect(state.readers.map(({ pinPad }) => pinPad)).toEqual([false, false, true]);
  const request = { serial, label: 'Pad', scheme: 'none', shares: 1, retries: 3, resetWithSoPin: true } as const;
  const window = await secretWindow(running, () => {
    void invoke(page, 'device.initialize', { ...request, confirmation: serial.slice(-4) });
  });
  await answerSecrets(window, {
    'SO-PIN': soPin,
    'Repeat SO-PIN': soPin,
    'New user PIN': practicePin,
    'Repeat new user PIN': practicePin,
  });
  await stateWhere(page, (snapshot) => devicesOf(snapshot).some((each) => each.serial === serial && each.initialized && !each.activity));
});
afterAll(() => running?.close());

test('the login asks on the reader, by the keyboard alone, and cannot be taken back once it has begun', async () => {
  await loginNode();
  const window = await secretWindow(running, loginButton);
  await window.getByText('Enter the User PIN on the reader, not on this keyboard.').waitFor();
  expect(await window.locator('input').count()).toBe(0);
  expect(await seriousFaults(window)).toEqual([]);
  await screenshot(window, 'pin-pad-before');
  await window.emulateMedia({ colorScheme: 'dark' });
  await screenshot(window, 'pin-pad-before-dark');
  await window.emulateMedia({ colorScheme: 'light' });
  await window.keyboard.press('Enter');
  await window.getByText('Only the reader can end this').waitFor();
  await screenshot(window, 'pin-pad-meanwhile');
  for (const name of ['Cancel', 'Type it here instead', 'Enter on the reader'])
    expect(await window.getByRole('button', { name }).isDisabled()).toBe(true);
  await window.keyboard.press('Escape').catch(() => undefined);
  await stateWhere(running.page, (snapshot) =>
    devicesOf(snapshot).some((each) => each.serial === serial && each.userPin.kind === 'verified'),
  );
});

test('the change of the User PIN asks on the reader too, and proves the new one', async () => {
  await loginNode();
  const window = await secretWindow(running, () => running.page.getByRole('button', { name: 'Change User PIN…' }).click());
  await window.getByRole('button', { name: 'Enter on the reader' }).click();
  await running.page.getByText('The User PIN was changed.').waitFor();
  expect((await device())?.userPin.kind).toBe('verified');
});

test('it can be typed instead; a wrong one is told in the same window', async () => {
  await invoke(running.page, 'pin.logout', { serial });
  await loginNode();
  const first = await secretWindow(running, loginButton);
  const second = await secretWindow(running, () =>
    first.getByRole('button', { name: 'Type it here instead' }).click({ noWaitAfter: true }),
  );
  await answerSecrets(second, { 'User PIN': '111111' });
  await second.getByText('Wrong User PIN: 2 tries left.').waitFor();
  await answerSecrets(second, { 'User PIN': practicePin });
  await stateWhere(running.page, (snapshot) =>
    devicesOf(snapshot).some((each) => each.serial === serial && each.userPin.kind === 'verified'),
  );
});

test('the reader’s own panel says what it does', async () => {
  await running.page.getByRole('treeitem', { name: new RegExp(`^${reader}`) }).click();
  await running.page.getByText('yes, simulated: it enters 648219 by itself').waitFor();
  await screenshot(running.page, 'pin-pad-reader');
});
