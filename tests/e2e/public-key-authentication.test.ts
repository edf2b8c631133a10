import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Serial } from '../../shared/numbers.ts';
import {
  agree,
  agreement,
  answerSecrets,
  devicesOf,
  invoke,
  launchApp,
  type RunningApp,
  readState,
  screenshot,
  secretWindow,
  stateWhere,
  stubDialogs,
} from './harness.ts';

/** In the real app: one device that 2 of 3 custodians open with their own devices; by the keyboard alone where it says so. */
let running: RunningApp;
let folder: string;
let serials: Serial[];
const soPin = '3031323334353637';
const page = (): Page => running.page;
const pinOf = (index: number) => `90817${index}`;
const pka = async () => devicesOf(await readState(page())).find(({ serial }) => serial === serials[0])?.pka;

const focused = () =>
  page().evaluate(() => {
    const element = document.activeElement;
    const label = element?.id ? document.querySelector(`label[for="${element.id}"]`) : null;
    return (label ?? element)?.textContent?.trim() ?? '';
  });
async function tabTo(name: RegExp): Promise<void> {
  for (let step = 0; step < 40 && !name.test(await focused()); step++) await page().keyboard.press('Tab');
  expect(await focused()).toMatch(name);
}
const press = (...keys: string[]) => keys.reduce((turn, key) => turn.then(() => page().keyboard.press(key)), Promise.resolve());
/** Enter in the dialog; then main asks in a window of its own, where Cancel has the focus. */
async function agreeByKeyboard(named: string): Promise<void> {
  const window = await secretWindow(running, () => press('Enter'));
  expect(await window.locator('.purpose').textContent()).toContain(named);
  await window.getByRole('button', { name: 'Cancel' }).and(window.locator(':focus')).waitFor();
  await window.keyboard.press('Tab');
  await expect.poll(() => agreement(window).isEnabled()).toBe(true);
  await window.keyboard.press('Enter').catch(() => undefined);
}
const chooseNode = (name: RegExp) => page().getByRole('treeitem', { name }).first().click();

/** A custodian's device: initialized, with one EC key, logged out. */
async function prepareCustodian(index: number): Promise<void> {
  const serial = serials[index] as Serial;
  const request = { serial, label: `Custodian ${index}`, scheme: 'none', shares: 1, retries: 3, resetWithSoPin: true } as const;
  const setUp = await secretWindow(running, () => {
    void invoke(page(), 'device.initialize', { ...request, confirmation: serial.slice(-4) });
  });
  await answerSecrets(setUp, {
    'SO-PIN': soPin,
    'Repeat SO-PIN': soPin,
    'New user PIN': pinOf(index),
    'Repeat new user PIN': pinOf(index),
  });
  await stateWhere(page(), (state) =>
    devicesOf(state).some((device) => device.serial === serial && device.initialized && !device.activity),
  );
  const login = await secretWindow(running, () => {
    void invoke(page(), 'pin.login', { serial });
  });
  await answerSecrets(login, { 'User PIN': pinOf(index) });
  await stateWhere(page(), (state) => devicesOf(state).some((each) => each.serial === serial && each.userPin.kind === 'verified'));
  await agree(running, () => invoke(page(), 'key.generate-ec', { serial, label: 'Opens the vault', curve: 'brainpoolP256r1' }));
  await invoke(page(), 'pin.logout', { serial });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'conclave-pka-'));
  running = await launchApp();
  for (const reader of ['Simulated Reader 3', 'Simulated Reader 4']) {
    await invoke(page(), 'rehearsal.add-reader', {});
    await invoke(page(), 'rehearsal.insert-device', { reader });
  }
  serials = devicesOf(await stateWhere(page(), (state) => devicesOf(state).length === 4)).map(({ serial }) => serial);
  for (const index of [1, 2, 3]) await prepareCustodian(index);
});
afterAll(async () => {
  await running?.close();
  await rm(folder, { recursive: true, force: true });
});

describe('a device that 2 of 3 custodians open', () => {
  test('is initialized without a User PIN, and its node says what is missing', async () => {
    await chooseNode(new RegExp(serials[0] as string));
    await page().getByRole('button', { name: 'Initialize Device…' }).first().click();
    await page().getByLabel('Label', { exact: true }).fill('Vault');
    await page().getByLabel('Random DKEK, no backup').check();
    await page().getByLabel('Public key authentication', { exact: true }).check();
    await page().getByRole('button', { name: 'Continue' }).click();
    await page()
      .getByLabel('Last four characters of the serial')
      .fill((serials[0] as string).slice(-4));
    const window = await secretWindow(running, () => page().getByRole('button', { name: 'Initialize Device' }).last().click());
    expect(await window.getByRole('textbox').or(window.locator('input')).count()).toBe(2);
    await answerSecrets(window, { 'SO-PIN': soPin, 'Repeat SO-PIN': soPin });
    await page().getByRole('treeitem', { name: 'Public key authentication: 0 of 3 keys registered; 0 of 2 authenticated' }).waitFor();
    await screenshot(page(), 'pka-initialized');
  });

  test('a key is registered from its file', async () => {
    const path = join(folder, 'custodian 3.pka');
    await stubDialogs(running, { save: path, open: path });
    await page()
      .getByRole('treeitem', { name: /^Opens the vault/ })
      .last()
      .click();
    await page().getByRole('button', { name: 'Export Public Key for Registration…' }).click();
    await page().getByText('is saved and was read back').waitFor();
    expect(existsSync(path)).toBe(true);
    await page().getByRole('button', { name: 'Close' }).click();
    await chooseNode(/^Public key authentication/);
    await page().getByRole('button', { name: 'Register Public Key…' }).click();
    await page().getByLabel('From a file').check();
    await agree(running, () => page().getByRole('button', { name: 'Choose file…' }).click());
    await page().getByText('The public key is registered').waitFor();
    await screenshot(page(), 'pka-registered');
    await page().getByRole('button', { name: 'Close' }).click();
    expect(await pka()).toMatchObject({ registered: 1, keys: [{ holder: `${serials[3]}00001` }] });
  });

  test('the others are registered from their devices, by the keyboard alone', async () => {
    await tabTo(/^Register Public Key…$/);
    await press('Enter');
    await page().getByLabel(`Opens the vault on Custodian 1 ${serials[1]}`).waitFor();
    await tabTo(/^Opens the vault on Custodian/);
    await press('Space');
    await tabTo(/^Register$/);
    await agreeByKeyboard('Opens the vault');
    await page().getByText('2 of 3').first().waitFor();
    await tabTo(/^Register the next one$/);
    await press('Enter');
    await page().getByLabel(`Opens the vault on Custodian 2 ${serials[2]}`).waitFor();
    await tabTo(/^Register$/);
    await agreeByKeyboard('Opens the vault');
    await page().getByText('All places are taken.').waitFor();
    await tabTo(/^Close$/);
    await press('Enter');
    expect(await pka()).toMatchObject({ registered: 3, authenticated: 0 });
  });

  test('two custodians open it with their own PINs, by the keyboard alone', async () => {
    await tabTo(/^Authenticate with Device…$/);
    await press('Enter');
    await page().getByLabel(`Opens the vault on Custodian 1 ${serials[1]}`).waitFor();
    for (const [index, next] of [
      [1, 'insert the next custodian’s device'],
      [2, 'Enough keys have authenticated: 2 of 2.'],
    ] as const) {
      await tabTo(/^Opens the vault on Custodian/);
      await press('Space');
      await screenshot(page(), `pka-authenticate-${index}`);
      await tabTo(/^Authenticate$/);
      const window = await secretWindow(running, () => press('Enter'));
      expect(await window.getByText(`Custodian ${index} ${serials[index]}`).count()).toBeGreaterThan(0);
      if (index === 1) await screenshot(window, 'pka-custodian-pin');
      await window.keyboard.type(pinOf(index));
      // The window may close before the key has been answered.
      await window.keyboard.press('Enter').catch(() => undefined);
      await page().getByText(next).waitFor();
    }
    await screenshot(page(), 'pka-open');
    const devices = devicesOf(await readState(page()));
    expect(devices.map(({ userPin }) => userPin.kind)).toEqual(['verified', 'not-verified', 'not-verified', 'not-verified']);
    await tabTo(/^Close$/);
    await press('Enter');
    expect(
      await agree(running, () =>
        invoke(page(), 'key.generate-aes', { serial: serials[0] as Serial, label: 'K', size: 256, capabilities: [16, 17] }),
      ),
    ).toMatchObject({
      ok: true,
    });
  });

  test('closes at logout', async () => {
    await invoke(page(), 'pin.logout', { serial: serials[0] as Serial });
    expect(await pka()).toMatchObject({ registered: 3, authenticated: 0 });
    await page().getByRole('treeitem', { name: 'User PIN: waits for public keys' }).waitFor();
  });
});
