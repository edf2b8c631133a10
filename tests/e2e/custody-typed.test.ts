import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OperationName, RequestOf, ResponseOf } from '../../shared/ipc/contract.ts';
import type { Serial } from '../../shared/numbers.ts';
import { enterShare, entryWindow, takeShare, type WrittenShare } from './custody-windows.ts';
import {
  answerSecrets,
  devicesOf,
  invoke,
  launchApp,
  type RunningApp,
  readState,
  secretWindow,
  stateWhere,
  stubDialogs,
} from './harness.ts';
import { recordedIpc, recordIpc } from './secret-search.ts';

const people = ['Ada Lovelace', 'Barbara Liskov', 'Grace Hopper'];
const userPin = '90817263';
const soPin = '4F1D2C3B5A697887';
const base = mkdtempSync(join(tmpdir(), 'conclave-custody-'));
const folder = join(base, 'ceremony');
const shareFile = join(base, 'dkek-share.pbe');

let running: RunningApp;
let serial: Serial;
const papers: WrittenShare[] = [];

async function ask<Name extends OperationName>(name: Name, request: RequestOf<Name>): Promise<ResponseOf<Name>> {
  const result = await invoke(running.page, name, request);
  if (!result.ok) throw new Error(`${name}: ${result.failure.code}: ${result.failure.what}`);
  return result.value;
}

describe('a password split among custodians, on paper by hand', () => {
  beforeAll(async () => {
    mkdirSync(folder);
    running = await launchApp();
    await recordIpc(running.app);
    serial = devicesOf(await stateWhere(running.page, (state) => devicesOf(state).length > 0))[0]?.serial as Serial;
  }, 120_000);
  afterAll(async () => {
    await running?.close();
    rmSync(base, { recursive: true, force: true });
  });

  it('is handed to one custodian after the other, and only then saved and recorded', async () => {
    await stubDialogs(running, { open: folder, save: shareFile, button: 1 });
    await ask('custody.open-folder', {});
    for (const name of people) await ask('custody.add-custodian', { name, organisation: 'Stand-ins' });
    const custodians = (await readState(running.page)).custody?.register.custodians.map(({ id }) => id) ?? [];
    const created = ask('share.create', { serial, split: { threshold: 2, custodians } });
    for (const _ of people) {
      papers.push(await takeShare(await entryWindow(running)));
      if (papers.length < people.length) expect(readdirSync(base)).toEqual(['ceremony']);
    }
    const { setId, sha256 } = await created;
    const { custody } = await readState(running.page);
    expect(custody?.register.sets).toMatchObject([{ setId, fileSha256: sha256, threshold: 2, total: 3 }]);
    expect(custody?.register.holdings.map(({ events }) => events.map(({ state }) => state))).toEqual(
      Array(3).fill(['created', 'read back']),
    );
    expect(readFileSync(shareFile)).toHaveLength(64);
  });

  it('comes back from two of them; a typo is found by its fingerprint and put right in the same window', async () => {
    const initialize = () =>
      ask('device.initialize', {
        ...{ serial, label: 'Vault', scheme: 'shares', shares: 1, retries: 3, resetWithSoPin: true, confirmation: serial.slice(-4) },
      });
    let done: Promise<unknown> = Promise.resolve();
    const pins = await secretWindow(running, () => {
      done = initialize();
    });
    await answerSecrets(pins, { 'SO-PIN': soPin, 'Repeat SO-PIN': soPin, 'New user PIN': userPin, 'Repeat new user PIN': userPin });
    await done;
    await stubDialogs(running, { open: shareFile });
    let importing: Promise<ResponseOf<'share.import'>> | undefined;
    const login = await secretWindow(running, () => {
      importing = ask('share.import', { serial, by: 'quorum' });
    });
    const [first, , third] = papers as [WrittenShare, WrittenShare, WrittenShare];
    const next = entryWindow(running);
    await answerSecrets(login, { 'User PIN': userPin });
    const window = await next;
    const digit = third.value.at(-1) === '0' ? '1' : '0';
    await enterShare(window, { ...third, value: third.value.slice(0, -1) + digit });
    await window.getByText('Share 3 is wrong').first().waitFor();
    const second = entryWindow(running);
    await enterShare(window, third);
    await enterShare(await second, { ...first, value: first.value.toUpperCase().replaceAll(':', ' ') });
    const imported = await importing;
    const register = (await readState(running.page)).custody?.register;
    expect(imported).toMatchObject({ shareKcv: register?.sets[0]?.shareKcv, imported: 1, total: 1 });
    const device = devicesOf(await readState(running.page)).find((each) => each.serial === serial);
    expect(device?.dkek).toMatchObject({ kind: 'complete', kcv: imported?.shareKcv });
  });

  it('is checked by one custodian alone', async () => {
    const sheetId = (await readState(running.page)).custody?.register.holdings[1]?.sheetId ?? '';
    const next = entryWindow(running);
    const checking = ask('custody.solo-check', { sheetId });
    await enterShare(await next, papers[1] as WrittenShare);
    expect(await checking).toMatchObject({ matches: true });
  });

  it('leaves no share in any file of the ceremony, nor in what the main window was told', async () => {
    const told = await recordedIpc(running.app);
    expect(told).toContain('share.create');
    for (const { value } of papers) {
      const bare = value.replaceAll(':', '');
      for (const form of [value, bare, bare.toUpperCase()]) {
        expect(told).not.toContain(form);
        for (const name of readdirSync(folder)) expect(readFileSync(join(folder, name), 'latin1')).not.toContain(form);
      }
    }
  });
});
