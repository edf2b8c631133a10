import type { Page } from 'playwright';
import { type Place, press, view } from './room-places.ts';

const toPanel = async (page: Page) => {
  await view(page, 'Ceremony');
  await page.getByRole('button', { name: 'Minutes…', exact: true }).scrollIntoViewIfNeeded();
};
const inCeremony = (button: string) => async (page: Page) => {
  await toPanel(page);
  await press(page, button);
  await page.locator('[role=dialog]').waitFor();
};

/** What a ceremony leaves on paper, and the dialogs for it. */
export const minutesPlaces: readonly Place[] = [
  ['Minutes and forms', 'ceremony, close', toPanel],
  ['Minutes and forms, no folder', 'full', toPanel],
  ['Print forms', 'ceremony, close', inCeremony('Print forms…')],
  ['Print forms, no folder', 'full', inCeremony('Print forms…')],
  ['Sign with a key', 'ceremony, close', inCeremony('Sign with a key…')],
];
