import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type axe from 'axe-core';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RequestOf } from '../../shared/ipc/contract.ts';
import type { Serial } from '../../shared/numbers.ts';
import { Operator } from '../ceremonies/operator.ts';
import { agree, agreement, invoke, launchApp, type RunningApp, root, screenshot, secretWindow } from './harness.ts';
import { readyDevice } from './ready-device.ts';

const pins = { soPin: '7D2E40C9186FA35B', userPin: '51907364' };

let running: RunningApp;
let operator: Operator;
let serial: Serial;

beforeAll(async () => {
  running = await launchApp();
  operator = new Operator(running);
  serial = await readyDevice(operator, { label: 'Vault', scheme: 'random', pins });
}, 120_000);
afterAll(() => running?.close());

const aesKey = (label: string, capabilities = [0x10, 0x11, 0x92]): RequestOf<'key.generate-aes'> => ({
  serial,
  label,
  size: 256,
  capabilities,
});
const labels = async () => (await operator.device(serial)).keys.map(({ label }) => label);

/** Asks main as the page does; gives the question and what will come of it. */
async function ask(request: RequestOf<'key.generate-aes'>) {
  let outcome: Promise<string> = Promise.resolve('');
  const question = await secretWindow(running, () => {
    outcome = invoke(running.page, 'key.generate-aes', request).then((result) => (result.ok ? 'done' : result.failure.code));
  });
  return { question, outcome };
}

async function faults(window: Page): Promise<string[]> {
  await window.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
  return window.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(document, { resultTypes: ['violations'] });
    const sideways = document.documentElement.scrollWidth > document.documentElement.clientWidth + 1 ? ['scrolls sideways'] : [];
    return [...sideways, ...violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 120)}`))];
  });
}

describe('the question in front of a change', () => {
  it('says what is made on which device, and one Enter does it', async () => {
    const { question, outcome } = await ask(aesKey('HSM AES Key'));
    expect(await question.locator('h1').textContent()).toBe('Generate AES Key');
    expect(await question.locator('.device').textContent()).toBe(`Vault ${serial}`);
    const told = await question.locator('.facts').innerText();
    for (const words of ['HSM AES Key', 'AES-256', 'CBC_ENC (10)', 'CBC_DEC (11)', 'WRAP (92)', 'no limit']) expect(told).toContain(words);
    await expect.poll(() => agreement(question).isEnabled()).toBe(true);
    expect(await agreement(question).evaluate((button) => button === document.activeElement)).toBe(true);
    expect(await faults(question)).toEqual([]);
    await screenshot(question, 'question');
    await question.emulateMedia({ colorScheme: 'dark' });
    expect(await faults(question)).toEqual([]);
    await screenshot(question, 'question-dark');
    await question.emulateMedia({ colorScheme: 'light' });
    await question.keyboard.press('Enter').catch(() => undefined);
    expect(await outcome).toBe('done');
    expect(await labels()).toEqual(['HSM AES Key']);
  });

  it('warns in red of a key that dies with its device, reflows at 200 %, and Escape is a no', async () => {
    const { question, outcome } = await ask(aesKey('Ä key with a long name that somebody gave it, up to its limit', [0x10, 0xa0]));
    expect(await question.locator('.warning').textContent()).toContain('WRAP (92)');
    expect(await question.locator('.facts').innerText()).toContain('(A0): Something that this app does not know.');
    await screenshot(question, 'question-warning');
    const zoom = (factor: number) =>
      running.app.evaluate(({ BrowserWindow }, factor) => {
        for (const window of BrowserWindow.getAllWindows()) if (window.getParentWindow()) window.webContents.setZoomFactor(factor);
      }, factor);
    await zoom(2);
    await expect.poll(() => question.evaluate(() => globalThis.innerWidth)).toBeLessThan(300);
    expect(await faults(question)).toEqual([]);
    await question.screenshot({ path: join(root, 'out/screenshots/question-200.png'), fullPage: true });
    // Chromium keeps it for all pages of an origin.
    await zoom(1);
    await question.keyboard.press('Escape').catch(() => undefined);
    expect(await outcome).toBe('cancelled');
    expect(await labels()).toEqual(['HSM AES Key']);
  });

  it('a key that was on its way to another window answers nothing', async () => {
    const { question, outcome } = await ask(aesKey('Hasty'));
    expect(await agreement(question).getAttribute('aria-disabled')).toBe('true');
    await question.evaluate(() => {
      (document.querySelector('button[type=submit]') as HTMLButtonElement).click();
      (document.activeElement as HTMLElement).click();
    });
    await expect.poll(() => agreement(question).isEnabled()).toBe(true);
    expect(await labels()).toEqual(['HSM AES Key']);
    await question.keyboard.press('Escape').catch(() => undefined);
    expect(await outcome).toBe('cancelled');
  });

  it('the page cannot answer it, however it asks: a forged key is named as it was forged, and closing the window makes none', async () => {
    const { question, outcome } = await ask(aesKey('Forged by the page', [0x10]));
    expect(await question.locator('.facts').innerText()).toContain('Forged by the page');
    const reach = await running.page.evaluate(() => [Object.keys(globalThis.conclave).sort(), globalThis.frames.length, globalThis.opener]);
    expect(reach).toEqual([['invoke', 'pathOf', 'subscribe'], 0, null]);
    await running.app.evaluate(({ BrowserWindow }) => {
      for (const window of BrowserWindow.getAllWindows()) if (window.getParentWindow()) window.close();
    });
    expect(await outcome).toBe('cancelled');
    expect(await labels()).toEqual(['HSM AES Key']);
  });

  it('is there at once', async () => {
    const times: number[] = [];
    for (let round = 0; round < 5; round++) {
      await running.app.evaluate(({ app }) => {
        app.once('browser-window-created', (_event, window) => {
          window.once('show', () => Object.assign(globalThis, { questionShown: Date.now() }));
        });
      });
      const began = Date.now();
      const { question, outcome } = await ask(aesKey(`Round ${round}`));
      const shown = await running.app.evaluate(() => (globalThis as unknown as { questionShown: number }).questionShown);
      times.push(shown - began);
      await question.keyboard.press('Escape').catch(() => undefined);
      await outcome;
    }
    process.stdout.write(`question shown after ${times.join(', ')} ms\n`);
    expect(Math.min(...times)).toBeLessThan(1000);
  });

  it('stands in the way of a rename too', async () => {
    const { reference } = (await operator.device(serial)).keys[0] ?? { reference: 0 as never };
    const question = await secretWindow(running, () => void invoke(running.page, 'key.rename', { serial, reference, label: 'WebADM' }));
    expect(await question.locator('.facts').innerText()).toContain('WebADM');
    await expect.poll(() => agreement(question).isEnabled()).toBe(true);
    await screenshot(question, 'question-rename');
    await question.keyboard.press('Escape').catch(() => undefined);
    await agree(running, () => invoke(running.page, 'key.rename', { serial, reference, label: 'WebADM' }));
    expect(await labels()).toEqual(['WebADM']);
  });
});
