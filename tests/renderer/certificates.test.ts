// @vitest-environment happy-dom
import { afterEach, describe, expect, test } from 'vitest';
import { validityWarning } from '../../renderer/key-manager/certificate-words.ts';
import { ok } from '../../shared/result.ts';
import { choice, createdRequest, imported } from './certificate-answers.ts';
import { MountedRoom } from './mounted-room.tsx';
import { scenes } from './scenes.ts';

let mounted: MountedRoom;
afterEach(() => mounted?.close());

const openAt = async (key: string, action: string) => {
  mounted = await MountedRoom.open(scenes.pairs);
  await mounted.click('treeitem', key);
  await mounted.click('button', action);
};
const ec = 'Time stamping  EC secp256r1';

describe('Create CSR', () => {
  test('checks each line as it is typed, shows the subject as a line, and asks for exactly what is filled in', async () => {
    await openAt(ec, 'Create CSR…');
    expect(mounted.text).toContain('Fill in at least the common name.');
    await mounted.type('textbox', 'Country (C)', 'Austria');
    expect(mounted.names('alert')).toEqual(['It takes exactly two capital letters, as in AT or US.']);
    await mounted.click('button', 'Sign and save…');
    expect(mounted.bridge.callsOf('certificate.request')).toEqual([]);
    await mounted.type('textbox', 'Country (C)', '');
    await mounted.type('textbox', 'Organization (O)', 'A, B');
    await mounted.type('textbox', 'Common name (CN)', 'tsa');
    expect(mounted.text).toContain('O=A\\, B, CN=tsa');
    await mounted.click('button', 'Move Common name (CN) up');
    expect(mounted.text).toContain('CN=tsa, O=A\\, B');
    await mounted.click('button', 'Add name');
    await mounted.type('textbox', 'DNS name', 'a b');
    expect(mounted.names('alert')).toEqual(['It holds a space.']);
    await mounted.type('textbox', 'DNS name', 'a.example');
    await mounted.click('radio', 'TLS server');
    mounted.bridge.answer('certificate.request', () => ok(createdRequest));
    await mounted.click('button', 'Sign and save…');
    expect(mounted.bridge.callsOf('certificate.request')).toEqual([
      {
        serial: 'DENK0100001',
        reference: 3,
        format: 'PEM',
        content: {
          subject: [
            { type: 'CN', value: 'tsa' },
            { type: 'O', value: 'A, B' },
          ],
          names: [{ kind: 'DNS', value: 'a.example' }],
          keyUsage: ['digitalSignature'],
          extendedKeyUsage: ['serverAuth'],
          isCa: false,
        },
      },
    ]);
    expect(mounted.text).toContain('verified, saved and read back');
  });

  test('begins, if wanted, with what an earlier request had in common, without the name of its holder', async () => {
    await openAt(ec, 'Create CSR…');
    await mounted.choose('Begin with', 'O=A\\, B');
    expect((mounted.find('textbox', 'Organization (O)') as HTMLInputElement).value).toBe('A, B');
    expect((mounted.find('textbox', 'Common name (CN)') as HTMLInputElement).value).toBe('');
    expect((mounted.find('radio', 'TLS server') as HTMLInputElement).checked).toBe(true);
  });
});

describe('Import Certificate', () => {
  test('with findings goes on only with a reason, and says what was seen', async () => {
    await openAt(ec, 'Import Certificate…');
    expect(mounted.text).toContain('the device can no longer prove that the key was generated in it');
    mounted.bridge.answer('certificate.choose', () => ok(choice));
    await mounted.click('button', 'Choose file…');
    await mounted.click('button', 'Import Certificate');
    expect(mounted.bridge.callsOf('certificate.import')).toEqual([]);
    await mounted.type('textbox', 'Reason to import it all the same', ' the archive needs it ');
    mounted.bridge.answer('certificate.import', () => ok(imported));
    await mounted.click('button', 'Import Certificate');
    expect(mounted.bridge.callsOf('certificate.import')).toEqual([
      {
        serial: 'DENK0100001',
        reference: 3,
        certificates: choice.certificates,
        accepted: choice.findings.map(({ what }) => what),
        reason: 'the archive needs it',
      },
    ]);
    expect(mounted.text).toContain('read back byte for byte');
  });

  test('with a fault cannot go on, and takes no reason', async () => {
    await openAt(ec, 'Import Certificate…');
    const faulty = { ...choice, findings: choice.findings.map((finding) => ({ ...finding, weight: 'error' as const })) };
    mounted.bridge.answer('certificate.choose', () => ok(faulty));
    await mounted.click('button', 'Choose file…');
    expect(mounted.names('textbox')).toEqual([]);
    await mounted.click('button', 'Import Certificate');
    expect(mounted.bridge.callsOf('certificate.import')).toEqual([]);
  });
});

describe('the panel of a key', () => {
  test('shows certificate and origin, and offers what fits', async () => {
    mounted = await MountedRoom.open(scenes.pairs);
    await mounted.click('treeitem', 'Issuing CA 2027  RSA-4096');
    expect(mounted.text).toContain('issuing certificates, signing revocation lists');
    expect(mounted.names('button')).toContain('Save Certificate…');
    await mounted.click('treeitem', ec);
    expect(mounted.text).toContain('generated in this device, proven up to the root of its maker');
    expect(mounted.names('button')).toContain('Save Device Request…');
    await mounted.click('treeitem', 'Old web server  EC secp384r1');
    expect(mounted.text).toContain('This certificate expired on 2021-01-01.');
  });

  test.each([
    ['2030-01-01', undefined],
    ['2026-02-01', 'This certificate expires in 30 days.'],
    ['2026-01-31', 'This certificate expires in 29 days.'],
    ['2026-01-02', 'This certificate expires today.'],
    ['2025-12-31', 'This certificate expired on 2025-12-31. Applications reject it.'],
  ])('on 2 January 2026 says of a certificate until %s: %s', (day, words) => {
    const dates = { notBefore: '2020-01-01T00:00:00.000Z', notAfter: `${day}T12:00:00.000Z` };
    expect(validityWarning(dates, Date.parse('2026-01-02T00:00:00.000Z'))).toBe(words);
    const early = { ...dates, notBefore: '2026-01-03T00:00:00.000Z', notAfter: '2040-01-01T00:00:00.000Z' };
    expect(validityWarning(early, Date.parse('2026-01-02T00:00:00.000Z'))).toContain('valid only from 2026-01-03');
  });
});
