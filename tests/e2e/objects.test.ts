import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DeviceSnapshot } from '../../shared/models/snapshot.ts';
import { type Hand, Operator } from '../ceremonies/operator.ts';
import { Openssl } from '../ceremony/certificates/openssl.ts';
import { launchApp, type RunningApp, readState, screenshot } from './harness.ts';
import { pageFaults } from './page-faults.ts';
import { readyDevice } from './ready-device.ts';

const pins = { soPin: '3537363231383830', userPin: '648219' };
const phrase = 'correct horse: a phrase that no window may show';

/** Certificates without a key, and data, in the real app on a simulated device; openssl made the certificate. */
describe.each<Hand>(['mouse', 'keyboard'])('certificates and data, by %s', (hand) => {
  const openssl = new Openssl();
  // Every value a byte can have, and a first line that says it is text.
  const record = Buffer.concat([Buffer.from('record\n'), Buffer.from(Array.from({ length: 700 }, (_, at) => (at * 31) % 256))]);
  let running: RunningApp;
  let operator: Operator;
  let serial: DeviceSnapshot['serial'];

  const path = (name: string) => join(openssl.folder, name);
  const node = 'Certificates and data';
  const objects = async () => {
    const { objects } = await operator.deviceWhere(serial, ({ objects, activity }) => objects.kind === 'read' && activity === undefined);
    return objects.kind === 'read' ? objects.all : [];
  };
  const textOfNode = () => operator.page.getByRole('treeitem', { name: node }).first().innerText();

  async function exported(label: string, file: string): Promise<Buffer> {
    await operator.select(serial, label);
    await operator.choose({ save: path(file) });
    await operator.press('Export…');
    const report = operator.dialog('Export');
    await report.getByText('is saved byte for byte and was read back').waitFor();
    await operator.press('Close', report);
    return readFileSync(path(file));
  }

  async function importData(label: string, file: string, more: (form: Locator) => Promise<void>): Promise<void> {
    await operator.select(serial, node);
    await operator.press('Import Data…');
    const form = operator.dialog('Import Data');
    await operator.fill('Label', label, form);
    await more(form);
    await operator.choose({ open: path(file) });
    await operator.agree(() => operator.press('Choose file…', form), 'Import');
    await form.waitFor({ state: 'detached' });
  }

  beforeAll(async () => {
    running = await launchApp();
    operator = new Operator(running, hand);
    serial = await readyDevice(operator, { label: 'Vault', scheme: 'none', pins });
    openssl.run(
      ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'key.pem', '-out', 'root.pem'],
      ...['-subj', '/O=Example/CN=Example Root CA', '-days', '9'],
    );
    openssl.write('record', record);
    openssl.write('phrase', phrase);
  }, 120_000);
  afterAll(async () => {
    await running?.close();
    openssl.close();
  });

  it('a CA certificate is imported, found again the second time, and exported as openssl wrote it', async () => {
    await operator.select(serial, node);
    expect(await objects()).toEqual([]);
    await operator.choose({ open: path('root.pem') });
    await operator.agree(() => operator.press('Import Certificate…'), 'Import');
    const report = operator.dialog('Import Certificate');
    await report.getByText('is on the device and was read back').waitFor();
    const digest = openssl.run('x509', '-in', 'root.pem', '-noout', '-fingerprint', '-sha256').trim().split('=')[1] ?? '';
    expect((await report.innerText()).replace(/[\s:]/g, '').toUpperCase()).toContain(digest.replaceAll(':', ''));
    await picture('certificate-imported');
    await operator.press('Close', report);
    expect(await operator.page.getByRole('treeitem', { name: /^Example Root CA/ }).getAttribute('aria-selected')).toBe('true');
    await picture('certificate');

    await operator.select(serial, node);
    await operator.press('Import Certificate…');
    await operator.page
      .getByRole('alert')
      .getByText('“Example Root CA”')
      .or(operator.page.getByText('"Example Root CA"'))
      .first()
      .waitFor();
    expect(await objects()).toHaveLength(1);

    openssl.run('x509', '-in', 'root.pem', '-outform', 'DER', '-out', 'root.der');
    expect(await exported('Example Root CA', 'saved.cer')).toEqual(readFileSync(path('root.der')));
  });

  it('public data comes back byte for byte, and its bytes are shown', async () => {
    await importData('Ceremony record', 'record', (form) => operator.fill('Application', 'Conclave', form));
    await operator.page.getByRole('treeitem', { name: /^Ceremony record/ }).waitFor();
    await picture('public-data');
    expect(await exported('Ceremony record', 'record-out')).toEqual(record);
  });

  it('confidential data comes back byte for byte, and no window ever has it', async () => {
    await importData('Phrase', 'phrase', (form) => operator.tick('Confidential', form));
    await operator.page.getByRole('treeitem', { name: /^Phrase/ }).waitFor();
    await picture('confidential-data');
    expect((await exported('Phrase', 'phrase-out')).toString()).toBe(phrase);
    expect((await objects()).find(({ label }) => label === 'Phrase')).toMatchObject({ kind: 'confidential', size: phrase.length });
    const seen =
      JSON.stringify(await readState(operator.page)) + (await operator.page.content()) + running.consoleLines.join() + running.output();
    for (const word of [phrase, Buffer.from(phrase).toString('hex'), Buffer.from(phrase).toString('base64')])
      expect(seen).not.toContain(word);
  });

  it('a file that is empty or too large, and a label in use, leave nothing behind', async () => {
    openssl.write('empty', '');
    openssl.write('large', Buffer.alloc(70_000));
    await operator.select(serial, node);
    await operator.press('Import Data…');
    const form = operator.dialog('Import Data');
    for (const [label, file, words] of [
      ['Phrase', 'record', /label/i],
      ['Other', 'empty', /empty/i],
      ['Other', 'large', /70,000/],
    ] as const) {
      await operator.fill('Label', label, form);
      await operator.choose({ open: path(file) });
      await operator.press('Choose file…', form);
      await form.getByRole('alert').filter({ hasText: words }).waitFor();
    }
    await operator.press('Cancel', form);
    expect((await objects()).map(({ label }) => label).sort()).toEqual(['Ceremony record', 'Example Root CA', 'Phrase']);
  });

  it('an object is renamed and its content stays; another is deleted after the serial was typed', async () => {
    await operator.select(serial, 'Ceremony record');
    await operator.press('Rename…');
    const form = operator.dialog('Rename');
    await operator.fill('Label', 'Record of 2027', form);
    await operator.agree(() => operator.press('Rename', form), 'Rename');
    await form.waitFor({ state: 'detached' });
    expect(await exported('Record of 2027', 'record-renamed')).toEqual(record);

    await operator.select(serial, 'Phrase');
    await operator.press('Delete…');
    const question = operator.dialog('Delete');
    const remove = question.getByRole('button', { name: 'Delete', exact: true });
    expect(await remove.isDisabled()).toBe(true);
    await picture('delete');
    await operator.fill('Last four characters of the serial', serial.slice(-4), question);
    await operator.agree(() => operator.press('Delete', question), 'Delete Object');
    await question.waitFor({ state: 'detached' });
    expect((await objects()).map(({ label }) => label).sort()).toEqual(['Example Root CA', 'Record of 2027']);
    expect(await textOfNode()).toContain('1 certificate, 1 data object');
  });

  it('what a logged-out device shows says that confidential data waits for the User PIN', async () => {
    await importData('Phrase', 'phrase', (form) => operator.tick('Confidential', form));
    await operator.select(serial, 'User PIN');
    await operator.press('Logout');
    await operator.deviceWhere(serial, ({ userPin }) => userPin.kind === 'not-verified');
    await operator.select(serial, 'Phrase');
    expect(await operator.page.getByRole('button', { name: 'Export…', exact: true }).isDisabled()).toBe(true);
    await picture('logged-out');
  });

  /** By mouse only: a picture, light, dark and at 200 % (half as many CSS pixels each way), in which axe finds nothing serious. */
  async function picture(name: string): Promise<void> {
    if (hand !== 'mouse') return;
    const { page } = operator;
    await screenshot(page, `objects-${name}`);
    expect(await pageFaults(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    await screenshot(page, `objects-${name}-dark`);
    expect(await pageFaults(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'light' });
    const { width, height } = await page.evaluate(() => ({ width: innerWidth, height: innerHeight }));
    await page.setViewportSize({ width: Math.round(width / 2), height: Math.round(height / 2) });
    expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth + 1)).toBe(false);
    await screenshot(page, `objects-${name}-zoomed`);
    await page.setViewportSize({ width, height });
  }
});
