import type { Page } from 'playwright';
import type { ceremonyScenes } from '../renderer/ceremony-scenes.ts';
import { type Place, press, view } from './room-places.ts';

const at = (name: string, scene: keyof typeof ceremonyScenes, then?: (page: Page) => Promise<unknown>): Place => [
  `Ceremony, ${name}`,
  scene,
  async (page) => {
    await view(page, 'Ceremony');
    await then?.(page);
  },
];
const planned = async (page: Page) => {
  await page.getByRole('button', { name: 'Plan this' }).first().click();
  await page.getByLabel('Title').waitFor();
};
const unfold = async (page: Page) => {
  for (const summary of await page.locator('.side summary').all()) {
    if (
      !(await summary
        .locator('..')
        .getAttribute('open')
        .then((open) => open !== null))
    )
      await summary.click();
  }
};

/** Every state of the Ceremony view and its dialogs. */
export const ceremonyPlaces: readonly Place[] = [
  at('no folder', 'ceremony, no folder'),
  at('folder', 'ceremony, folder'),
  at('plan', 'ceremony, folder', planned),
  at('plan, steps unfolded', 'ceremony, folder', async (page) => {
    await planned(page);
    for (const step of await page.locator('.script-steps summary').all()) await step.click();
  }),
  at('plan, parameters', 'ceremony, folder', async (page) => {
    await planned(page);
    await page.getByLabel('Number of DKEK shares').scrollIntoViewIfNeeded();
  }),
  at('plan with faults', 'ceremony, folder', async (page) => {
    await planned(page);
    await page.getByLabel('Name of person 1').fill('');
    await page.getByLabel('Name of person 4').fill('Charles Babbage');
    await page.getByLabel('Serial of device A').fill('x');
    await page.getByLabel('Parts in total').fill('7');
    await page.getByLabel('Paper copies').fill('50');
    await page.getByRole('heading', { name: 'People' }).scrollIntoViewIfNeeded();
  }),
  at('plan key', 'ceremony, folder', async (page) => {
    await planned(page);
    await press(page, 'Add AES key…');
  }),
  at('start', 'ceremony, folder', async (page) => {
    await planned(page);
    await press(page, 'Start Ceremony…');
    await page.getByRole('dialog').getByText('SHA-256').waitFor();
  }),
  at('discard plan', 'ceremony, folder', async (page) => {
    await planned(page);
    await press(page, 'Close plan');
  }),
  at('attendance', 'ceremony, attendance'),
  at('arrive', 'ceremony, attendance', (page) => page.getByRole('button', { name: 'Arrives…' }).first().click()),
  at('plan read aloud', 'ceremony, plan read aloud'),
  at('preflight', 'ceremony, preflight'),
  at('materials', 'ceremony, materials'),
  at('before initialize', 'ceremony, before initialize'),
  at('initialize', 'ceremony, initialize'),
  at('initialize, dialog', 'ceremony, initialize', (page) => press(page, 'Initialize Device…')),
  at('initialize, all about the room', 'ceremony, initialize', unfold),
  at('create share', 'ceremony, create share', (page) => press(page, 'Create DKEK Share…')),
  at('quorum missing', 'ceremony, quorum missing'),
  at('key made', 'ceremony, key made'),
  at('not planned', 'ceremony, not planned'),
  at('exception', 'ceremony, not planned', (page) => page.locator('.unexplained').getByRole('button').click()),
  at('paused', 'ceremony, paused'),
  at('pause', 'ceremony, initialize', (page) => press(page, 'Pause…')),
  at('looking back', 'ceremony, key made', (page) => page.getByRole('button', { name: /The workstation is fit/ }).click()),
  at('seal', 'ceremony, seal'),
  at('close', 'ceremony, close'),
  at('all over', 'ceremony, all over'),
  at('close, question', 'ceremony, all over', (page) => press(page, 'Close ceremony…')),
  at('finished', 'ceremony, finished'),
  at('transcript broken', 'ceremony, transcript broken'),
];
