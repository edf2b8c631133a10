import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SceneName } from '../renderer/scenes.ts';
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
const focused = () =>
  stage.page.evaluate(() => {
    const element = document.activeElement;
    const label = element?.id ? document.querySelector(`label[for="${element.id}"]`) : null;
    return (label ?? element)?.textContent?.trim() ?? '';
  });
/** What a screen reader adds to the name of the focused button. */
const described = () =>
  stage.page.evaluate(() =>
    (document.activeElement?.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent?.trim())
      .join(', '),
  );
const tabTo = async (name: string) => {
  for (let step = 0; step < 40 && (await focused()) !== name; step++) await press('Tab');
  expect(await focused()).toBe(name);
};
const calls = (name: string) => stage.page.evaluate((wanted) => window.roomStage.bridge.callsOf(wanted as 'state.read'), name);
const become = (scene: SceneName) => stage.page.evaluate((name) => window.roomStage.show(name), scene);
const showCustodians = async (scene: SceneName) => {
  await stage.show(scene);
  await tabTo('Custodians');
  await press('Enter');
};

describe('custodians with the keyboard alone', () => {
  test('people are added; the focus stays near when the first advice is gone', async () => {
    await showCustodians('nobody');
    await tabTo('Add custodian…');
    await press('Enter');
    expect(await focused()).toBe('Name');
    await write('Ada Lovelace');
    await press('Tab');
    await write('Analytical Engines');
    await press('Enter');
    await expect.poll(() => calls('custody.add-custodian')).toEqual([{ name: 'Ada Lovelace', organisation: 'Analytical Engines' }]);
    await expect.poll(focused).toBe('Add custodian…');
    await become('nothing split');
    await expect.poll(focused).toBe('Issuing CA 2027');
  });

  test('buttons with one name are told apart by part and person', async () => {
    await showCustodians('two sealed');
    await tabTo('Check alone…');
    expect(await described()).toBe('Part 1 of 3, Ada Lovelace');
    await press('Tab', 'Tab');
    expect(await described()).toBe('Part 2 of 3, Blaise Pascal');
    await press('Enter');
    await stage.page.getByRole('dialog').waitFor();
    await press('Escape');
    expect(await described()).toBe('Part 2 of 3, Blaise Pascal');
  });

  test('a question about removal begins on Cancel; closing the folder leads to what comes next', async () => {
    await showCustodians('nothing split');
    await tabTo('Remove…');
    await press('Enter');
    await expect.poll(focused).toBe('Cancel');
    await press('Enter');
    expect(await calls('custody.remove-custodian')).toEqual([]);
    await showCustodians('nothing split');
    await tabTo('Close folder');
    await press('Enter');
    await become('full');
    await expect.poll(focused).toBe('No ceremony folder is open');
    await press('Tab');
    expect(await focused()).toBe('Open ceremony folder…');
  });

  test('a share is split from protection to threshold, and somebody added on the way', async () => {
    await stage.show('nothing split');
    await tabTo('Create DKEK Share…');
    await press('Enter');
    await tabTo('One password');
    await press('ArrowDown');
    expect(await focused()).toBe('Split among custodians (n of m)');
    await tabTo('Ada Lovelace');
    await press('Space', 'Tab', 'Tab', 'Space');
    expect(await focused()).toBe('Grace Hopper');
    await press('Tab', 'Enter');
    expect(await focused()).toBe('Name');
    await write('Emmy Noether');
    await press('Enter');
    await expect.poll(() => calls('custody.add-custodian')).toHaveLength(1);
    await expect.poll(focused).toBe('Add custodian…');
    expect(await calls('share.create')).toEqual([]);
    await press('Tab');
    expect(await focused()).toBe('Needed to open');
    await press('Enter');
    await expect.poll(() => calls('share.create')).toEqual([{ serial: 'DENK0100001', split: { threshold: 2, custodians: ['c1', 'c3'] } }]);
  });
});
