import { join } from 'node:path';
import { user } from './room.mjs';
import { readers } from './session.mjs';
import { Failed } from './steps.mjs';

/** Typed by the person; looked for afterwards in everything that the app has left behind. */
export const secrets = { soPin: '9182736455463728', userPin: '73915046', password: 'Fjord-Lantern-Quartz-Mosaic-Bamboo-88' };
export const serial = 'UTSMOKE01';
export const files = { share: join(user.home, 'dkek-share-1.pbe'), wrapped: join(user.home, 'hsm-aes-key.wky') };

const device = `HSM A ${serial}`;
const key = 'HSM AES Key';
const keyNode = `${key} AES-256`;
const longWorkMs = 60_000;

/** Fills the fields of the secret window, which opens in front, and agrees. */
async function answer(person, entries) {
  for (const [label, text] of Object.entries(entries)) await person.fill(label, text);
  await person.press('OK');
}

async function closeReport(person, photograph) {
  await photograph();
  await person.press('Close');
}

async function initialize(person) {
  await person.select('(no label)');
  await person.press('Initialize Device…');
  await person.fill('Label', 'HSM A');
  await person.fill('Number of DKEK shares', '1');
  await person.press('Continue');
  await person.fill('Last four characters of the serial', serial.slice(-4));
  await person.press('Initialize Device');
  const { soPin, userPin } = secrets;
  await answer(person, { 'SO-PIN': soPin, 'Repeat SO-PIN': soPin, 'New user PIN': userPin, 'Repeat new user PIN': userPin });
  await person.seeText(device, longWorkMs);
  await person.seeText('DKEK: 0 of 1 share imported');
}

async function createShare(person, photograph) {
  await person.select(device);
  await person.press('Create DKEK Share…');
  await person.press('Create share');
  await person.choose('Save the DKEK share', files.share);
  await answer(person, { Password: secrets.password, 'Repeat password': secrets.password });
  await person.seeText('The share is saved and was read back', longWorkMs);
  await closeReport(person, photograph);
}

async function login(person) {
  await person.select('User PIN');
  await person.press('Login with User PIN');
  await answer(person, { 'User PIN': secrets.userPin });
  await person.seeText('User PIN: verified');
}

async function importShare(person, photograph) {
  await person.select('DKEK');
  await person.press('Import DKEK Share…');
  await person.press('Choose file…');
  await person.choose('Choose the DKEK share', files.share);
  await answer(person, { Password: secrets.password });
  await person.seeText('the DKEK is complete', longWorkMs);
  await closeReport(person, photograph);
}

async function generate(person) {
  await person.select('DKEK');
  await person.press('Generate AES Key…');
  await person.fill('Label', key);
  await person.press('Generate');
  await person.agree('Generate AES Key', 'Generate');
  await person.seeText(keyNode, longWorkMs);
}

async function exportKey(person, photograph) {
  await person.select(key);
  await person.press('Export Key…');
  await person.choose('Save the wrapped key', files.wrapped);
  await person.seeText('SHA-256');
  await closeReport(person, photograph);
}

async function test(person, photograph) {
  await person.select(device);
  await person.press('Test Device');
  await person.press('Start test');
  await person.seeText(`Device ${device}: passed.`, longWorkMs);
  await person.seeText('Encrypt and decrypt (AES-CBC)');
  await closeReport(person, photograph);
}

async function deleteKey(person) {
  await person.select(key);
  await person.press('Delete Key…');
  await person.fill('Last four characters of the serial', serial.slice(-4));
  await person.press('Delete Key', { window: 'Conclave' });
  await person.agree('Delete Key', 'Delete Key');
  await person.seeGone(keyNode);
}

/** What the app itself finds out about the machine and its own package. */
async function workstation(person, photograph) {
  await person.press('Workstation…');
  const wanted = {
    'Default route': 'There is none.',
    'Network interfaces': 'None is up but the loopback.',
    'Core dumps of this app': 'The limit is 0, and cannot be raised.',
    'Files of this app': 'They are those of the package’s list of hashes.',
    'Sandbox of the windows': 'It is on.',
  };
  await person.seeText('Sandbox of the windows');
  const cells = (await person.look()).filter(({ role }) => ['row header', 'table cell'].includes(role)).map(({ name }) => name);
  for (const [check, found] of Object.entries(wanted)) {
    const said = cells[cells.indexOf(check) + 1];
    if (said !== found) throw new Failed(`${check}: ${said}`);
  }
  await closeReport(person, photograph);
}

/** About says, in words, the same of the package's list of hashes as this machine has found out from the package. */
async function about(person, photograph, { hashWords }) {
  await person.press('Help', { role: ['push button'] });
  await person.press('About Conclave', { role: ['menu item'] });
  await person.seeText('All files are those of the hash list.', longWorkMs);
  await person.seeText(hashWords);
  await closeReport(person, photograph);
}

/**
 * The first ceremony of the README on one device, at the window: what is done, and how. Each is given the person, what takes the step's
 * picture (of its end, where it is not called), and what is known of the package; it throws where it has not its effect.
 */
export const ceremonySteps = [
  [
    'the app finds pcscd, the reader and the device, and is in production',
    async (person) => {
      await person.seeText(readers[0].name, longWorkMs);
      for (const text of [serial, 'pcscd running, 2 readers', 'Production']) await person.seeText(text);
    },
  ],
  ['initialize', initialize],
  ['create a DKEK share', createShare],
  ['login', login],
  ['import the share', importShare],
  ['generate an AES key', generate],
  ['export it', exportKey],
  ['test the device', test],
  ['delete the key', deleteKey],
  ['the app calls network, core dumps, files and sandbox good', workstation],
  ['About shows the words of the list of hashes', about],
];
