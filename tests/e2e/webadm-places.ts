import type { Page } from 'playwright';
import type { webadmScenes } from '../renderer/webadm-scenes.ts';
import { type Place, press, view } from './room-places.ts';

const at = (name: string, scene: keyof typeof webadmScenes | 'empty', then?: (page: Page) => Promise<unknown>): Place => [
  name,
  scene,
  async (page) => {
    await view(page, 'WebADM');
    await then?.(page);
  },
];

/** Every state of the view WebADM and its dialog. */
export const webadmPlaces: readonly Place[] = [
  at('WebADM, no device', 'empty'),
  at('WebADM, no key', 'webadm, no key'),
  at('WebADM, one key', 'webadm, one key'),
  at('WebADM, order differs', 'webadm, order differs'),
  at('WebADM, settings', 'webadm, rollover', async (page) => {
    await page.getByLabel('What WebADM does with HSM AES Key 2027').selectOption('encrypts and decrypts');
    await press(page, 'Show settings');
    await page.getByLabel('Settings', { exact: true }).scrollIntoViewIfNeeded();
  }),
  at('WebADM, check', 'webadm, one key', async (page) => {
    await press(page, 'Check webadm.conf…');
    await page.getByRole('dialog').waitFor();
  }),
];
