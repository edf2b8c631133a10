import { appendFileSync, copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findModules } from '../../electron/pkcs11/find-modules.ts';
import { SimulatedCard } from '../../electron/simulator/card.ts';
import { login } from '../ceremonies/key-manager-steps.ts';
import { Operator } from '../ceremonies/operator.ts';
import { type Opensc, opensc } from '../interop/opensc.ts';
import { type PrivatePcscd, startPcscd } from '../interop/pcscd.ts';
import { insertDevice } from '../interop/simulated-device.ts';
import { badModule } from '../pkcs11/bad-modules.ts';
import { devicesOf, launchApp, type RunningApp, screenshot, secretWindow, stateWhere } from './harness.ts';

/** The device as applications see it: OpenSC's module in the real app, on a pcscd of the test's own. */

const serial = 'UTAPP00001';
const pin = '648219';
const card = SimulatedCard.create({ serial });
let pcscd: PrivatePcscd;
let tools: Opensc;
let running: RunningApp;
let operator: Operator;
let module: string;

const atModule = () => operator.select(serial, 'PKCS#11');
const table = () => running.page.getByRole('table', { name: 'Card and module side by side' });
const path = (name: string) => join(tools.folder, name);

async function chooseModule(file?: string): Promise<void> {
  await atModule();
  await operator.press('Choose PKCS#11 Module…');
  const dialog = operator.dialog('Choose PKCS#11 Module');
  if (file !== undefined) {
    await operator.choose({ open: file });
    await operator.press('Choose another file…', dialog);
    await dialog.getByText(file, { exact: true }).first().waitFor();
  }
  await operator.press('Use This Module', dialog);
  await dialog.waitFor({ state: 'detached' });
}

/** Looks without login, which fails; gives the words of the failure. */
async function failingLook(): Promise<string> {
  await atModule();
  await operator.press('Look through Module…');
  const dialog = operator.dialog('Look through Module');
  await dialog.getByLabel('Without login').check();
  await operator.press('Look', dialog);
  const words = await dialog.getByRole('alert').innerText();
  await operator.press('Cancel', dialog);
  await operator.deviceWhere(serial, ({ activity }) => activity === undefined);
  return words;
}

beforeAll(async () => {
  pcscd = await startPcscd({ readers: 1 });
  tools = opensc(pcscd.env);
  await insertDevice(card, pcscd, tools, 0);
  await tools.run('sc-hsm-tool', '--initialize', '--so-pin', '3537363231383830', '--pin', pin, '--label', 'Vault');
  module = (await findModules()).find(({ product }) => product === 'OpenSC')?.path as string;
  running = await launchApp({ rehearsal: false, env: { ...pcscd.env, XDG_CACHE_HOME: tools.folder, HOME: tools.folder } });
  operator = new Operator(running);
  await stateWhere(running.page, (snapshot) => devicesOf(snapshot).length === 1);
}, 120_000);
afterAll(async () => {
  await running?.close();
  await pcscd?.stop();
  tools?.remove();
});

describe('a PKCS#11 module in the app', () => {
  it('is chosen among those that were found, with its hash', async () => {
    await chooseModule();
    const state = await stateWhere(running.page, (snapshot) => snapshot.module !== undefined);
    expect(state.module).toMatchObject({ path: module, product: 'OpenSC', library: expect.stringContaining('OpenSC') });
  });

  it('shows why AES keys are missing; a wrong PIN is told with the tries left', async () => {
    await login(operator, serial, pin);
    await operator.select(serial, 'DKEK');
    await operator.press('Generate AES Key…');
    const generate = operator.dialog('Generate AES Key');
    await operator.fill('Label', 'WebADM key', generate);
    await operator.agree(() => operator.press('Generate', generate), 'Generate');
    await operator.deviceWhere(serial, ({ keys }) => keys.length === 1);
    await atModule();
    await operator.press('Look through Module…');
    const entry = await secretWindow(running, () => operator.press('Look', operator.dialog('Look through Module')));
    await operator.fill('User PIN', '000000', entry);
    await operator.press('OK', entry);
    await entry.getByText('Wrong User PIN: 2 tries left.').waitFor();
    await operator.fillSecrets(entry, { 'User PIN': pin });
    await table().waitFor();
    const text = await table().innerText();
    expect(text).toMatch(/WebADM key/);
    expect(text).toMatch(/AES-256 · AES key 0, counted on the card/);
    expect(text).toContain('reads no AES keys');
    await screenshot(running.page, 'pkcs11-looked-through');
  });

  it('makes an EC key, which then stands in the tree, and deletes it', async () => {
    await operator.press('Generate Key through Module…');
    const generate = operator.dialog('Generate Key through Module');
    await operator.fill('Label', 'Through OpenSC', generate);
    await operator.answer(() => operator.press('Generate', generate), { 'User PIN': pin });
    await operator.deviceWhere(serial, ({ keys }) => keys.length === 2);
    await operator.select(serial, 'Through OpenSC');
    await atModule();
    await table().getByText('private key, public key').waitFor();
    await operator.press('Delete through Module…');
    const question = operator.dialog('Delete through Module');
    await operator.fill('Last four characters of the serial', serial.slice(-4), question);
    await operator.answer(() => operator.press('Delete', question), { 'User PIN': pin });
    const { keys } = await operator.deviceWhere(serial, (device) => device.keys.length === 1);
    expect(keys[0]?.label).toBe('WebADM key');
  });

  it('that was changed on the disk is refused until it is chosen again', async () => {
    const copy = path('opensc-pkcs11.so');
    copyFileSync(module, copy);
    await chooseModule(copy);
    appendFileSync(copy, 'x');
    expect(await failingLook()).toContain('is not the file it was');
    expect((await operator.device(serial)).userPin).toEqual({ kind: 'not-verified', triesLeft: 3 });
  });

  it('that crashes ends alone, and the device is back', async () => {
    await chooseModule(badModule(tools.folder, 'aborts'));
    expect(await failingLook()).toContain('crashed during');
    expect((await operator.device(serial)).keys).toHaveLength(1);
    await screenshot(running.page, 'pkcs11-crashed');
  });
});
