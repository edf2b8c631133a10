import type { Page } from 'playwright';
import type { cloneScenes } from '../renderer/clone-scenes.ts';
import type { inspectionScenes } from '../renderer/inspection-scenes.ts';
import { type Place, press, view } from './room-places.ts';

type Scene = keyof typeof cloneScenes | keyof typeof inspectionScenes;

const at = (name: string, scene: Scene, then?: (page: Page) => Promise<unknown>): Place => [
  name,
  scene,
  async (page) => {
    await view(page, 'Clone & Verify');
    await then?.(page);
  },
];
const dialog = (page: Page) => page.locator('[role=dialog], [role=alertdialog]').waitFor();
const open = async (page: Page, button: string) => {
  await press(page, button);
  await dialog(page);
};
const chooseTargets = async (page: Page) => {
  await open(page, 'Clone…');
  await page.getByRole('checkbox', { name: /DENK0100002/ }).check();
  await page.getByRole('checkbox', { name: /DENK0100003/ }).check();
};

/** Every state of the view Clone & Verify and its dialogs. */
export const clonePlaces: readonly Place[] = [
  at('Clone, nothing yet', 'clone, nothing yet'),
  at('Clone, no folder', 'clone, no folder'),
  at('Clone, unfinished', 'clone, unfinished'),
  at('Clone, preparing', 'clone, preparing'),
  at('Clone, copying', 'clone, copying'),
  at('Clone, one failed', 'clone, one failed'),
  at('Clone, next', 'clone, next'),
  at('Clone, finished', 'clone, finished'),
  at('Clone, verified', 'clone, verified'),
  at('Clone, dialog', 'clone, nothing yet', (page) => open(page, 'Clone…')),
  at('Clone, dialog with targets', 'clone, nothing yet', chooseTargets),
  at('Clone, plan', 'clone, nothing yet', async (page) => {
    await chooseTargets(page);
    await press(page, 'Show the plan');
    await page.getByRole('alertdialog').waitFor();
  }),
  at('Clone, next device', 'clone, next', (page) => open(page, 'Clone next device…')),
  at('Drill, dialog', 'clone, nothing yet', (page) => open(page, 'Restore drill…')),
  at('Drill, dialog with files', 'drill, chosen', (page) => open(page, 'Restore drill…')),
  at('Drill, dialog with what cannot be used', 'drill, unusable', (page) => open(page, 'Restore drill…')),
  at('Drill, dialog with another DKEK', 'drill, other DKEK', (page) => open(page, 'Restore drill…')),
  at('Drill, dialog with a spare', 'drill, chosen', async (page) => {
    await open(page, 'Restore drill…');
    await page.getByRole('radio', { name: 'On a spare device' }).check();
    await page.getByRole('radio', { name: 'Old spare DENK0100002' }).check();
    await page.getByLabel('Whole serial of the spare').scrollIntoViewIfNeeded();
  }),
  at('Drill, running', 'drill, running'),
  at('Drill, passed', 'drill, passed'),
  at('Drill, one failed', 'drill, one failed'),
  at('Drill, broken off', 'drill, broken off'),
  at('Verify, dialog', 'clone, nothing yet', (page) => open(page, 'Verify…')),
  at('Inspected, folder', 'inspected, folder'),
  at('Inspected, folder, below', 'inspected, folder', (page) => page.getByText('share-2.pbe').scrollIntoViewIfNeeded()),
  at('Inspected, file', 'inspected, file'),
  at('Inspected, no device', 'inspected, no device'),
];
