import type { Page } from 'playwright';
import { type Place, press } from './room-places.ts';

/** The dialogs of a key's request, certificate, public key and attestation. */
const at = async (page: Page, action: string): Promise<void> => {
  await page
    .getByRole('treeitem', { name: /^Time stamping/ })
    .first()
    .click();
  await press(page, action);
};
const fill = (page: Page, name: string, text: string) => page.getByRole('textbox', { name, exact: true }).fill(text);

export const certificatePlaces: readonly Place[] = [
  ['certificate in the panel', 'pairs', (page) => page.getByRole('treeitem', { name: /^Issuing CA/ }).click()],
  ['EC key', 'pairs', (page) => page.getByRole('treeitem', { name: /^Time stamping/ }).click()],
  ['expired certificate', 'pairs', (page) => page.getByRole('treeitem', { name: /^Old web server/ }).click()],
  ['Create CSR', 'pairs', (page) => at(page, 'Create CSR…')],
  [
    'Create CSR, filled in, with faults',
    'pairs',
    async (page) => {
      await at(page, 'Create CSR…');
      await fill(page, 'Country (C)', 'at');
      await fill(page, 'Organization (O)', 'Example, Trust GmbH');
      await fill(page, 'Common name (CN)', 'tsa.example.org');
      await press(page, 'Add name');
      await fill(page, 'DNS name', 'not a name');
      await page.getByLabel('TLS server').check();
    },
  ],
  [
    'Create CSR, custom use',
    'pairs',
    async (page) => {
      await at(page, 'Create CSR…');
      await page.getByLabel('Custom').check();
      await page.getByLabel('timeStamping').check();
    },
  ],
  [
    'Create CSR, report',
    'pairs',
    async (page) => {
      await at(page, 'Create CSR…');
      await fill(page, 'Common name (CN)', 'tsa.example.org');
      await press(page, 'Sign and save…');
      await page.getByText('verified, saved and read back').waitFor();
    },
  ],
  ['Import Certificate', 'pairs', (page) => at(page, 'Import Certificate…')],
  [
    'Import Certificate, findings',
    'pairs',
    async (page) => {
      await at(page, 'Import Certificate…');
      await press(page, 'Choose file…');
      await page.getByRole('list', { name: 'Findings' }).waitFor();
    },
  ],
  [
    'Import Certificate, report',
    'pairs',
    async (page) => {
      await at(page, 'Import Certificate…');
      await press(page, 'Choose file…');
      await fill(page, 'Reason to import it all the same', 'The archive needs the old certificate.');
      await press(page, 'Import Certificate');
      await page.getByText('byte for byte').waitFor();
    },
  ],
  ['Export Public Key', 'pairs', (page) => at(page, 'Export Public Key…')],
  [
    'Attestation',
    'pairs',
    async (page) => {
      await at(page, 'Show Attestation…');
      await page.getByRole('list', { name: 'Chain of trust' }).waitFor();
    },
  ],
];
