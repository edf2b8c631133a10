import type { Page } from 'playwright';
import type { RunningApp } from './harness.ts';

/** What one custodian has written down from the screen. */
export interface WrittenShare {
  readonly id: string;
  readonly value: string;
}

/** The window that opens next for a share, however it was caused. */
export async function entryWindow({ app }: RunningApp): Promise<Page> {
  const window = await app.waitForEvent('window', { timeout: 60_000 });
  await window.waitForSelector('form');
  return window;
}

/** One custodian takes a share by hand: alone at the screen, written down, hidden, typed back. */
export async function takeShare(window: Page): Promise<WrittenShare> {
  await window.getByRole('checkbox').check();
  const rows = window.locator('.share tbody tr');
  await rows.first().waitFor();
  const [, id = '', value = ''] = await Promise.all(
    [0, 1, 2].map(async (at) => (await rows.nth(at).locator('td.groups span').allTextContents()).join('')),
  );
  await window.getByRole('button', { name: 'I have written it down' }).click();
  await window.getByLabel('Line 2', { exact: true }).fill(id);
  await window.getByLabel('Line 3', { exact: true }).fill(value);
  await window.getByRole('button', { name: 'OK' }).click({ noWaitAfter: true });
  return { id, value };
}

export async function enterShare(window: Page, { id, value }: WrittenShare): Promise<void> {
  await window.getByLabel('Share ID', { exact: true }).fill(id);
  await window.getByLabel('Share value', { exact: true }).fill(value);
  await window.getByRole('button', { name: 'OK' }).click({ noWaitAfter: true });
}
