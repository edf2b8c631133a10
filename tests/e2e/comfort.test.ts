import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keyGroups } from '../../renderer/help/keys.ts';
import { terms } from '../../renderer/help/terms.ts';
import { devicesOf, invoke, launchApp, type RunningApp, screenshot, secretWindow, stateWhere } from './harness.ts';

/** What somebody chooses in the system's menu. */
const chooseInMenu = ({ app }: RunningApp, ...path: string[]) =>
  app.evaluate(({ Menu }, path) => {
    let items = Menu.getApplicationMenu()?.items ?? [];
    for (const [at, label] of path.entries()) {
      const item = items.find((candidate) => candidate.label.replace('&', '') === label);
      if (!item) throw new Error(`no ${label} among ${items.map((each) => each.label).join(', ')}`);
      if (at === path.length - 1) item.click();
      items = item.submenu?.items ?? [];
    }
  }, path);

async function faultsOf(page: Page, rules: readonly string[] = []): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async (rules) => {
    const options = rules.length > 0 ? { runOnly: { type: 'rule' as const, values: [...rules] } } : {};
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(document, {
      ...options,
      resultTypes: ['violations'],
    });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
  }, rules);
}

describe('help', () => {
  let running: RunningApp;
  beforeAll(async () => {
    running = await launchApp();
    await stateWhere(running.page, (state) => devicesOf(state).length > 0);
  });
  afterAll(() => running?.close());

  test('F1 says what the words on the screen mean, also before a dialog that waits', async () => {
    const { page } = running;
    await page.getByRole('button', { name: 'Initialize Device…' }).click();
    const initialize = page.getByRole('dialog', { name: 'Initialize Device' });
    await initialize.getByRole('textbox', { name: 'Label' }).fill('HSM A');
    await page.keyboard.press('F1');
    const words = page.getByRole('dialog', { name: 'What the words mean' });
    const shown = await words.locator('section').first().getByRole('term').allTextContents();
    expect(shown).toEqual(expect.arrayContaining(['DKEK share', 'label', 'SO-PIN']));
    expect(shown).not.toContain('restore drill');
    expect(await words.getByRole('term').count()).toBe(terms.length);
    await screenshot(page, 'help-words');
    expect(await faultsOf(page)).toEqual([]);
    await page.keyboard.type('KCV');
    expect(await words.getByRole('term').allTextContents()).toEqual(['KCV']);
    await page.keyboard.press('F1');
    await page.keyboard.press('Escape');
    await words.waitFor({ state: 'hidden' });
    expect(await initialize.getByRole('textbox', { name: 'Label' }).inputValue()).toBe('HSM A');
    await page.keyboard.press('Escape');
  });

  test('the keys of the whole window are listed, and each view has one', async () => {
    const { page } = running;
    await page.keyboard.press('Control+/');
    const keyboard = page.getByRole('dialog', { name: 'Keyboard' });
    expect(await keyboard.getByRole('definition').count()).toBe(keyGroups.flatMap(({ keys }) => keys).length);
    await screenshot(page, 'help-keyboard');
    expect(await faultsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
    for (const [at, name] of ['Key Manager', 'Custodians', 'Clone & Verify', 'Ceremony', 'WebADM'].entries()) {
      await page.keyboard.press(`Control+${at + 1}`);
      expect(await page.getByRole('link', { name }).getAttribute('aria-current')).toBe('page');
    }
    await chooseInMenu(running, 'View', 'Key Manager');
    await page.getByRole('tree', { name: 'Devices' }).waitFor();
  });

  test('About names versions, and says that this is no package', async () => {
    const { page } = running;
    await chooseInMenu(running, 'Help', 'About Conclave');
    const about = page.getByRole('dialog', { name: 'About Conclave' });
    await about.getByText('Runs from a working folder, not from a package.').waitFor();
    expect(await about.textContent()).toContain(`Node ${await running.app.evaluate(() => process.versions.node)}`);
    await screenshot(page, 'about');
    expect(await faultsOf(page)).toEqual([]);
  });

  test('diagnostics say what happened, and nothing that identifies a device, a key or a person', async () => {
    const { page } = running;
    const opened = running.app.waitForEvent('window', (window) => window.url().startsWith('app://document/'));
    await page.getByRole('dialog', { name: 'About Conclave' }).getByRole('button', { name: 'Diagnostics…' }).click();
    const document = await opened;
    await document.getByText('Last commands to cards').waitFor();
    const text = (await document.textContent('body')) ?? '';
    for (const expected of ['SELECT', 'state.read', 'Virtual', 'done'])
      expect(text).toContain(expected === 'Virtual' ? 'Simulated' : expected);
    const [device] = devicesOf(await stateWhere(page, () => true));
    expect(text).not.toContain(String(device?.serial));
    expect(text).not.toContain(running.userData);
    await screenshot(document, 'diagnostics');
    await document.close();
    await page.keyboard.press('Escape');
  });
});

describe('how somebody likes it', () => {
  test('place, size, zoom, scheme and contrast are as they were at the next start', async () => {
    const userData = await mkdtemp(join(tmpdir(), 'conclave-comfort-'));
    try {
      const first = await launchApp({ userData });
      await first.app.evaluate(({ BrowserWindow }) => {
        const [window] = BrowserWindow.getAllWindows();
        window?.setBounds({ x: 40, y: 30, width: 1000, height: 700 });
        window?.webContents.setZoomFactor(1.25);
      });
      await chooseInMenu(first, 'View', 'High contrast');
      await first.page.waitForFunction(() => document.documentElement.dataset['contrast'] === 'more');
      await chooseInMenu(first, 'View', 'Appearance', 'Dark');
      await first.page.waitForTimeout(300);
      await first.close();
      expect(JSON.parse(readFileSync(join(userData, 'preferences.json'), 'utf8'))).toMatchObject({ scheme: 'dark', highContrast: true });

      const second = await launchApp({ userData, colours: null });
      const { page } = second;
      await stateWhere(page, (state) => devicesOf(state).length > 0);
      const now = await second.app.evaluate(({ BrowserWindow, nativeTheme }) => {
        const [window] = BrowserWindow.getAllWindows();
        return { ...window?.getBounds(), zoom: window?.webContents.getZoomFactor(), scheme: nativeTheme.themeSource };
      });
      expect(now).toEqual({ x: 40, y: 30, width: 1000, height: 700, zoom: 1.25, scheme: 'dark' });
      expect(await page.evaluate(() => document.documentElement.dataset['contrast'])).toBe('more');
      await screenshot(page, 'high-contrast-dark');
      // AAA: 7:1 for every text.
      expect(await faultsOf(page, ['color-contrast-enhanced'])).toEqual([]);
      await page.emulateMedia({ colorScheme: 'light' });
      await screenshot(page, 'high-contrast-light');
      expect(await faultsOf(page, ['color-contrast-enhanced'])).toEqual([]);
      const [device] = devicesOf(await stateWhere(page, () => true));
      const small = await secretWindow(second, () => {
        if (!device) throw new Error('no simulated device');
        const { serial } = device;
        const request = { serial, label: 'HSM A', scheme: 'shares', shares: 1, retries: 3, resetWithSoPin: true } as const;
        void invoke(page, 'device.initialize', { ...request, confirmation: serial.slice(-4) });
      });
      for (const colorScheme of ['light', 'dark'] as const) {
        await small.emulateMedia({ colorScheme });
        expect(await small.evaluate(() => document.documentElement.dataset['contrast'])).toBe('more');
        await screenshot(small, `high-contrast-small-${colorScheme}`);
        expect(await faultsOf(small, ['color-contrast-enhanced'])).toEqual([]);
      }
      await second.app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()
          .find((each) => each.getParentWindow())
          ?.webContents.setZoomFactor(2),
      );
      await expect.poll(() => small.evaluate(() => devicePixelRatio)).toBe(2);
      expect(await small.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
      await screenshot(small, 'small-200');
      await small.keyboard.press('Escape').catch(() => undefined);
      await second.close();
    } finally {
      rmSync(userData, { recursive: true, force: true });
    }
  });
});

test('preferences that make no sense count as none; two choices in a row are both kept', async () => {
  const userData = await mkdtemp(join(tmpdir(), 'conclave-comfort-'));
  const file = join(userData, 'preferences.json');
  writeFileSync(file, JSON.stringify({ window: { x: 1e300, y: 0.5, width: 900, height: 700, zoom: 1 }, scheme: 7, highContrast: 'yes' }));
  try {
    const running = await launchApp({ userData });
    const size = await running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getSize());
    expect(size).toEqual([1280, 840]);
    expect(await running.page.evaluate(() => document.documentElement.dataset['contrast'])).toBe('normal');
    await Promise.all([chooseInMenu(running, 'View', 'High contrast'), chooseInMenu(running, 'View', 'Appearance', 'Light')]);
    await running.close();
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ scheme: 'light', highContrast: true, window: { width: 1280 } });
  } finally {
    rmSync(userData, { recursive: true, force: true });
  }
});

test('a plan that is in no file is not lost without a question', async () => {
  const running = await launchApp();
  const { app, page } = running;
  try {
    await page.keyboard.press('Control+4');
    await page.getByRole('button', { name: 'Plan this' }).first().click();
    await page.getByLabel('Title').fill('Set-up of the fleet');
    // Stands in for the person at the box, which Playwright cannot reach: keeps the window first, then lets it go.
    await app.evaluate(({ dialog }) => {
      const answers = [0, 1];
      const asked: string[] = [];
      Object.assign(globalThis, { asked });
      dialog.showMessageBoxSync = ((_window: unknown, { message }: { message: string }) => {
        asked.push(message);
        return answers.shift() ?? 1;
      }) as typeof dialog.showMessageBoxSync;
    });
    const close = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    const asked = () => app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked);
    await close();
    await expect.poll(asked).toEqual(['The plan has changes that are not saved.']);
    expect(await page.getByLabel('Title').inputValue()).toBe('Set-up of the fleet');
    const gone = app.waitForEvent('close');
    await close();
    await gone;
  } finally {
    await running.close().catch(() => undefined);
  }
});

describe.each([
  ['de', 'Schlüsselverwaltung', 'Gerät initialisieren…', 'Was die Wörter bedeuten'],
  ['fr', 'Gestionnaire de clés', 'Initialiser l’appareil…', 'Ce que signifient les mots'],
] as const)('in %s', (language, view, action, words) => {
  test(`the window speaks ${language}; identifiers stay`, async () => {
    const running = await launchApp({ language });
    const { page } = running;
    try {
      const [device] = devicesOf(await stateWhere(page, (state) => devicesOf(state).length > 0));
      expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
      await page.getByRole('link', { name: view }).waitFor();
      expect(await page.textContent('body')).toContain(String(device?.serial));
      await screenshot(page, `key-manager-${language}`);
      await page.keyboard.press('F1');
      await page.getByRole('dialog', { name: words }).waitFor();
      await screenshot(page, `help-words-${language}`);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: action }).click();
      await screenshot(page, `initialize-${language}`);
      await page.keyboard.press('Escape');
    } finally {
      await running.close();
    }
  });
});
