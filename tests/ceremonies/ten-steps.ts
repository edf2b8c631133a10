import { join } from 'node:path';
import type { DeviceSnapshot } from '../../shared/models/snapshot.ts';
import { devicesOf, readState, stateWhere } from '../e2e/harness.ts';
import type { Operator } from './operator.ts';

/** Secrets of the rehearsal. A test searches for each of them afterwards in whatever the app left behind. */
export const secrets = {
  soPin: '9182736455463728',
  userPin: '73915046',
  sharePassword: 'Fjord-Lantern-Quartz-Mosaic-Bamboo-88',
} as const;

export const keyLabel = 'HSM AES Key';

export interface Ceremony {
  readonly first: DeviceSnapshot;
  readonly second: DeviceSnapshot;
  readonly shareFile: string;
  readonly wrappedFile: string;
}

/** Called when something worth a picture is on the screen. */
export type Look = (name: string) => Promise<void>;

/**
 * The first ceremony of the README on two devices, fresh from the factory: one DKEK share, an AES-256 key with CBC_ENC (10),
 * CBC_DEC (11), WRAP (92) on the first, the same key on the second. Files go to `folder`. Throws where a step has not its effect.
 */
export async function tenSteps(operator: Operator, folder: string, look: Look): Promise<Ceremony> {
  const { page } = operator;
  const state = await stateWhere(page, (snapshot) => devicesOf(snapshot).length >= 2);
  const [first, second] = devicesOf(state).map((device) => device.serial) as readonly string[] as [string, string];
  const shareFile = join(folder, 'dkek-share-1.pbe');
  const wrappedFile = join(folder, 'hsm-aes-key.wky');
  await look('start');

  await initialize(operator, first, 'HSM A', look);
  await createShare(operator, first, shareFile, look);
  await importShare(operator, first, shareFile, look);
  await generate(operator, first, look);
  await exportKey(operator, first, wrappedFile, look);
  await initialize(operator, second, 'HSM B', async () => undefined);
  await importShare(operator, second, shareFile, async () => undefined);
  await importKey(operator, second, wrappedFile, look);
  for (const serial of [first, second]) await testDevice(operator, serial, look);

  const now = devicesOf(await readState(page));
  const of = (serial: string) => now.find((device) => device.serial === serial) as DeviceSnapshot;
  return { first: of(first), second: of(second), shareFile, wrappedFile };
}

async function initialize(operator: Operator, serial: string, label: string, look: Look): Promise<void> {
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
    'SO-PIN': secrets.soPin,
    'Repeat SO-PIN': secrets.soPin,
    'New user PIN': secrets.userPin,
    'Repeat new user PIN': secrets.userPin,
  });
  await operator.deviceWhere(serial, (device) => device.initialized && device.label === label && device.dkek.kind === 'incomplete');
}

async function createShare(operator: Operator, serial: string, file: string, look: Look): Promise<void> {
  await operator.choose({ save: file });
  await operator.select(serial, '');
  await operator.press('Create DKEK Share…');
  const dialog = operator.dialog('Create DKEK Share');
  await operator.answer(() => operator.press('Create share', dialog), {
    Password: secrets.sharePassword,
    'Repeat password': secrets.sharePassword,
  });
  await operator.page.getByText('SHA-256').first().waitFor({ timeout: 60_000 });
  await look('share-created');
  await operator.press('Close', dialog);
}

async function importShare(operator: Operator, serial: string, file: string, look: Look): Promise<void> {
  await login(operator, serial);
  await operator.choose({ open: file });
  await operator.select(serial, 'DKEK');
  await look('shares-missing');
  await operator.press('Import DKEK Share…');
  const dialog = operator.dialog('Import DKEK Share');
  await operator.answer(() => operator.press('Choose file…', dialog), { Password: secrets.sharePassword });
  await operator.deviceWhere(serial, (device) => device.dkek.kind === 'complete');
  await look('share-imported');
  await operator.press('Close', dialog);
}

async function login(operator: Operator, serial: string): Promise<void> {
  const device = await operator.device(serial);
  if (device.userPin.kind === 'verified') return;
  await operator.select(serial, 'User PIN');
  await operator.answer(() => operator.press('Login with User PIN'), { 'User PIN': secrets.userPin });
  await operator.deviceWhere(serial, ({ userPin }) => userPin.kind === 'verified');
}

async function generate(operator: Operator, serial: string, look: Look): Promise<void> {
  await operator.select(serial, 'DKEK');
  await operator.press('Generate AES Key…');
  const dialog = operator.dialog('Generate AES Key');
  await operator.fill('Label', keyLabel, dialog);
  for (const name of ['CBC_ENC (10)', 'CBC_DEC (11)', 'WRAP (92)']) {
    if (!(await dialog.getByLabel(name, { exact: true }).isChecked())) throw new Error(`the preset does not tick ${name}`);
  }
  await look('generate-aes');
  await operator.press('Generate', dialog);
  await operator.deviceWhere(serial, ({ keys }) => keys.some(({ label }) => label === keyLabel));
  await operator.select(serial, keyLabel);
  await look('key-manager');
}

async function exportKey(operator: Operator, serial: string, file: string, look: Look): Promise<void> {
  await operator.choose({ save: file });
  await operator.select(serial, keyLabel);
  await operator.press('Export Key…');
  await operator.page.getByText('SHA-256').first().waitFor();
  await look('key-exported');
  await operator.press('Close', operator.page.getByRole('dialog'));
}

async function importKey(operator: Operator, serial: string, file: string, look: Look): Promise<void> {
  await login(operator, serial);
  await operator.choose({ open: file });
  await operator.select(serial, 'DKEK');
  await operator.press('Import Key…');
  await operator.deviceWhere(serial, ({ keys }) => keys.some(({ label }) => label === keyLabel));
  await look('key-imported');
  await closeReport(operator);
}

async function testDevice(operator: Operator, serial: string, look: Look): Promise<void> {
  await operator.select(serial, '');
  await operator.press('Test Device');
  const report = operator.page.getByRole('dialog');
  await report.getByText(keyLabel).first().waitFor();
  await look('test-device');
  await closeReport(operator);
}

async function closeReport(operator: Operator): Promise<void> {
  const dialog = operator.page.getByRole('dialog');
  if ((await dialog.count()) > 0) await operator.press('Close', dialog);
}
