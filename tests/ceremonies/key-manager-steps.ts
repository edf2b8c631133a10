import type { Page } from 'playwright';
import type { Operator } from './operator.ts';

/** Called when something worth a picture is on the screen: in the main window, or in the one that is named. */
export type Look = (name: string, window?: Page) => Promise<void>;

const unseen: Look = async () => undefined;

export interface Pins {
  /** 16 hexadecimal digits. */
  readonly soPin: string;
  readonly userPin: string;
}

/** A device fresh from the factory becomes one that waits for `shares` DKEK shares. */
export async function initialize(operator: Operator, serial: string, label: string, pins: Pins, look = unseen): Promise<void> {
  await operator.select(serial, '');
  await operator.press('Initialize Device…');
  const dialog = operator.dialog('Initialize Device');
  await operator.fill('Label', label, dialog);
  await operator.fill('Number of DKEK shares', '1', dialog);
  await look('initialize');
  await operator.press('Continue', dialog);
  const question = operator.page.getByRole('alertdialog');
  await operator.fill('Last four characters of the serial', serial.slice(-4), question);
  await look('initialize-question');
  await operator.answer(() => operator.press('Initialize Device', question), {
    'SO-PIN': pins.soPin,
    'Repeat SO-PIN': pins.soPin,
    'New user PIN': pins.userPin,
    'Repeat new user PIN': pins.userPin,
  });
  await operator.deviceWhere(serial, (device) => device.initialized && device.label === label && device.dkek.kind === 'incomplete');
}

export async function login(operator: Operator, serial: string, userPin: string): Promise<void> {
  const device = await operator.device(serial);
  if (device.userPin.kind === 'verified') return;
  await operator.select(serial, 'User PIN');
  await operator.answer(() => operator.press('Login with User PIN'), { 'User PIN': userPin });
  await operator.deviceWhere(serial, (now) => now.userPin.kind === 'verified');
}

/** Saves a new share as `file`. */
export async function createShare(operator: Operator, serial: string, file: string, password: string, look = unseen): Promise<void> {
  await operator.choose({ save: file });
  await operator.select(serial, '');
  await operator.press('Create DKEK Share…');
  const dialog = operator.dialog('Create DKEK Share');
  await operator.answer(() => operator.press('Create share', dialog), { Password: password, 'Repeat password': password });
  await operator.page.getByText('SHA-256').first().waitFor({ timeout: 60_000 });
  await look('share-created');
  await operator.press('Close', dialog);
}

/** Imports the last missing share into a device that is logged in. */
export async function importShare(operator: Operator, serial: string, file: string, password: string, look = unseen): Promise<void> {
  await operator.choose({ open: file });
  await operator.select(serial, 'DKEK');
  await look('shares-missing');
  await operator.press('Import DKEK Share…');
  const dialog = operator.dialog('Import DKEK Share');
  await operator.answer(() => operator.press('Choose file…', dialog), { Password: password });
  await operator.deviceWhere(serial, (device) => device.dkek.kind === 'complete');
  await look('share-imported');
  await operator.press('Close', dialog);
}

/** Generates an AES-256 key with the capabilities that the preset for WebADM ticks. */
export async function generateAes(operator: Operator, serial: string, label: string, look = unseen): Promise<void> {
  await operator.select(serial, 'DKEK');
  await operator.press('Generate AES Key…');
  const dialog = operator.dialog('Generate AES Key');
  await operator.fill('Label', label, dialog);
  for (const name of ['CBC_ENC (10)', 'CBC_DEC (11)', 'WRAP (92)']) {
    if (!(await dialog.getByLabel(name, { exact: true }).isChecked())) throw new Error(`the preset does not tick ${name}`);
  }
  await look('generate-aes');
  await operator.agree(
    () => operator.press('Generate', dialog),
    'Generate',
    (window) => look('generate-aes-question', window),
  );
  await operator.deviceWhere(serial, ({ keys }) => keys.some((key) => key.label === label));
  await operator.select(serial, label);
  await look('key-manager');
}

/** Generates an RSA-2048 key. */
export async function generateRsa(operator: Operator, serial: string, label: string, look = unseen): Promise<void> {
  await operator.select(serial, '');
  await operator.press('Generate RSA Key…');
  const dialog = operator.dialog('Generate RSA Key');
  await operator.fill('Label', label, dialog);
  await look('generate-rsa');
  await operator.agree(() => operator.press('Generate', dialog), 'Generate');
  await operator.deviceWhere(serial, ({ keys }) => keys.some((key) => key.label === label));
}

export async function exportKey(operator: Operator, serial: string, label: string, file: string, look = unseen): Promise<void> {
  await operator.choose({ save: file });
  await operator.select(serial, label);
  await operator.press('Export Key…');
  await operator.page.getByText('SHA-256').first().waitFor();
  await look('key-exported');
  await closeReport(operator);
}

/** Imports a file that holds the key named `label`. */
export async function importKey(operator: Operator, serial: string, label: string, file: string, look = unseen): Promise<void> {
  await operator.choose({ open: file });
  await operator.select(serial, 'DKEK');
  await operator.agree(() => operator.press('Import Key…'), 'Import');
  await operator.deviceWhere(serial, ({ keys }) => keys.some((key) => key.label === label));
  await look('key-imported');
  await closeReport(operator);
}

/** Runs Test Device and waits until the report speaks of the key named `label`. */
export async function testDevice(operator: Operator, serial: string, label: string, look = unseen): Promise<void> {
  await operator.select(serial, '');
  await operator.press('Test Device');
  const report = operator.dialog('Test Device');
  await operator.press('Start test', report);
  await report.getByRole('table').waitFor();
  await report.getByText(label).first().waitFor();
  if ((await report.getByText('failed').count()) > 0) throw new Error(await report.innerText());
  await look('test-device');
  await closeReport(operator);
}

async function closeReport(operator: Operator): Promise<void> {
  await operator.press('Close', operator.page.getByRole('dialog'));
}
