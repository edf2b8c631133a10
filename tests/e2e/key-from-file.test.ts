import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OperationName, RequestOf, ResponseOf } from '../../shared/ipc/contract.ts';
import type { Serial } from '../../shared/numbers.ts';
import { importShare } from '../ceremonies/key-manager-steps.ts';
import { Operator } from '../ceremonies/operator.ts';
import { Openssl } from '../ceremony/certificates/openssl.ts';
import { makePkcs12 } from '../ceremony/import-key/openssl-keys.ts';
import { enterShare, entryWindow, takeShare, type WrittenShare } from './custody-windows.ts';
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
  stubDialogs,
} from './harness.ts';
import { recordedIpc, recordIpc, searchable, tracesOf } from './secret-search.ts';

const secrets = {
  userPin: '90817263',
  soPin: '4F1D2C3B5A697887',
  share: 'Vp8w Kq3r Zt6y Mn2x Bd5h Jc9s Lf',
  file: 'a password of the key file',
  aes: '8f3c5a0e97d2416bb8a4c6f01e2d7358',
};
const people = ['Ada Lovelace', 'Barbara Liskov', 'Grace Hopper'];
const base = mkdtempSync(join(tmpdir(), 'conclave-key-file-'));
/** Everything the app may write is searched; the key files themselves lie elsewhere. */
const folder = join(base, 'ceremony');
const saved = join(base, 'saved');
const openssl = new Openssl();
const file = (name: string) => join(base, name);

let running: RunningApp;
let serials: readonly Serial[];
const papers: WrittenShare[] = [];

async function ask<Name extends OperationName>(name: Name, request: RequestOf<Name>): Promise<ResponseOf<Name>> {
  const result = await invoke(running.page, name, request);
  if (!result.ok) throw new Error(`${name}: ${result.failure.code}: ${result.failure.what}`);
  return result.value;
}

/** Each file dialog from now on gets the next of these paths. */
const openInTurn = (...paths: string[]) =>
  running.app.evaluate(({ dialog }, list) => {
    const left = [...list];
    (dialog as unknown as Record<string, unknown>)['showOpenDialog'] = async () => {
      const next = left.shift();
      return { canceled: next === undefined, filePaths: next === undefined ? [] : [next] };
    };
  }, paths);

async function initialize(serial: Serial, shares: number): Promise<void> {
  let done: Promise<unknown> = Promise.resolve();
  const pins = await secretWindow(running, () => {
    const options = { label: `Vault ${shares}`, scheme: 'shares', shares, retries: 3, resetWithSoPin: true } as const;
    done = ask('device.initialize', { serial, ...options, confirmation: serial.slice(-4) });
  });
  const { soPin, userPin } = secrets;
  await answerSecrets(pins, { 'SO-PIN': soPin, 'Repeat SO-PIN': soPin, 'New user PIN': userPin, 'Repeat new user PIN': userPin });
  await done;
  const login = await secretWindow(running, () => {
    done = ask('pin.login', { serial });
  });
  await answerSecrets(login, { 'User PIN': userPin });
  await done;
}

async function makeShare(serial: Serial, path: string): Promise<void> {
  await stubDialogs(running, { save: path });
  let done: Promise<unknown> = Promise.resolve();
  const window = await secretWindow(running, () => {
    done = ask('share.create', { serial });
  });
  await answerSecrets(window, { Password: secrets.share, 'Repeat password': secrets.share });
  await done;
}

describe('a key from a file', () => {
  beforeAll(async () => {
    for (const each of [folder, saved]) mkdirSync(each);
    writeFileSync(file('ca.p12'), makePkcs12(openssl, 'RSA-2048', secrets.file, '-legacy'));
    writeFileSync(file('token.hex'), secrets.aes);
    running = await launchApp();
    await recordIpc(running.app);
    serials = devicesOf(await stateWhere(running.page, (state) => devicesOf(state).length > 1)).map(({ serial }) => serial);
  }, 120_000);
  afterAll(async () => {
    openssl.close();
    await running?.close();
    rmSync(base, { recursive: true, force: true });
  });

  it('in PKCS#12 comes onto a device with one share, certificate and all, and is saved as a wrapped key: by keyboard alone', async () => {
    const operator = new Operator(running, 'keyboard');
    const serial = serials[0] as Serial;
    await initialize(serial, 1);
    await makeShare(serial, file('only.pbe'));
    await importShare(operator, serial, file('only.pbe'), secrets.share);
    await operator.select(serial, '');
    await operator.press('Import from PKCS#12…');
    const dialog = operator.dialog('Import from PKCS#12, PEM or AES key');
    await screenshot(running.page, 'key-from-file-intro');
    await openInTurn(file('ca.p12'));
    const first = await secretWindow(running, () => operator.press('Choose file…', dialog));
    await answerSecrets(first, { Password: 'not this one' });
    await first.getByText('The password does not open this file.').waitFor();
    await screenshot(first, 'key-from-file-password');
    await answerSecrets(first, { Password: secrets.file });
    await dialog.getByLabel('Label', { exact: true }).waitFor();
    await screenshot(running.page, 'key-from-file-form');
    await operator.fill('Label', 'Issuing CA', dialog);
    await openInTurn(file('only.pbe'));
    await stubDialogs(running, { save: join(saved, 'ca.wky') });
    let next: Promise<Page> | undefined;
    await operator.agree(
      () => operator.press('Import', dialog),
      'Import',
      async (question) => {
        expect(await question.locator('.facts').innerText()).toContain('Issuing CA');
        await screenshot(question, 'key-from-file-question');
        next = secretWindow(running, () => undefined);
      },
    );
    const share = (await next) as Page;
    expect(await share.locator('body').innerText()).toContain('This is DKEK share 1 of 1. The DKEK of Vault 1');
    await screenshot(share, 'key-from-file-share');
    await answerSecrets(share, { Password: secrets.share });
    await dialog.getByText('was proven').waitFor({ timeout: 60_000 });
    await screenshot(running.page, 'key-from-file-report');
    await operator.press('Close', dialog);
    const device = await operator.deviceWhere(serial, ({ keys }) => keys.length === 1);
    expect(device.keys).toMatchObject([{ label: 'Issuing CA', type: { kind: 'RSA', size: 2048 }, details: { certificate: 'x509' } }]);
    expect(readFileSync(join(saved, 'ca.wky'))[0]).toBe(0x30);
    await operator.page.getByRole('treeitem', { name: /^Issuing CA/, selected: true }).waitFor();
  }, 120_000);

  it('raw AES comes onto a device with two shares, one of them opened by a quorum of custodians', async () => {
    const operator = new Operator(running);
    const serial = serials[1] as Serial;
    await stubDialogs(running, { open: folder, save: file('split.pbe'), button: 1 });
    await ask('custody.open-folder', {});
    for (const name of people) await ask('custody.add-custodian', { name, organisation: 'Stand-ins' });
    const custodians = (await readState(running.page)).custody?.register.custodians.map(({ id }) => id) ?? [];
    const created = ask('share.create', { serial, split: { threshold: 2, custodians } });
    for (const _ of people) papers.push(await takeShare(await entryWindow(running)));
    await created;
    await makeShare(serial, file('second.pbe'));
    await initialize(serial, 2);

    const [one, , three] = papers as [WrittenShare, WrittenShare, WrittenShare];
    const enterQuorum = async (cause: () => unknown) => {
      const [window] = await Promise.all([entryWindow(running), cause()]);
      const next = entryWindow(running);
      await enterShare(window, three);
      return { window: await next };
    };
    await openInTurn(file('split.pbe'));
    let imported: Promise<unknown> = Promise.resolve();
    const { window: last } = await enterQuorum(() => {
      imported = ask('share.import', { serial, by: 'quorum' });
    });
    await enterShare(last, one);
    await imported;
    await importShare(operator, serial, file('second.pbe'), secrets.share);

    await operator.select(serial, '');
    await operator.press('Import from PKCS#12…');
    const dialog = operator.dialog('Import from PKCS#12, PEM or AES key');
    await openInTurn(file('token.hex'), file('split.pbe'), file('second.pbe'));
    await operator.press('Choose file…', dialog);
    await operator.fill('Label', 'Token key', dialog);
    await dialog.getByLabel('DKEK share 1 of 2 is opened by').selectOption('quorum');
    await dialog.getByLabel('Also save the wrapped key').uncheck();
    let quorum: ReturnType<typeof enterQuorum> | undefined;
    await operator.agree(
      () => operator.press('Import', dialog),
      'Import',
      async () => {
        quorum = enterQuorum(() => undefined);
      },
    );
    const { window: second } = (await quorum) as { window: Page };
    const password = secretWindow(running, () => enterShare(second, one));
    await answerSecrets(await password, { Password: secrets.share });
    await dialog.getByText('was proven').waitFor({ timeout: 60_000 });
    expect(await dialog.innerText()).toContain('Same key as in the file');
    await operator.press('Close', dialog);
    const device = await operator.deviceWhere(serial, ({ keys }) => keys.length === 1);
    expect(device.keys).toMatchObject([
      { label: 'Token key', type: { kind: 'AES', size: 128 }, details: { capabilities: [0x10, 0x11, 0x92] } },
    ]);
  }, 180_000);

  it('leaves no secret in the main window, its messages, the files, the logs or the processes', async () => {
    expect(await recordedIpc(running.app)).toContain('key-file.import');
    const places = await searchable(running, [running.userData, folder, saved]);
    expect(places.length).toBeGreaterThan(10);
    const values = papers.map(({ value }) => value.replaceAll(':', ''));
    expect(tracesOf([...Object.values(secrets), secrets.aes.toUpperCase(), ...values], places)).toEqual([]);
  });
});
