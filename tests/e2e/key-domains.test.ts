import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createShare, type Pins } from '../ceremonies/key-manager-steps.ts';
import { Operator } from '../ceremonies/operator.ts';
import { devicesOf, launchApp, type RunningApp, screenshot, secretWindow, stateWhere } from './harness.ts';

const pins: Pins = { soPin: '9182736455463728', userPin: '73915046' };
const ownPin = '55120987';
const password = 'Fjord-Lantern-Quartz-Mosaic-Bamboo-88';

/** What is set on a device besides its keys, in the real app on two simulated devices. */
describe('key domains, use counters and a transport PIN', () => {
  const folder = mkdtempSync(join(tmpdir(), 'conclave-domains-'));
  const share = join(folder, 'domain-1.pbe');
  let running: RunningApp;
  let operator: Operator;
  let first: string;
  let second: string;

  beforeAll(async () => {
    running = await launchApp({ userData: join(folder, 'data') });
    operator = new Operator(running);
    const state = await stateWhere(running.page, (snapshot) => devicesOf(snapshot).length >= 2);
    [first, second] = devicesOf(state).map(({ serial }) => serial) as string[] as [string, string];
  }, 60_000);
  afterAll(async () => {
    await running?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const tree = (serial: string) => running.page.locator(`[role=treeitem][data-serial="${serial}"]`).allInnerTexts();
  const look = (name: string) => screenshot(running.page, `domains-${name}`);

  async function initialize(
    serial: string,
    label: string,
    choose: (dialog: ReturnType<Operator['dialog']>) => Promise<void>,
  ): Promise<void> {
    await operator.select(serial, '');
    await operator.press('Initialize Device…');
    const dialog = operator.dialog('Initialize Device');
    await operator.fill('Label', label, dialog);
    await choose(dialog);
    await operator.press('Continue', dialog);
    const question = running.page.getByRole('alertdialog');
    await operator.fill('Last four characters of the serial', serial.slice(-4), question);
    await look(`${label}-question`);
    await operator.answer(() => operator.press('Initialize Device', question), {
      'SO-PIN': pins.soPin,
      'Repeat SO-PIN': pins.soPin,
      'New user PIN': pins.userPin,
      'Repeat new user PIN': pins.userPin,
    });
    await operator.deviceWhere(serial, (device) => device.initialized && device.label === label);
  }

  it('initializes a device with two key domains, which the tree shows as not set up', async () => {
    await initialize(first, 'Two', (dialog) => dialog.getByLabel('Key domains', { exact: true }).check());
    const texts = await tree(first);
    expect(texts).toEqual(
      expect.arrayContaining([expect.stringMatching(/^Key domain 0:\s*not set up$/), expect.stringMatching(/^Key domain 1:/)]),
    );
    expect(texts.some((text) => text.startsWith('DKEK'))).toBe(false);
  });

  it('sets one up, gives it its one share, and makes a key in it that may be used four times', async () => {
    await createShare(operator, first, share, password);
    await operator.select(first, 'User PIN');
    await operator.answer(() => operator.press('Login with User PIN'), { 'User PIN': pins.userPin });
    await operator.deviceWhere(first, ({ userPin }) => userPin.kind === 'verified');
    await operator.select(first, 'Key domain 1');
    await look('not-set-up');
    await operator.press('Set Up Key Domain…');
    const setUp = operator.dialog('Set Up Key Domain 1');
    await operator.fill('Number of DKEK shares', '1', setUp);
    await operator.agree(() => operator.press('Set Up', setUp), 'Set Up');
    await operator.deviceWhere(first, ({ keyDomains }) => keyDomains?.[1]?.dkek.kind === 'incomplete');

    await operator.choose({ open: share });
    await operator.select(first, 'Key domain 1');
    await operator.press('Import DKEK Share…');
    const importing = operator.dialog('Import DKEK Share');
    await operator.answer(() => operator.press('Choose file…', importing), { Password: password });
    await operator.deviceWhere(first, ({ keyDomains }) => keyDomains?.[1]?.dkek.kind === 'complete');
    await operator.press('Close', importing);

    await operator.select(first, 'Key domain 1');
    await operator.press('Generate AES Key…');
    const generating = operator.dialog('Generate AES Key');
    await operator.fill('Label', 'Counted', generating);
    expect(await generating.getByLabel('Key domain', { exact: true }).inputValue()).toBe('1');
    await generating.getByLabel('Encrypt only', { exact: true }).check();
    await generating.getByLabel('Limit how often this key may be used', { exact: true }).check();
    await operator.fill('Number of uses', '4', generating);
    await look('generate');
    await operator.agree(() => operator.press('Generate', generating), 'Generate');
    const device = await operator.deviceWhere(first, ({ keys }) => keys.length === 1);
    expect(device.keys[0]).toMatchObject({ label: 'Counted', keyDomain: 1, details: { useCounter: 4 } });
    await operator.select(first, 'Counted');
    await running.page.getByText('It was not tried: that would take one of its 4 uses.').waitFor();
    await look('counted-key');
  });

  it('uses the key up by a test, once the person has agreed to that', async () => {
    await operator.press('Test Key');
    const asking = operator.dialog('Test Key');
    await asking.getByText('4 uses left; the test takes up to 4.').waitFor();
    await asking.getByLabel('Counted', { exact: true }).check();
    await operator.press('Start test', asking);
    await operator.deviceWhere(first, ({ keys }) => keys[0]?.details?.useCounter === 0);
    await look('tested');
    await operator.press('Close', operator.dialog('Test Key'));
    await running.page.getByText('This key is used up.').waitFor();
    await running.page.getByText('0: used up for good').waitFor();
    await look('used-up');
  });

  it('refuses to take away what the key needs', async () => {
    await operator.select(first, 'Key domain 1');
    await running.page.getByText('Keys are in it: only an empty key domain can be deleted.').waitFor();
    await operator.press('Remove DKEK…');
    const alert = operator.dialog('Remove DKEK');
    await operator.fill('Last four characters of the serial', first.slice(-4), alert);
    await operator.agree(() => operator.press('Remove DKEK', alert), 'Remove DKEK');
    await operator.deviceWhere(first, ({ keyDomains }) => keyDomains?.[1]?.dkek.kind === 'incomplete');
    await operator.select(first, 'Key domain 1: 0 of 1 share imported');
    await running.page.getByText('Key domain 1: 1 of 1 share missing.', { exact: true }).waitFor();
    await look('dkek-removed');
  });

  it('hands a device over with a transport PIN, which the first login changes', async () => {
    await initialize(second, 'Handed over', async (dialog) => {
      await dialog.getByLabel('No DKEK', { exact: true }).check();
      await dialog.getByLabel('The PIN is a transport PIN: its holder must change it before the first use', { exact: true }).check();
    });
    expect((await operator.device(second)).userPin).toEqual({ kind: 'transport' });
    await operator.select(second, 'User PIN');
    await look('transport-pin');
    await operator.answer(() => operator.press('Login with User PIN'), {
      'Transport PIN': pins.userPin,
      'New user PIN': ownPin,
      'Repeat new user PIN': ownPin,
    });
    await operator.deviceWhere(second, ({ userPin }) => userPin.kind === 'verified');
    await operator.press('Logout');
    await operator.deviceWhere(second, ({ userPin }) => userPin.kind === 'not-verified');
    await operator.answer(() => operator.press('Login with User PIN'), { 'User PIN': ownPin });
    await operator.deviceWhere(second, ({ userPin }) => userPin.kind === 'verified');
  });

  it('shows the devices as they were left when the app starts again', async () => {
    await running.close();
    running = await launchApp({ userData: join(folder, 'data') });
    operator = new Operator(running);
    const state = await stateWhere(running.page, (snapshot) => devicesOf(snapshot).length >= 2);
    expect(devicesOf(state).find(({ serial }) => serial === first)).toMatchObject({
      keyDomains: [{ dkek: { kind: 'none' } }, { dkek: { kind: 'incomplete' } }],
      keys: [{ label: 'Counted', keyDomain: 1 }],
      userPin: { kind: 'not-verified' },
    });
    await look('tree');
  });

  it('deletes a key only when a person agrees in a window that the page cannot reach; Cancel has the focus there', async () => {
    await operator.select(first, 'User PIN');
    await operator.answer(() => operator.press('Login with User PIN'), { 'User PIN': pins.userPin });
    await operator.deviceWhere(first, ({ userPin }) => userPin.kind === 'verified');
    await operator.select(first, 'Counted');
    await operator.press('Delete Key…');
    const alert = operator.dialog('Delete Key');
    await operator.fill('Last four characters of the serial', first.slice(-4), alert);
    const question = await secretWindow(running, () => operator.press('Delete Key', alert));
    expect(await question.locator('.device').textContent()).toContain(first);
    expect(await question.locator('.purpose').textContent()).toContain('"Counted"');
    await screenshot(question, 'agree-delete-key');
    const closed = question.waitForEvent('close');
    // Enter presses what has the focus: Cancel.
    await question.keyboard.press('Enter').catch(() => undefined);
    await closed;
    await alert.getByText('Cancelled. Nothing on the device was changed.').waitFor();
    expect((await operator.device(first)).keys).toHaveLength(1);
    await operator.agree(() => operator.press('Delete Key', alert), 'Delete Key');
    await operator.deviceWhere(first, ({ keys }) => keys.length === 0);
  });
});
