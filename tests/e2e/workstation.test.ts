import { readFileSync } from 'node:fs';
import axe from 'axe-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Serial } from '../../shared/numbers.ts';
import { devicesOf, invoke, launchApp, type RunningApp, screenshot, secretWindow, stateWhere } from './harness.ts';

/** In the real app, on the machine that runs the tests: the findings are its own. */
let running: RunningApp;
beforeAll(async () => {
  running = await launchApp();
});
afterAll(() => running?.close());

test('the status bar leads to the findings, by the keyboard; each that is not good says how to mend it', async () => {
  const { page } = running;
  await page.getByRole('button', { name: 'Workstation…' }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Workstation' });
  await dialog.getByRole('table', { name: 'Checks' }).waitFor();
  const rows = await dialog.getByRole('row').allTextContents();
  // This runtime is one for tests, from a working folder: whatever the machine is like, it is not fit.
  expect(rows.find((row) => row.includes('Files of this app'))).toMatch(/^failed.*working folder.*To mend it:/);
  for (const row of rows.filter((text) => /^(failed|look|not known)/.test(text))) expect(row).toContain('To mend it:');
  expect(await dialog.getByRole('status').textContent()).toMatch(/checks failed\. A rehearsal goes on all the same/);

  await screenshot(page, 'workstation');
  await page.evaluate(axe.source);
  const faults = await page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(document, { resultTypes: ['violations'] });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 120)}`));
  });
  expect(faults).toEqual([]);

  await dialog.getByRole('button', { name: 'Check again' }).press('Enter');
  await page.emulateMedia({ colorScheme: 'dark' });
  await screenshot(page, 'workstation-dark');
  // What is left of 1280 by 800 at 200 %.
  await running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(640, 400));
  await page.waitForTimeout(300);
  await screenshot(page, 'workstation-200');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
});

test.runIf(process.platform === 'linux')(
  'core dumps are off in the main process and in every other, however the app was started',
  async () => {
    const [device] = devicesOf(await stateWhere(running.page, (state) => devicesOf(state).length > 0));
    const serial = device?.serial as Serial;
    const terms = { label: 'HSM A', scheme: 'none', shares: 1, retries: 3, resetWithSoPin: true } as const;
    const request = { serial, ...terms, confirmation: serial.slice(-4) };
    // A window that is opened now has a process of its own, which comes from a zygote.
    let asked: Promise<unknown> | undefined;
    const window = await secretWindow(running, () => {
      asked = invoke(running.page, 'device.initialize', request);
    });
    const processes = await running.app.evaluate(({ app }) => app.getAppMetrics().map(({ pid, type }) => ({ pid, type })));
    const limits = processes.map(({ pid, type }) => {
      const line = /^Max core file size\s+(\S+)\s+(\S+)/m.exec(readFileSync(`/proc/${pid}/limits`, 'utf8'));
      return `${type}: ${line?.[1]} ${line?.[2]}`;
    });
    const closed = window.waitForEvent('close');
    await window.keyboard.press('Escape').catch(() => undefined);
    await closed;
    await asked;
    expect(processes.filter(({ type }) => type === 'Tab').length).toBeGreaterThan(1);
    expect(limits.filter((limit) => !limit.endsWith(': 0 0'))).toEqual([]);
  },
);
