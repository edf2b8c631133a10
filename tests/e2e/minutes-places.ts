import type { Page } from 'playwright';
import { type Place, press, view } from './room-places.ts';

const inCeremony = (button: string) => async (page: Page) => {
  await view(page, 'Ceremony');
  await press(page, button);
  await page.locator('[role=dialog]').waitFor();
};

/** What a ceremony leaves on paper, and the dialogs for it. */
export const minutesPlaces: readonly Place[] = [
  ['Minutes and forms', 'full', (page) => view(page, 'Ceremony')],
  ['Minutes and forms, no folder', 'empty', (page) => view(page, 'Ceremony')],
  ['Print forms', 'full', inCeremony('Print forms…')],
  ['Sign with a key', 'full', inCeremony('Sign with a key…')],
];
