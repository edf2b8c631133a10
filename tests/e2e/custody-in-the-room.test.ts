import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { devicesOf, launchApp, type RunningApp, screenshot, stateWhere, stubDialogs } from './harness.ts';
import { recordIpc, searchable, tracesOf } from './secret-search.ts';

/** One part as its custodian wrote it down: line number to content, without gaps. */
type Paper = Readonly<Record<string, string>>;

const people = ['Ada Lovelace', 'Blaise Pascal', 'Grace Hopper'];

describe('custody, from the room', () => {
  const papers = mkdtempSync(join(tmpdir(), 'conclave-custody-'));
  const folder = join(papers, 'ceremony');
  const shareFile = join(papers, 'dkek-share.pbe');
  let running: RunningApp;
  let page: Page;
  const written: Paper[] = [];

  const press = (name: string) => page.getByRole('button', { name, exact: true }).first().click();
  const view = (name: string) => page.getByRole('link', { name }).click();
  const taskWindow = () => running.app.waitForEvent('window', (window) => window.url().startsWith('app://secret/'));
  const row = (name: RegExp) => page.getByRole('table', { name: /^Parts of/ }).getByRole('row', { name });

  beforeAll(async () => {
    mkdirSync(folder);
    running = await launchApp();
    page = running.page;
    await stateWhere(page, (snapshot) => devicesOf(snapshot).length > 0);
    await recordIpc(running.app);
    await stubDialogs(running, { open: folder, save: shareFile });
  }, 90_000);
  afterAll(async () => {
    await running?.close();
    rmSync(papers, { recursive: true, force: true });
  });

  it('opens a folder and lists the custodians', async () => {
    await view('Custodians');
    await press('Open ceremony folder…');
    await page.getByText('Nobody is in the register yet.').waitFor();
    for (const name of people) {
      await press('Add custodian…');
      await page.getByLabel('Name', { exact: true }).fill(name);
      await press('Add');
      await page.getByRole('rowheader', { name }).waitFor();
    }
    await screenshot(page, 'custody-people');
  });

  it('splits the password of a share among them, each alone, each read back', async () => {
    await view('Key Manager');
    await press('Create DKEK Share…');
    await page.getByLabel('Split among custodians (n of m)').check();
    for (const name of people) await page.getByLabel(name, { exact: true }).check();
    await page.getByText('Any 2 of 3. Survives the loss of 1 custodian; 2 together can open it.').waitFor();
    let next = taskWindow();
    await press('Create share');
    for (const name of people) {
      const window = await next;
      await window.getByText(`For ${name}`, { exact: true }).waitFor();
      await window.getByRole('checkbox').check();
      written.push(await writeDown(window));
      await window.getByRole('button', { name: 'I have written it down' }).click();
      const last = name === people.at(-1);
      if (!last) next = taskWindow();
      await readBack(window, written.at(-1) as Paper);
    }
    await page.getByText('All parts are handed over and read back').waitFor({ timeout: 90_000 });
    await screenshot(page, 'custody-share-report');
    expect(readFileSync(shareFile)).toHaveLength(64);
    await press('Show in Custodians');
    await page.getByText('3 of 3 read back, so backed up').waitFor();
    await page.getByText('Survives the loss of any one custodian; 2 people together can open it.').waitFor();
  }, 180_000);

  it('seals, lets one custodian check alone, and asks to seal again', async () => {
    await row(/Grace Hopper/)
      .getByRole('button', { name: 'Seal…' })
      .click();
    await page.getByLabel('TEB number').fill('SC 0048210');
    await press('Seal');
    await page.getByText('Part 3 of 3 of Grace Hopper is sealed in bag SC 0048210.').waitFor();
    await row(/Grace Hopper/)
      .getByRole('button', { name: 'Check alone…' })
      .click();
    const opening = taskWindow();
    await press('Start check');
    const window = await opening;
    const paper = written[2] as Paper;
    await window.getByLabel('Share ID', { exact: true }).fill(paper['2'] as string);
    await window.getByLabel('Share value', { exact: true }).fill(paper['3'] as string);
    await window.getByRole('button', { name: 'OK' }).click({ noWaitAfter: true });
    await page.getByText('it matches the register.').waitFor();
    await screenshot(page, 'custody-check-alone');
    await press('Close');
    await row(/Grace Hopper/)
      .getByText('opened since: seal it again')
      .waitFor();
    await screenshot(page, 'custody-register');
  }, 60_000);

  it('leaves no part of a share in the room, its messages, the register or the logs', async () => {
    const values = written.map((paper) => paper['3'] as string);
    expect(values.every((value) => /^[0-9a-f:]{50}$/.test(value))).toBe(true);
    const places = await searchable(running, [running.userData, papers]);
    expect(places.length).toBeGreaterThan(5);
    expect(tracesOf([...values, ...values.map((value) => value.replaceAll(':', ''))], places)).toEqual([]);
  });
});

/** What stands in the window, as a hand would copy it. */
async function writeDown(window: Page): Promise<Paper> {
  await window.waitForSelector('.share tbody tr');
  return window.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll('.share tbody tr')].map((line) => [
        line.querySelector('th')?.firstChild?.textContent ?? '',
        [...line.querySelectorAll('.groups span')].map((group) => group.textContent).join(''),
      ]),
    ),
  );
}

async function readBack(window: Page, paper: Paper): Promise<void> {
  for (const [number, content] of Object.entries(paper)) {
    const field = window.getByLabel(`Line ${number}`, { exact: true });
    if ((await field.count()) > 0) await field.fill(content);
  }
  await window.getByRole('button', { name: 'OK', disabled: false }).click({ noWaitAfter: true });
}
