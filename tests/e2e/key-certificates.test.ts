import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DeviceSnapshot } from '../../shared/models/snapshot.ts';
import { type Hand, Operator } from '../ceremonies/operator.ts';
import { Authority } from '../ceremony/certificates/authority.ts';
import { agree, invoke, launchApp, type RunningApp, screenshot } from './harness.ts';
import { readyDevice } from './ready-device.ts';

const pins = { soPin: '3537363231383830', userPin: '648219' };

/** From a key to its certificate in the real app, with openssl as the issuer. */
describe.each<Hand>(['mouse', 'keyboard'])('the certificate of a key, by %s', (hand) => {
  const authority = new Authority();
  const folder = mkdtempSync(join(tmpdir(), 'conclave-certificates-'));
  let running: RunningApp;
  let operator: Operator;
  let serial: DeviceSnapshot['serial'];

  const file = (name: string) => join(folder, name);
  const key = async (label: string) => (await operator.device(serial)).keys.find((each) => each.label === label);
  const dialog = (title: string) => operator.dialog(title);
  const look = (name: string) => (hand === 'mouse' ? screenshot(operator.page, `certificates-${name}`) : undefined);

  beforeAll(async () => {
    running = await launchApp();
    operator = new Operator(running, hand);
    serial = await readyDevice(operator, { label: 'HSM', scheme: 'none', pins });
    await agree(running, () => invoke(running.page, 'key.generate-ec', { serial, label: 'Web', curve: 'brainpoolP256r1' }));
    await agree(running, () => invoke(running.page, 'key.generate-ec', { serial, label: 'Second', curve: 'secp256r1' }));
  }, 120_000);
  afterAll(async () => {
    await running?.close();
    authority.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is asked for with a request that openssl verifies and the clipboard holds', async () => {
    await operator.select(serial, 'Web');
    await operator.deviceWhere(serial, ({ keys }) =>
      keys.some((each) => each.label === 'Web' && each.details?.attestation === 'simulated'),
    );
    await operator.press('Create CSR…');
    const form = dialog('Create CSR');
    await operator.fill('Country (C)', 'at', form);
    expect(await form.getByRole('alert').innerText()).toContain('two capital letters');
    await operator.fill('Country (C)', 'AT', form);
    await operator.fill('Organization (O)', 'Müller, "Söhne" + Co', form);
    await operator.fill('Common name (CN)', 'www.example.org', form);
    expect(await form.getByRole('status', { name: 'Subject as a line' }).innerText()).toBe(
      'C=AT, O=Müller\\, \\"Söhne\\" \\+ Co, CN=www.example.org',
    );
    await operator.press('Add name', form);
    await operator.fill('DNS name', 'www.example.org', form);
    await look('request');
    await operator.choose({ save: file('web.csr') });
    await operator.press('Sign and save…', form);
    await form.getByText('verified, saved and read back').waitFor();
    await look('request-saved');
    await operator.press('Copy PEM', form);
    await form.getByText('Copied.').waitFor();
    const pem = readFileSync(file('web.csr'), 'utf8');
    expect(await running.app.evaluate(({ clipboard }) => clipboard.readText())).toBe(pem);
    authority.openssl.write('web.csr', pem);
    const text = authority.openssl.run(
      'req',
      '-in',
      'web.csr',
      '-verify',
      '-noout',
      '-text',
      '-nameopt',
      'utf8,sname,sep_comma_plus_space',
    );
    expect(text).toContain('C=AT, O=Müller, "Söhne" + Co, CN=www.example.org');
    expect(text).toContain('DNS:www.example.org');
    await operator.press('Close', form);
  });

  it('is refused at another key, with the label of its own', async () => {
    authority.issue('web.csr', 'web.pem');
    await operator.choose({ open: authority.together('chain.pem', 'web.pem', 'issuing.pem', 'root.pem') });
    await operator.select(serial, 'Second');
    await operator.press('Import Certificate…');
    const form = dialog('Import Certificate');
    await operator.press('Choose file…', form);
    await form.getByText('One of them is for the key "Web" of this device.').waitFor();
    await operator.press('Cancel', form);
  });

  it('is imported after the evidence was saved, and takes the place of the request', async () => {
    await operator.select(serial, 'Web');
    await operator.press('Show Attestation…');
    const shown = dialog('Attestation');
    await shown.getByText('yes: it signed a random message just now').waitFor();
    expect(await shown.getByText('SIMULATOR root').count()).toBe(1);
    await look('attestation');
    await operator.press('Close', shown);

    await operator.press('Import Certificate…');
    const form = dialog('Import Certificate');
    await operator.choose({ open: folder });
    await operator.press('Save the evidence first…', form);
    await form.getByText('Saved and read back').waitFor();
    expect(readdirSync(folder).filter((name) => /\.cvreq$|\.cvcert$|attestation\.txt$/.test(name)).length).toBeGreaterThanOrEqual(4);
    await look('evidence-saved');
    await operator.choose({ open: authority.path('web.pem') });
    await operator.press('Choose file…', form);
    await form.getByText('is not among the given certificates').waitFor();
    await operator.choose({ open: authority.together('issuers.pem', 'issuing.pem', 'root.pem') });
    await operator.press('Add issuers from a file…', form);
    await form.getByText('its signatures hold up to').waitFor();
    await look('certificate-chosen');
    await operator.agree(
      () => operator.press('Import Certificate', form),
      'Import',
      async (window) => void (await screenshot(window, 'agree-certificate')),
    );
    await form.getByText('read back byte for byte').waitFor();
    await look('certificate-imported');
    await operator.press('Close', form);
    await look('certificate-in-the-panel');
    expect((await key('Web'))?.details).toMatchObject({ certificate: 'x509', attestation: 'replaced' });
    expect(await operator.page.getByText('proof no longer on the device').count()).toBe(1);
  });

  it('and the public key are saved', async () => {
    await operator.choose({ save: file('public.pem') });
    await operator.press('Export Public Key…');
    const form = dialog('Export Public Key');
    await operator.press('Save…', form);
    await form.getByText('is saved and was read back').waitFor();
    await operator.press('Close', form);
    expect(readFileSync(file('public.pem'), 'utf8')).toBe(authority.openssl.run('x509', '-in', 'web.pem', '-noout', '-pubkey'));
    await operator.choose({ save: file('found.pem') });
    await operator.press('Save Certificate…');
    await dialog('Save Certificate').getByText('is saved and was read back').waitFor();
    await operator.press('Close', dialog('Save Certificate'));
    expect(readFileSync(file('found.pem'), 'utf8')).toBe(authority.openssl.run('x509', '-in', 'web.pem'));
    expect(existsSync(file('web.csr'))).toBe(true);
  });
});
