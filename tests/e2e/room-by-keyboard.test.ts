import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openStage, type Stage } from '../renderer/stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await stage.resize(1280, 800);
});
afterAll(() => stage?.close());

const press = async (...keys: string[]) => {
  for (const key of keys) await stage.page.keyboard.press(key);
};
const write = (text: string) => stage.page.keyboard.type(text);
/** What has the focus, as a person would call it. */
const focused = () =>
  stage.page.evaluate(() => {
    const element = document.activeElement;
    const label = element?.id ? document.querySelector(`label[for="${element.id}"]`) : null;
    return (label ?? element)?.textContent?.trim() ?? '';
  });
const tabTo = async (name: string) => {
  for (let step = 0; step < 30 && (await focused()) !== name; step++) await press('Tab');
  expect(await focused()).toBe(name);
};
const calls = (name: string) => stage.page.evaluate((wanted) => window.roomStage.bridge.callsOf(wanted as 'state.read'), name);

describe('with the keyboard alone', () => {
  beforeEach(() => stage.show('full'));

  test('the tree is one stop; Enter leads from a node to its actions', async () => {
    await tabTo('HSM A DENK0100001');
    await press('ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowRight');
    expect(await focused()).toBe('HSM AES Key  AES-256');
    await press('Enter');
    expect(await focused()).toBe('Export Key…');
    await press('Enter');
    await stage.page.getByRole('dialog').waitFor();
    expect(await focused()).toBe('Close');
    await press('Escape');
    expect(await focused()).toBe('Export Key…');
  });

  test('a device is initialized only past Cancel and the serial, and Escape leads back', async () => {
    await tabTo('Initialize Device…');
    await press('Enter');
    expect(await focused()).toBe('Label');
    await press('Enter');
    expect(await focused()).toBe('Cancel');
    await press('Escape');
    expect(await focused()).toBe('Initialize Device…');
    await press('Enter');
    await press('Enter');
    await press('Enter');
    expect(await focused()).toBe('Initialize Device…');
    expect(await calls('device.initialize')).toEqual([]);
    await press('Enter', 'Enter');
    await tabTo('Last four characters of the serial');
    await write('0001');
    await tabTo('Initialize Device');
    await press('Enter');
    await expect.poll(() => calls('device.initialize')).toHaveLength(1);
  });

  test('a key is generated from label to capabilities', async () => {
    await tabTo('HSM A DENK0100001');
    await press('ArrowDown', 'ArrowDown', 'ArrowDown');
    await tabTo('Generate AES Key…');
    await press('Enter');
    await write('Second key');
    await press('Tab');
    expect(await focused()).toBe('256');
    await press('ArrowLeft');
    expect(await focused()).toBe('192');
    await press('Tab', 'ArrowRight');
    expect(await focused()).toBe('Encrypt only');
    await tabTo('CMAC (18)');
    await press('Space');
    await press('Enter');
    await expect
      .poll(() => calls('key.generate-aes'))
      .toEqual([{ serial: 'DENK0100001', label: 'Second key', size: 192, capabilities: [0x10, 0x11, 0x18] }]);
    await stage.page.getByRole('alert').waitFor();
    expect(await stage.page.evaluate(() => document.activeElement?.closest('[role=dialog]') !== null)).toBe(true);
  });

  test('the menu of a node opens at the node and gives the focus back', async () => {
    await tabTo('HSM A DENK0100001');
    await press('ArrowDown', 'Shift+F10');
    expect(await focused()).toBe('Logout');
    await press('ArrowDown');
    expect(await focused()).toBe('Change User PIN…');
    await press('Escape');
    await expect.poll(focused).toBe('User PIN: verified');
    await press('Shift+F10', 'Enter');
    await expect.poll(() => calls('pin.logout')).toEqual([{ serial: 'DENK0100001' }]);
  });

  test('the focus stays near when the pressed button is gone', async () => {
    await stage.show('logged out');
    await tabTo('Login with User PIN');
    await press('Enter');
    await stage.page.evaluate(() => window.roomStage.show('logged in'));
    await expect.poll(focused).toBe('HSM A DENK0100001');
    await press('Tab');
    expect(await focused()).toBe('Generate AES Key…');
  });
});
