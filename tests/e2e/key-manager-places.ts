import type { Page } from 'playwright';
import { certificatePlaces } from './certificate-places.ts';
import { type Place, press } from './room-places.ts';

const choose = (page: Page, name: RegExp) => page.getByRole('treeitem', { name }).first().click();

async function atModule(page: Page, action: string): Promise<void> {
  await choose(page, /^PKCS#11/);
  await press(page, action);
}

/** Every view, node and dialog the Key Manager has, and how to get there. */
export const keyManagerPlaces: readonly Place[] = [
  ['empty', 'empty'],
  ['no service', 'no service'],
  ['fresh device', 'fresh'],
  ['shares missing', 'incomplete'],
  ['shares missing, DKEK', 'incomplete', (page) => choose(page, /^DKEK/)],
  ['blocked User PIN', 'blocked', (page) => choose(page, /^User PIN/)],
  ['logged out', 'logged out', (page) => choose(page, /^User PIN/)],
  ['first key', 'logged in'],
  ['full room', 'full'],
  ['SO-PIN', 'full', (page) => choose(page, /^SO-PIN/)],
  ['DKEK', 'full', (page) => choose(page, /^DKEK/)],
  ['AES key', 'full', (page) => choose(page, /^HSM AES Key/)],
  ['AES key without WRAP', 'full', (page) => choose(page, /^Token encryption/)],
  ['RSA key', 'full', (page) => choose(page, /^Issuing CA/)],
  ['certificate', 'full', (page) => choose(page, /^Device certificate/)],
  ...certificatePlaces,
  ['certificates and data, being read', 'objects not read', (page) => choose(page, /^Certificates and data/)],
  ['certificates and data', 'objects', (page) => choose(page, /^Certificates and data/)],
  ['certificates and data, none', 'logged in', (page) => choose(page, /^Certificates and data/)],
  ['CA certificate', 'objects', (page) => choose(page, /^Example Root CA/)],
  ['CA certificate without description', 'objects', (page) => choose(page, /^.no label.*no description/)],
  ['public data, text', 'objects', (page) => choose(page, /^Ceremony record/)],
  ['public data, hexadecimal', 'objects', (page) => choose(page, /^Configuration/)],
  ['confidential data, logged out', 'objects, logged out', (page) => choose(page, /^Database password/)],
  ['description without content', 'objects', (page) => choose(page, /^Lost note/)],
  [
    'Import Certificate, report',
    'objects',
    async (page) => {
      await choose(page, /^Certificates and data/);
      await press(page, 'Import Certificate…');
      await page.getByRole('dialog').waitFor();
    },
  ],
  [
    'Import Data, failure',
    'objects',
    async (page) => {
      await choose(page, /^Certificates and data/);
      await press(page, 'Import Data…');
      await page.getByLabel('Label', { exact: true }).fill('Database password');
      await page.getByLabel('Confidential').check();
      await press(page, 'Choose file…');
      await page.getByRole('alert').waitFor();
    },
  ],
  [
    'Export, report',
    'objects',
    async (page) => {
      await choose(page, /^Database password/);
      await press(page, 'Export…');
      await page.getByRole('dialog').waitFor();
    },
  ],
  [
    'Rename, object',
    'objects',
    async (page) => {
      await choose(page, /^Ceremony record/);
      await press(page, 'Rename…');
    },
  ],
  [
    'Delete, object',
    'objects',
    async (page) => {
      await choose(page, /^Database password/);
      await press(page, 'Delete…');
    },
  ],
  ['PKCS#11 in a rehearsal', 'full', (page) => choose(page, /^PKCS#11/)],
  ['PKCS#11, no module', 'no module', (page) => choose(page, /^PKCS#11/)],
  ['PKCS#11, module changed', 'module changed', (page) => choose(page, /^PKCS#11/)],
  ['PKCS#11, not looked at', 'module not looked at', (page) => choose(page, /^PKCS#11/)],
  ['PKCS#11, looked through', 'module looked through', (page) => choose(page, /^PKCS#11/)],
  ['Choose PKCS#11 Module', 'no module', (page) => atModule(page, 'Choose PKCS#11 Module…')],
  ['Look through Module', 'module not looked at', (page) => atModule(page, 'Look through Module…')],
  ['Mechanisms', 'module looked through', (page) => atModule(page, 'Show Mechanisms…')],
  ['Generate Key through Module', 'module looked through', (page) => atModule(page, 'Generate Key through Module…')],
  [
    'Generate Key through Module, AES with a limit',
    "CardContact's module looked through",
    async (page) => {
      await atModule(page, 'Generate Key through Module…');
      await page.getByLabel('AES', { exact: true }).check();
      await page.getByLabel('Limit how often this key may be used').check();
      await page.getByLabel('Number of uses').scrollIntoViewIfNeeded();
    },
  ],
  ['Delete through Module', 'module looked through', (page) => atModule(page, 'Delete through Module…')],
  ['pulled and inserted again', 'full', (page) => choose(page, /^HSM B/)],
  ['production', 'production'],
  ['reader in use', 'production', (page) => choose(page, /^Generic/)],
  ['transport PIN', 'transport PIN', (page) => choose(page, /^User PIN/)],
  ['key domains', 'key domains'],
  ['key domain with keys', 'key domains', (page) => choose(page, /^Key domain 0/)],
  ['key domain that waits', 'key domains', (page) => choose(page, /^Key domain 1/)],
  ['key domain not set up', 'key domains', (page) => choose(page, /^Key domain 2/)],
  ['key in unknown domain', 'key domains', (page) => choose(page, /^Issuing CA/)],
  ['counted key', 'key domains', (page) => choose(page, /^Token encryption/)],
  [
    'Set Up Key Domain',
    'key domains',
    async (page) => {
      await choose(page, /^Key domain 2/);
      await press(page, 'Set Up Key Domain…');
    },
  ],
  [
    'Remove DKEK',
    'key domains',
    async (page) => {
      await choose(page, /^Key domain 0/);
      await press(page, 'Remove DKEK…');
    },
  ],
  [
    'Generate AES Key with a limit, in a key domain',
    'key domains',
    async (page) => {
      await choose(page, /^Key domain 0/);
      await press(page, 'Generate AES Key…');
      await page.getByLabel('Limit how often this key may be used').check();
      await page.getByLabel('Number of uses').scrollIntoViewIfNeeded();
    },
  ],
  [
    'Initialize Device with key domains',
    'fresh',
    async (page) => {
      await press(page, 'Initialize Device…');
      await page.getByLabel('Key domains', { exact: true }).check();
      await page.getByLabel('The PIN is a transport PIN').check();
    },
  ],
  ['Initialize Device', 'fresh', (page) => press(page, 'Initialize Device…')],
  [
    'Initialize Device, question',
    'full',
    async (page) => {
      await press(page, 'Initialize Device…');
      await press(page, 'Continue');
    },
  ],
  [
    'Initialize Device, keys',
    'fresh',
    async (page) => {
      await press(page, 'Initialize Device…');
      await page.getByLabel('Public key authentication', { exact: true }).check();
    },
  ],
  [
    'Initialize Device, question with keys',
    'full',
    async (page) => {
      await press(page, 'Initialize Device…');
      await page.getByLabel('Public key authentication and User PIN').check();
      await press(page, 'Continue');
    },
  ],
  ['public keys to register', 'keys to register', (page) => choose(page, /^Public key authentication/)],
  ['public keys, User PIN', 'keys to authenticate', (page) => choose(page, /^User PIN/)],
  ['public keys to authenticate', 'keys to authenticate', (page) => choose(page, /^Public key authentication/)],
  ['key of a custodian', 'keys to register', (page) => choose(page, /^Opens HSM A/)],
  ['Register Public Key', 'keys to register', (page) => press(page, 'Register Public Key…')],
  [
    'Register Public Key, report',
    'keys to register',
    async (page) => {
      await press(page, 'Register Public Key…');
      await page.getByRole('radio', { name: /^Opens HSM A/ }).check();
      await press(page, 'Register');
      await page.getByText('is registered').waitFor();
    },
  ],
  ['Authenticate with Device', 'keys to authenticate', (page) => press(page, 'Authenticate with Device…')],
  ['Create DKEK Share', 'full', (page) => press(page, 'Create DKEK Share…')],
  [
    'Create DKEK Share, report',
    'full',
    async (page) => {
      await press(page, 'Create DKEK Share…');
      await press(page, 'Create share');
      await page.getByText('was read back').waitFor();
    },
  ],
  ['Import DKEK Share', 'incomplete', (page) => press(page, 'Import DKEK Share…')],
  [
    'Import DKEK Share, report',
    'incomplete',
    async (page) => {
      await press(page, 'Import DKEK Share…');
      await press(page, 'Choose file…');
      await page.getByText('the DKEK is complete').waitFor();
    },
  ],
  ['Generate AES Key', 'logged in', (page) => press(page, 'Generate AES Key…')],
  [
    'Generate AES Key, failure',
    'logged in',
    async (page) => {
      await press(page, 'Generate AES Key…');
      await page.getByLabel('Label', { exact: true }).fill('HSM AES Key');
      await page.getByLabel('WRAP (92)').uncheck();
      await press(page, 'Generate');
      await page.getByRole('alert').waitFor();
    },
  ],
  ['Generate RSA Key', 'logged in', (page) => press(page, 'Generate RSA Key…')],
  [
    'Generate RSA Key, under way',
    'logged in',
    async (page) => {
      await press(page, 'Generate RSA Key…');
      await page.getByLabel('Label', { exact: true }).fill('Issuing CA 2027');
      await page.getByLabel('4096').check();
      await press(page, 'Generate');
      await page.evaluate(() => window.roomStage.bridge.progress({ work: 'w', words: 'Generating an RSA-4096 key', cancellable: true }));
    },
  ],
  [
    'work in the background',
    'logged in',
    async (page) => {
      await press(page, 'Generate RSA Key…');
      await page.getByLabel('Label', { exact: true }).fill('Issuing CA 2027');
      await press(page, 'Generate');
      await page.evaluate(() =>
        window.roomStage.bridge.progress({ work: 'w', words: 'Deriving the key from the password', fraction: 0.42, cancellable: true }),
      );
      await press(page, 'Continue in the background');
    },
  ],
  ['Generate ECC Key', 'logged in', (page) => press(page, 'Generate ECC Key…')],
  ['Import from PKCS#12', 'logged in', (page) => press(page, 'Import from PKCS#12…')],
  [
    'Import from PKCS#12, which key',
    'logged in',
    async (page) => {
      await press(page, 'Import from PKCS#12…');
      await press(page, 'Choose file…');
      await page.getByLabel('DKEK share 2 of 2 is opened by').selectOption('quorum');
    },
  ],
  [
    'Import from PKCS#12, AES key',
    'logged in',
    async (page) => {
      await page.evaluate(() => window.roomStage.showRawAesKey());
      await press(page, 'Import from PKCS#12…');
      await press(page, 'Choose file…');
      await page.getByLabel('WRAP (92)').uncheck();
    },
  ],
  [
    'Import from PKCS#12, report',
    'logged in',
    async (page) => {
      await press(page, 'Import from PKCS#12…');
      await press(page, 'Choose file…');
      await press(page, 'Import');
      await page.getByText('was proven').waitFor();
    },
  ],
  [
    'Rename Key',
    'full',
    async (page) => {
      await choose(page, /^HSM AES Key/);
      await press(page, 'Rename Key…');
    },
  ],
  [
    'Delete Key',
    'full',
    async (page) => {
      await choose(page, /^HSM AES Key/);
      await press(page, 'Delete Key…');
    },
  ],
  [
    'Export Key, report',
    'full',
    async (page) => {
      await choose(page, /^HSM AES Key/);
      await press(page, 'Export Key…');
      await page.getByRole('dialog').waitFor();
    },
  ],
  [
    'Test Key, report',
    'full',
    async (page) => {
      await choose(page, /^HSM AES Key/);
      await press(page, 'Test Key');
      await page.getByRole('dialog').waitFor();
    },
  ],
  [
    'Test Device',
    'production',
    async (page) => {
      await press(page, 'Test Device');
      await page.getByRole('checkbox', { name: 'Time stamping' }).waitFor();
    },
  ],
  [
    'Test Device, rehearsal',
    'full',
    async (page) => {
      await press(page, 'Test Device');
      await page.getByText('Without a PKCS#11 module').waitFor();
    },
  ],
  [
    'Test Key, counted',
    'full',
    async (page) => {
      await choose(page, /^Token encryption/);
      await press(page, 'Test Key');
      await page.getByText('Keys with a use counter').waitFor();
    },
  ],
  [
    'Test Device, report',
    'full',
    async (page) => {
      await press(page, 'Test Device');
      await press(page, 'Start test');
      await page.getByRole('table').waitFor();
    },
  ],
  [
    'certificate details',
    'full',
    async (page) => {
      await choose(page, /^Device certificate/);
      await press(page, 'Details');
    },
  ],
  [
    'failed login',
    'logged out',
    async (page) => {
      await press(page, 'Login with User PIN');
      await page.getByRole('alert').waitFor();
    },
  ],
  ['context menu', 'logged out', (page) => page.getByRole('treeitem', { name: /^User PIN/ }).click({ button: 'right' })],
  ['rehearsal menu', 'full', (page) => press(page, 'Rehearsal')],
  [
    'Remove reader',
    'full',
    async (page) => {
      await press(page, 'Rehearsal');
      await page.getByRole('menuitem', { name: 'Remove reader…' }).first().click();
    },
  ],
];
