import type { Page } from 'playwright';
import { type Place, press, view } from './room-places.ts';

const inCustodians = (button: string, then?: (page: Page) => Promise<unknown>) => async (page: Page) => {
  await view(page, 'Custodians');
  await page.getByRole('button', { name: button, exact: true }).first().click();
  await page.locator('[role=dialog], [role=alertdialog]').waitFor();
  await then?.(page);
};
const splitOf = async (page: Page, ...names: string[]) => {
  for (const name of names) await page.getByLabel(name, { exact: true }).check();
};
const reported = (page: Page, text: string) => page.getByText(text).waitFor();

/** The dialogs of the Custodians view, and those of the Key Manager that split. */
export const custodyPlaces: readonly Place[] = [
  ['Custodians', 'full', (page) => view(page, 'Custodians')],
  ...(['nobody', 'nothing split', 'not read back', 'two sealed', 'all sealed', 'long register'] as const).map(
    (scene) => [`Custodians, ${scene}`, scene, (page: Page) => view(page, 'Custodians')] as const,
  ),
  [
    'Custodians, replaced sets',
    'long register',
    async (page) => {
      await view(page, 'Custodians');
      await page.getByText('1 replaced set').click();
      await page.getByText('Destroy both, and record it').scrollIntoViewIfNeeded();
    },
  ],
  [
    'Custodians, files on paper',
    'long register',
    async (page) => {
      await view(page, 'Custodians');
      await page.getByRole('button', { name: 'Combine a text secret…' }).scrollIntoViewIfNeeded();
    },
  ],
  ['Add custodian', 'nobody', inCustodians('Add custodian…')],
  ['Change custodian', 'nothing split', inCustodians('Change…')],
  ['Remove custodian', 'nothing split', inCustodians('Remove…')],
  ['Check alone', 'two sealed', inCustodians('Check alone…')],
  [
    'Check alone, matches',
    'all sealed',
    inCustodians('Check alone…', async (page) => {
      await press(page, 'Start check');
      await reported(page, 'it matches the register');
    }),
  ],
  [
    'Check alone, differs',
    'not read back',
    inCustodians('Check alone…', async (page) => {
      await press(page, 'Start check');
      await reported(page, 'it does not match the register');
    }),
  ],
  [
    'Seal, failure',
    'two sealed',
    inCustodians('Seal…', async (page) => {
      await page.getByLabel('TEB number').fill('SC 0048210');
      await press(page, 'Seal');
      await page.getByRole('alert').waitFor();
    }),
  ],
  ['Re-issue', 'all sealed', inCustodians('Re-issue…')],
  [
    'Re-issue, report',
    'all sealed',
    inCustodians('Re-issue…', async (page) => {
      await press(page, 'Re-issue');
      await reported(page, 'the new file is saved');
    }),
  ],
  ['Print a sheet', 'all sealed', inCustodians('Print a sheet…')],
  [
    'Print a sheet, report',
    'all sealed',
    inCustodians('Print a sheet…', async (page) => {
      await press(page, 'Choose file…');
      await reported(page, 'went to the printer');
    }),
  ],
  ['Print a blank form, report', 'all sealed', inCustodians('Print a blank form')],
  ['Restore from paper', 'full', inCustodians('Restore from paper…')],
  [
    'Restore from paper, report',
    'full',
    inCustodians('Restore from paper…', async (page) => {
      await press(page, 'Start');
      await reported(page, 'is back');
    }),
  ],
  ['Split a text secret', 'nothing split', inCustodians('Split a text secret…')],
  [
    'Split a text secret, report',
    'nothing split',
    inCustodians('Split a text secret…', async (page) => {
      await page.getByLabel('What it is for').fill('SO-PIN of DENK0100001');
      await splitOf(page, 'Ada Lovelace', 'Blaise Pascal', 'Grace Hopper');
      await press(page, 'Split');
      await reported(page, 'The text is split');
    }),
  ],
  ['Combine a text secret', 'full', inCustodians('Combine a text secret…')],
  [
    'Create DKEK Share, no folder',
    'logged in',
    async (page) => {
      await press(page, 'Create DKEK Share…');
      await page.getByLabel('Split among custodians (n of m)').check();
    },
  ],
  [
    'Create DKEK Share, split',
    'nothing split',
    async (page) => {
      await press(page, 'Create DKEK Share…');
      await page.getByLabel('Split among custodians (n of m)').check();
      await splitOf(page, 'Ada Lovelace', 'Blaise Pascal', 'Grace Hopper');
    },
  ],
  [
    'Create DKEK Share, all needed, new custodian',
    'nothing split',
    async (page) => {
      await press(page, 'Create DKEK Share…');
      await page.getByLabel('Split among custodians (n of m)').check();
      await splitOf(page, 'Ada Lovelace', 'Grace Hopper');
      await press(page, 'Add custodian…');
    },
  ],
  [
    'Create DKEK Share, one would do',
    'nothing split',
    async (page) => {
      await press(page, 'Create DKEK Share…');
      await page.getByLabel('Split among custodians (n of m)').check();
      await splitOf(page, 'Ada Lovelace', 'Grace Hopper');
      await page.getByLabel('Needed to open').fill('1');
    },
  ],
  [
    'Import DKEK Share, shares of sc-hsm-tool',
    'incomplete',
    async (page) => {
      await press(page, 'Import DKEK Share…');
      await page.getByLabel('Shares made by sc-hsm-tool').check();
    },
  ],
];
