import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OperationName, RequestOf, ResponseOf } from '../../shared/ipc/contract.ts';
import type { Drill } from '../../shared/models/drill.ts';
import type { Serial } from '../../shared/numbers.ts';
import { enterShare, entryWindow, takeShare, type WrittenShare } from './custody-windows.ts';
import {
  agree,
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
import { recordIpc, searchable, tracesOf } from './secret-search.ts';

const people = ['Ada Lovelace', 'Barbara Liskov', 'Grace Hopper'];
const userPin = '90817263';
const sparePin = '55443322';
const soPin = '4F1D2C3B5A697887';
const newPins = (pin: string) => ({ 'SO-PIN': soPin, 'Repeat SO-PIN': soPin, 'New user PIN': pin, 'Repeat new user PIN': pin });

describe('a restore drill, from the room', () => {
  const base = mkdtempSync(join(tmpdir(), 'conclave-drill-'));
  const folder = join(base, 'ceremony');
  const keys = join(base, 'keys');
  const shareFile = join(base, 'dkek-share.pbe');
  const papers: WrittenShare[] = [];
  let running: RunningApp;
  let production: Serial;
  let spare: Serial;

  async function ask<Name extends OperationName>(name: Name, request: RequestOf<Name>): Promise<ResponseOf<Name>> {
    const result = await invoke(running.page, name, request);
    if (!result.ok) throw new Error(`${name}: ${result.failure.code}: ${result.failure.what}`);
    return result.value;
  }
  const press = (name: string) => running.page.getByRole('button', { name, exact: true }).first().click();
  const shown = async (): Promise<Drill | undefined> => (await readState(running.page)).drill?.drill;
  const drillOver = async () => {
    const state = await stateWhere(running.page, ({ drill }) => drill?.drill !== undefined && drill.drill.phase !== 'running', 60_000);
    return state.drill?.drill as Drill;
  };

  /** Two custodians type their parts. */
  async function quorum(first: Promise<Awaited<ReturnType<typeof entryWindow>>>): Promise<void> {
    const [one, , three] = papers as [WrittenShare, WrittenShare, WrittenShare];
    const window = await first;
    const second = entryWindow(running);
    await enterShare(window, three);
    await enterShare(await second, one);
  }

  /** Opens the dialog, brings the folder, and says that the one share is opened by a quorum. */
  async function fillDialog(): Promise<void> {
    const { page } = running;
    await stubDialogs(running, { open: keys });
    await press('Restore drill…');
    await press('Choose folder…');
    await page.getByRole('list', { name: 'Wrapped keys that were brought' }).getByText('Signing', { exact: true }).waitFor();
    await page.getByLabel('Number of DKEK shares').fill('1');
    await page.getByLabel('Share 1 is opened by').selectOption('quorum');
    await stubDialogs(running, { open: shareFile });
  }

  beforeAll(async () => {
    mkdirSync(folder);
    mkdirSync(keys);
    running = await launchApp();
    await recordIpc(running.app);
    const devices = devicesOf(await stateWhere(running.page, (state) => devicesOf(state).length > 1));
    [production, spare] = devices.map(({ serial }) => serial) as [Serial, Serial];
    await stubDialogs(running, { open: folder, save: shareFile, button: 1 });
    await ask('custody.open-folder', {});
    for (const name of people) await ask('custody.add-custodian', { name, organisation: '' });
    const custodians = (await readState(running.page)).custody?.register.custodians.map(({ id }) => id) ?? [];
    const created = ask('share.create', { serial: production, split: { threshold: 2, custodians } });
    for (const _ of people) papers.push(await takeShare(await entryWindow(running)));
    await created;
    let done: Promise<unknown> = Promise.resolve();
    const pins = await secretWindow(running, () => {
      done = ask('device.initialize', {
        ...{ serial: production, label: 'Vault', scheme: 'shares', shares: 1, retries: 3 },
        ...{ resetWithSoPin: true, confirmation: production.slice(-4) },
      });
    });
    await answerSecrets(pins, newPins(userPin));
    await done;
    await stubDialogs(running, { open: shareFile });
    const login = await secretWindow(running, () => {
      done = ask('share.import', { serial: production, by: 'quorum' });
    });
    const first = entryWindow(running);
    await answerSecrets(login, { 'User PIN': userPin });
    await quorum(first);
    await done;
    const made = [
      await agree(running, () =>
        ask('key.generate-aes', { serial: production, label: 'WebADM', size: 256, capabilities: [0x10, 0x11, 0x92] }),
      ),
      await agree(running, () => ask('key.generate-ec', { serial: production, label: 'Signing', curve: 'brainpoolP256r1' })),
    ];
    for (const { reference } of made) {
      await stubDialogs(running, { save: join(keys, `${reference}.wky`) });
      await ask('key.export', { serial: production, reference });
    }
    await running.page.getByRole('link', { name: 'Clone & Verify' }).click();
  }, 180_000);
  afterAll(async () => {
    await running?.close();
    rmSync(base, { recursive: true, force: true });
  });

  it('in memory, by a quorum: shows what is done, passes, and marks the sheets as drilled', async () => {
    await fillDialog();
    const first = entryWindow(running);
    await press('Start drill');
    await running.page.getByText('The custodians bring their shares.').waitFor();
    await stateWhere(
      running.page,
      ({ drill }) => drill?.drill?.steps.some(({ step, mark }) => step === 'shares' && mark.state === 'working') ?? false,
    );
    await running.page.waitForFunction(() => document.activeElement?.textContent === 'Restore drill');
    await screenshot(running.page, 'drill-running');
    await quorum(first);
    expect(await drillOver()).toMatchObject({ phase: 'passed', way: 'memory' });
    await running.page.getByText('Passed: 2 keys brought back and proven.').waitFor();
    await screenshot(running.page, 'drill-passed');
    const { custody } = await readState(running.page);
    const drilled = custody?.register.holdings.filter(({ events }) => events.some(({ state }) => state === 'drilled')) ?? [];
    expect(drilled.map(({ index }) => index)).toEqual([1, 3]);
    expect((await shown())?.drilledSheets).toEqual(expect.arrayContaining(drilled.map(({ sheetId }) => sheetId)));
  }, 120_000);

  it('on a simulated device, which no reader ever shows: it refuses every key first, then uses each', async () => {
    const readers = JSON.stringify((await readState(running.page)).readers.map(({ name }) => name));
    await press('Clear drill');
    await fillDialog();
    await running.page.getByRole('radio', { name: 'On a simulated device, in memory only' }).check();
    const first = entryWindow(running);
    await press('Start drill');
    await quorum(first);
    const drill = await drillOver();
    expect(drill.phase, JSON.stringify(drill)).toBe('passed');
    // recorded by the first drill
    expect(drill.keys.map(({ works, value }) => [works?.word, value.word])).toEqual([
      ['works', 'same'],
      ['works', 'same'],
    ]);
    expect(JSON.stringify((await readState(running.page)).readers.map(({ name }) => name))).toBe(readers);
  }, 120_000);

  it('on the spare: erased before and after, and the production device is as it was', async () => {
    const before = JSON.stringify(devicesOf(await readState(running.page)).find(({ serial }) => serial === production));
    await press('Clear drill');
    await fillDialog();
    await running.page.getByRole('radio', { name: 'On a spare device' }).check();
    const pins = await secretWindow(running, () => press('Start drill'));
    const first = entryWindow(running);
    await answerSecrets(pins, newPins(sparePin));
    await quorum(first);
    const drill = await drillOver();
    expect(drill, JSON.stringify(drill)).toMatchObject({ phase: 'passed', device: { serial: spare } });
    const devices = devicesOf(await readState(running.page));
    expect(devices.find(({ serial }) => serial === spare)).toMatchObject({ keys: [], dkek: { kind: 'none' }, label: 'Spare' });
    expect(JSON.stringify(devices.find(({ serial }) => serial === production))).toBe(before);
    await screenshot(running.page, 'drill-spare');
  }, 120_000);

  it('gives a certificate to be printed, with the holdings and hashes and without a secret', async () => {
    const opened = running.app.waitForEvent('window');
    await press('Print or save certificate…');
    const page = await opened;
    await page.getByText('Restore drill certificate').first().waitFor();
    await page.getByText('What this does not prove').first().waitFor();
    await screenshot(page, 'drill-certificate');
    const text = await page.locator('body').innerText();
    const holdings = (await readState(running.page)).custody?.register.holdings ?? [];
    for (const { sheetId, fingerprint = '' } of holdings.filter(({ index }) => index !== 2)) {
      expect(text).toContain(sheetId);
      expect(text).toContain(fingerprint);
    }
    await page.close();
  }, 60_000);

  it('leaves no part, PIN or share in the window, the files, or what was told', async () => {
    const values = papers.flatMap(({ value }) => [value, value.replaceAll(':', ''), value.replaceAll(':', '').toUpperCase()]);
    const places = await searchable(running, [folder, running.userData]);
    expect(places.some(({ content }) => content.includes('drill.run'))).toBe(true);
    expect(tracesOf([...values, userPin, sparePin, soPin], places)).toEqual([]);
    expect(readFileSync(join(folder, 'transcript.jsonl'), 'utf8')).toContain('"passed":true');
  });
});
