import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SimulatedCard } from '../../electron/simulator/card.ts';
import type { VpcdConnection } from '../../electron/simulator/vpcd.ts';
import {
  createShare,
  exportKey,
  generateAes,
  importKey,
  importShare,
  initialize,
  login,
  type Pins,
  testDevice,
} from '../ceremonies/key-manager-steps.ts';
import { Operator } from '../ceremonies/operator.ts';
import { type Opensc, opensc } from '../interop/opensc.ts';
import { type PrivatePcscd, startPcscd } from '../interop/pcscd.ts';
import { insertDevice } from '../interop/simulated-device.ts';
import { devicesOf, launchApp, type RunningApp, screenshot, stateWhere } from './harness.ts';

/** The app and OpenSC's tools work on the same devices through one real pcscd, one after the other: the app holds its cards alone. */

const pins: Pins = { soPin: '3537363231383830', userPin: '648219' };
const password = 'Granite-Willow-Saffron-Kestrel-41';
const aesLabel = 'WebADM key';

const [ours, stock, third] = ['UTAPP00001', 'UTSTOCK001', 'UTTHIRD001'].map((serial) => SimulatedCard.create({ serial })) as [
  SimulatedCard,
  SimulatedCard,
  SimulatedCard,
];
let pcscd: PrivatePcscd;
let tools: Opensc;
let running: RunningApp;
let operator: Operator;
let wire: VpcdConnection;

const path = (name: string) => join(tools.folder, name);
const tool = (reader: number, ...args: string[]) => tools.run('sc-hsm-tool', '--reader', `${reader}`, ...args);
const kcvSaid = (text: string) => /DKEK key check value +: +([0-9A-F]{16})/i.exec(text)?.[1];
const pkcs11 = (label: string, ...args: string[]) =>
  tools.run('pkcs11-tool', '--token-label', label, '--login', '--pin', '648219', ...args);
const statusBar = () => running.page.getByRole('status').first();

async function startApp(): Promise<void> {
  running = await launchApp({ rehearsal: false, env: pcscd.env });
  operator = new Operator(running);
}

beforeAll(async () => {
  pcscd = await startPcscd({ readers: 3 });
  tools = opensc(pcscd.env);
  wire = await insertDevice(ours, pcscd, tools, 0);
  await insertDevice(stock, pcscd, tools, 1);
  await insertDevice(third, pcscd, tools, 2);
  await tool(1, '--initialize', '--so-pin', pins.soPin, '--pin', pins.userPin, '--dkek-shares', '1', '--label', 'Stock');
  await tool(1, '--create-dkek-share', path('stock.pbe'), '--password', password);
  await tool(1, '--import-dkek-share', path('stock.pbe'), '--password', password);
  await pkcs11('Stock', '--keypairgen', '--key-type', 'EC:secp256r1', '--label', 'Signing key', '--id', '10');
  await tool(1, '--wrap-key', path('stock.wky'), '--key-reference', '1', '--pin', pins.userPin);
  await startApp();
}, 120_000);

afterAll(async () => {
  await running?.close();
  await pcscd?.stop();
  tools?.remove();
});

describe('the app on real PC/SC', () => {
  it('shows the devices in the readers of pcscd, without a word of rehearsal', async () => {
    const state = await stateWhere(running.page, (snapshot) => devicesOf(snapshot).length === 3);
    expect(state.mode).toBe('production');
    expect(devicesOf(state).map(({ serial, label }) => [serial, label])).toContainEqual(['UTSTOCK001', 'Stock']);
    expect(await running.page.getByText('REHEARSAL', { exact: true }).count()).toBe(0);
    expect(await statusBar().textContent()).toMatch(/pcscd running, \d+ readers/);
    await screenshot(running.page, 'production');
  });

  it('holds its cards alone: OpenSC is told so, and gets no command through', async () => {
    expect(await tool(0)).toMatch(/Failed to connect|in use|exclusive|sharing/i);
  });

  it('imports the share and the wrapped key that sc-hsm-tool made', async () => {
    await initialize(operator, 'UTAPP00001', 'Ours', pins);
    await login(operator, 'UTAPP00001', pins.userPin);
    await importShare(operator, 'UTAPP00001', path('stock.pbe'), password);
    const { dkek } = await operator.device('UTAPP00001');
    const stockDevice = await operator.device('UTSTOCK001');
    expect(dkek).toEqual(stockDevice.dkek);
    await importKey(operator, 'UTAPP00001', 'Signing key', path('stock.wky'));
    await testDevice(operator, 'UTAPP00001', 'Signing key');
  });

  it('makes a share, an AES key and its wrapped file for sc-hsm-tool', async () => {
    await createShare(operator, 'UTAPP00001', path('ours.pbe'), password);
    await generateAes(operator, 'UTAPP00001', aesLabel);
    await exportKey(operator, 'UTAPP00001', aesLabel, path('ours.wky'));
    expect((await operator.device('UTAPP00001')).keys.map(({ label }) => label).sort()).toEqual(['Signing key', aesLabel]);
  });

  it('says that pcscd has gone and how to start it, and takes its devices up again when it is back', async () => {
    await pcscd.kill();
    await stateWhere(running.page, ({ service }) => service.kind === 'absent');
    await expect.poll(() => statusBar().textContent()).toContain('sudo systemctl start pcscd.socket');
    await screenshot(running.page, 'pcscd-gone');
    await pcscd.restart();
    wire = await insertDevice(ours, pcscd, tools, 0);
    await insertDevice(stock, pcscd, tools, 1);
    await insertDevice(third, pcscd, tools, 2);
    await stateWhere(running.page, (snapshot) => devicesOf(snapshot).length === 3, 30_000);
    expect((await operator.device('UTAPP00001')).userPin.kind).toBe('not-verified');
  }, 60_000);

  it('notices that a device is pulled, and reads it afresh when it is back', async () => {
    await wire.close();
    await stateWhere(running.page, (snapshot) => devicesOf(snapshot).length === 2);
    wire = await insertDevice(ours, pcscd, tools, 0);
    await stateWhere(running.page, (snapshot) => devicesOf(snapshot).length === 3);
    expect((await operator.device('UTAPP00001')).label).toBe('Ours');
  });
});

describe('OpenSC on what the app has made', () => {
  beforeAll(() => running.close());

  it('shows the imported key with its label and ID, and signs with it like the original', async () => {
    expect(await tools.run('pkcs15-tool', '--reader', '0', '--dump')).toMatch(
      /Private EC Key \[Signing key\][\s\S]*ID +: 10|ID +: 10[\s\S]*Signing key/,
    );
    const message = path('message');
    await tools.other('sh', '-c', `printf 'what the custodians agreed on' > "$0"`, message);
    await pkcs11(
      'Ours',
      '--sign',
      '--mechanism',
      'ECDSA-SHA256',
      '--signature-format',
      'openssl',
      '--id',
      '10',
      '-i',
      message,
      '-o',
      path('sig'),
    );
    await pkcs11('Stock', '--read-object', '--type', 'pubkey', '--id', '10', '-o', path('pub.der'));
    const verdict = await tools.other(
      'openssl',
      ...['dgst', '-sha256', '-verify', path('pub.der'), '-keyform', 'DER', '-signature', path('sig'), message],
    );
    expect(verdict).toContain('Verified OK');
  });

  it('unwraps the AES key that the app exported, and the device then holds it', async () => {
    await tool(1, '--unwrap-key', path('ours.wky'), '--key-reference', '7', '--pin', pins.userPin);
    await startApp();
    await stateWhere(running.page, (snapshot) => devicesOf(snapshot).length === 3);
    expect((await operator.device('UTSTOCK001')).keys.map(({ label, type }) => [label, type])).toContainEqual([
      aesLabel,
      { kind: 'AES', size: 256 },
    ]);
    await login(operator, 'UTSTOCK001', pins.userPin);
    await testDevice(operator, 'UTSTOCK001', aesLabel);
    await running.close();
  });

  it('imports the share that the app made, and sees the check value that the app told', async () => {
    await tool(2, '--initialize', '--so-pin', pins.soPin, '--pin', pins.userPin, '--dkek-shares', '1');
    const said = await tool(2, '--import-dkek-share', path('ours.pbe'), '--password', password);
    await startApp();
    await stateWhere(running.page, (snapshot) => devicesOf(snapshot).length === 3);
    const { dkek } = await operator.device('UTTHIRD001');
    expect(dkek).toMatchObject({ kind: 'complete', kcv: kcvSaid(said) });
  });
});
