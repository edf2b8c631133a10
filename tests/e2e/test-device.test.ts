import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { channelOver } from '../../electron/apdu/channel.ts';
import { writeKeyDescription } from '../../electron/card/descriptions.ts';
import { generateAesKey, generateEcKey } from '../../electron/card/generate.ts';
import { verifyUserPin } from '../../electron/card/pins.ts';
import { openSession } from '../../electron/card/session.ts';
import { Secret } from '../../electron/crypto/secret.ts';
import { SimulatedCard } from '../../electron/simulator/card.ts';
import { utf8 } from '../../shared/bytes.ts';
import { serial as asSerial, keyReference } from '../../shared/numbers.ts';
import { login } from '../ceremonies/key-manager-steps.ts';
import { Operator } from '../ceremonies/operator.ts';
import { ask, importDkek, initialize } from '../simulator/talk.ts';
import { launchApp, type RunningApp, root, screenshot } from './harness.ts';
import { pageFaults } from './page-faults.ts';

const serial = 'UTTEST00001';
const userData = mkdtempSync(join(tmpdir(), 'conclave-test-device-'));
const folder = mkdtempSync(join(tmpdir(), 'conclave-reports-'));
let running: RunningApp;
let operator: Operator;

/** A device of a rehearsal that has keys already, one of them with a use counter, which this app does not make. */
async function prepareDevice(): Promise<void> {
  mkdirSync(join(userData, 'rehearsal'), { recursive: true });
  const card = await SimulatedCard.open(join(userData, 'rehearsal/device-1.json'), { serial });
  await ask(card, initialize('920101'));
  await ask(card, importDkek());
  const session = await openSession(channelOver({ transmit: (bytes: Uint8Array) => card.transmit(bytes) } as never));
  const pin = new Secret(utf8.encode('648219'));
  await verifyUserPin(session, pin);
  pin.wipe();
  const [first, second, third] = [1, 2, 3].map(keyReference) as [never, never, never];
  await generateAesKey(session, first, { size: 256, capabilities: [0x10, 0x11, 0x18, 0x92] });
  await generateEcKey(session, second, { curve: 'secp256r1', serial: asSerial(serial) });
  await generateAesKey(session, third, { size: 128, capabilities: [0x10, 0x11], useCounter: 7 });
  await writeKeyDescription(session, first, { label: 'WebADM', id: Uint8Array.of(1), kind: 'AES', sizeBits: 256 });
  await writeKeyDescription(session, second, { label: 'Signing', id: Uint8Array.of(2), kind: 'EC', sizeBits: 256 });
  await writeKeyDescription(session, third, { label: 'Counted', id: Uint8Array.of(3), kind: 'AES', sizeBits: 128 });
  await card.settled();
}

beforeAll(async () => {
  await prepareDevice();
  running = await launchApp({ userData });
  operator = new Operator(running);
  await login(operator, serial, '648219');
}, 60_000);
afterAll(async () => {
  await running?.close();
  for (const each of [userData, folder]) rmSync(each, { recursive: true, force: true });
});

const dialog = () => operator.dialog('Test Device');
async function openDialog(): Promise<void> {
  await operator.select(serial, '');
  await operator.press('Test Device');
  await dialog().getByRole('checkbox', { name: 'Counted' }).waitFor();
}
async function documentWindow(): Promise<Page> {
  const [window] = await Promise.all([
    running.app.waitForEvent('window', (page) => page.url().startsWith('app://document/')),
    operator.press('Save or print…', dialog()),
  ]);
  await window.waitForSelector('.paper footer');
  return window;
}
async function save(window: Page, button: string, path: string): Promise<void> {
  await operator.choose({ save: path });
  await window.getByRole('button', { name: button }).click();
  await window.getByText(`Saved and read back: ${path}`).waitFor();
}

describe('Test Device', () => {
  it('has the safe choice under Enter: the counted key is left out', async () => {
    await openDialog();
    expect(await dialog().getByRole('checkbox', { name: 'Counted' }).isChecked()).toBe(false);
    expect(await dialog().textContent()).toContain('AES-128, ID 03: 7 uses left; the test takes up to 4.');
    expect(await dialog().textContent()).toContain('no module can see the devices of a rehearsal');
    await screenshot(running.page, 'test-device-before');
    expect(await running.page.evaluate(() => document.activeElement?.textContent)).toBe('Start test');
    await running.page.keyboard.press('Enter');
    await dialog().getByRole('table').waitFor();
    expect(await dialog().getByRole('row').count()).toBe(6);
    expect(await dialog().textContent()).toContain('4 passed, 1 not tested.');
    await screenshot(running.page, 'test-device-report');
    expect(await pageFaults(running.page)).toEqual([]);
  });

  it('saves the report as PDF and as text, with all that an auditor needs', async () => {
    const window = await documentWindow();
    await save(window, 'Save as PDF…', join(folder, 'report.pdf'));
    await save(window, 'Save as text…', join(folder, 'report.txt'));
    await screenshot(window, 'test-device-document');
    expect(await pageFaults(window)).toEqual([]);
    await window
      .getByRole('button', { name: 'Close' })
      .click({ noWaitAfter: true })
      .catch(() => undefined);
    await dialog().getByText(join(folder, 'report.txt')).waitFor();

    const text = readFileSync(join(folder, 'report.txt'), 'utf8');
    const pdf = execFileSync('pdftotext', ['-layout', join(folder, 'report.pdf'), '-'], { encoding: 'utf8' });
    execFileSync('pdftoppm', ['-r', '80', '-png', join(folder, 'report.pdf'), join(root, 'out/screenshots/test-report')]);
    const device = await operator.device(serial);
    for (const each of [text, pdf]) {
      const flat = each.replace(/\s+/g, ' ');
      for (const words of [
        serial,
        device.certificate.holder,
        device.certificate.sha256,
        'REHEARSAL',
        'WebADM',
        'Signing',
        'Counted',
        'not tested: a test',
      ])
        expect(flat).toContain(words);
    }
    expect(pdf).toMatch(/page 1 of \d/);
    await operator.press('Close', dialog());
  });

  it('uses a counted key once the person ticked it', async () => {
    await openDialog();
    await dialog().getByRole('checkbox', { name: 'Counted' }).check();
    await operator.press('Start test', dialog());
    await dialog().getByText('5 passed.').waitFor();
    await operator.press('Close', dialog());
    const { keys } = await operator.device(serial);
    expect(keys.find(({ label }) => label === 'Counted')?.details?.useCounter).toBe(3);
  });

  it('asks before Test Key takes uses, and tests any other key at one click', async () => {
    await operator.select(serial, 'Counted');
    await operator.press('Test Key');
    const asked = operator.dialog('Test Key');
    await asked.getByText('That is too few for a whole test').waitFor();
    await screenshot(running.page, 'test-key-counted');
    await operator.press('Cancel', asked);
    await operator.select(serial, 'WebADM');
    await operator.press('Test Key');
    await asked.getByText('1 passed.').waitFor();
    await operator.press('Close', asked);
  });
});
