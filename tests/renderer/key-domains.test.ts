// @vitest-environment happy-dom
import { afterEach, describe, expect, test } from 'vitest';
import { failure } from '../../shared/failure.ts';
import type { DeviceSnapshot } from '../../shared/models/snapshot.ts';
import { keyReference, serial } from '../../shared/numbers.ts';
import { failed, ok } from '../../shared/result.ts';
import { MountedRoom } from './mounted-room.tsx';
import { aesKey, device, fresh, reader, room, verified, withDomains } from './scenes.ts';

let mounted: MountedRoom;
afterEach(() => mounted.close());

const show = async (state: DeviceSnapshot) => {
  mounted = await MountedRoom.open(room(reader('Reader 1', state)));
};
const serialOf = serial('DENK0100001');
const isDisabled = (button: string) => mounted.find('button', button).getAttribute('aria-disabled') === 'true';

describe('a device with key domains', () => {
  test('has one node for each, its keys below it, and those of unknown domain beside them', async () => {
    await show(withDomains());
    const items = mounted.all('treeitem');
    expect(items.map((item) => `${item.getAttribute('aria-level')} ${item.textContent}`)).toEqual([
      '1 Reader 1',
      '2 HSM A DENK0100001',
      '3 User PIN: verified',
      '3 SO-PIN: 15 tries left',
      '3 Key domain 0: DKEK F9C3647BEDBF0D80',
      '4 HSM AES Key  AES-256',
      '4 Token encryption, this device only  AES-128',
      '3 Key domain 1: 1 of 3 shares imported',
      '4 Time stamping  EC 256 bit',
      '3 Key domain 2: not set up',
      '3 Issuing CA 2027  RSA-4096',
      '3 Device certificate: DECC120323900000',
      '3 Certificates and data: none',
      '3 PKCS#11: no module chosen',
    ]);
    expect(items.filter((item) => item.getAttribute('aria-level') === '3').map((item) => item.getAttribute('aria-posinset'))).toEqual([
      ...'123456789',
    ]);
    expect(items.at(-1)?.getAttribute('aria-setsize')).toBe('9');
  });

  test('sets one up for its shares, and imports a share into that one only', async () => {
    await show(withDomains());
    await mounted.click('treeitem', 'Key domain 2: not set up');
    expect(mounted.text).toContain('Key domain 2 is not set up.');
    expect(isDisabled('Import DKEK Share…')).toBe(true);
    await mounted.click('button', 'Set Up Key Domain…');
    await mounted.type('spinbutton', 'Number of DKEK shares', '0');
    expect(isDisabled('Set Up')).toBe(true);
    await mounted.type('spinbutton', 'Number of DKEK shares', '3');
    await mounted.click('button', 'Set Up');
    expect(mounted.bridge.callsOf('domain.set-up')).toEqual([{ serial: serialOf, keyDomain: 2, shares: 3 }]);
    await mounted.click('treeitem', 'Key domain 1: 1 of 3 shares imported');
    mounted.bridge.answer('share.import', () => failed(failure('cancelled')));
    await mounted.click('button', 'Import DKEK Share…');
    await mounted.click('button', 'Choose file…');
    expect(mounted.bridge.callsOf('share.import')).toEqual([{ serial: serialOf, keyDomain: 1 }]);
  });

  test('makes a key in the domain that was chosen, and in none that is not ready', async () => {
    await show(withDomains());
    await mounted.click('treeitem', 'Key domain 0: DKEK F9C3647BEDBF0D80');
    mounted.bridge.answer('key.generate-ec', () => failed(failure('cancelled')));
    await mounted.click('button', 'Generate ECC Key…');
    await mounted.type('textbox', 'Label', 'Signing');
    await mounted.choose('Key domain', '1');
    expect(mounted.text).toContain('Key domain 1: 2 of 3 shares missing; no keys can be made.');
    expect(isDisabled('Generate')).toBe(true);
    await mounted.choose('Key domain', '0');
    await mounted.click('button', 'Generate');
    expect(mounted.bridge.callsOf('key.generate-ec')).toEqual([{ serial: serialOf, label: 'Signing', curve: 'secp256r1', keyDomain: 0 }]);
  });

  test('removes a DKEK only for the end of the serial, and deletes no domain that holds keys', async () => {
    await show(withDomains());
    await mounted.click('treeitem', 'Key domain 0: DKEK F9C3647BEDBF0D80');
    expect(isDisabled('Delete Key Domain…')).toBe(true);
    await mounted.click('button', 'Remove DKEK…');
    expect(mounted.names('alertdialog')).toEqual(['Remove DKEK']);
    expect(mounted.text).toContain('2 keys in it stay and work');
    expect(isDisabled('Remove DKEK')).toBe(true);
    await mounted.type('textbox', 'Last four characters of the serial', '0001');
    await mounted.click('button', 'Remove DKEK');
    expect(mounted.bridge.callsOf('domain.remove-dkek')).toEqual([{ serial: serialOf, keyDomain: 0, confirmation: '0001' }]);
  });

  test('says of a key in an unknown domain that it cannot be exported', async () => {
    await show(withDomains());
    await mounted.click('treeitem', 'Issuing CA 2027  RSA-4096');
    expect(mounted.text).toContain('unknown: the device does not tell');
    expect(isDisabled('Export Key…')).toBe(true);
  });

  test('comes from Initialize Device, with the number of domains', async () => {
    await show(fresh);
    await mounted.click('button', 'Initialize Device…');
    await mounted.type('textbox', 'Label', 'HSM A');
    await mounted.click('radio', 'Key domains');
    await mounted.type('spinbutton', 'Number of key domains', '1');
    expect(isDisabled('Continue')).toBe(true);
    await mounted.type('spinbutton', 'Number of key domains', '4');
    await mounted.click('button', 'Continue');
    expect(mounted.text).toContain('Key domains: 4');
    await mounted.type('textbox', 'Last four characters of the serial', '0001');
    await mounted.click('button', 'Initialize Device');
    expect(mounted.bridge.callsOf('device.initialize')).toMatchObject([{ scheme: 'domains', domains: 4 }]);
  });
});

describe('a use counter', () => {
  test('is asked for in plain words, within its bounds, and the note says that the key was not tried', async () => {
    await show(device({ userPin: verified, dkek: { kind: 'none' } }));
    mounted.bridge.answer('key.generate-rsa', () =>
      ok({ serial: serialOf, reference: keyReference(1), label: 'Release', uses: 4294967294 }),
    );
    await mounted.click('button', 'Generate RSA Key…');
    await mounted.type('textbox', 'Label', 'Release');
    await mounted.click('checkbox', 'Limit how often this key may be used');
    expect(mounted.text).toContain('a wrapped copy carries no counter');
    await mounted.type('spinbutton', 'Number of uses', '4294967295');
    expect(isDisabled('Generate')).toBe(true);
    await mounted.type('spinbutton', 'Number of uses', '4294967294');
    await mounted.click('button', 'Generate');
    expect(mounted.bridge.callsOf('key.generate-rsa')).toEqual([
      { serial: serialOf, label: 'Release', size: 2048, useCounter: 4294967294 },
    ]);
    expect(mounted.text).toContain('It was not tried: that would take one of its 4,294,967,294 uses.');
  });

  test('shows the uses left, and at zero that the key is dead', async () => {
    const counted = (useCounter: number) => [{ ...aesKey, details: { ...aesKey.details, certificate: 'none' as const, useCounter } }];
    await show(device({ userPin: verified, keys: counted(2) }));
    await mounted.click('treeitem', 'HSM AES Key  AES-256');
    expect(mounted.text).toContain('2, on this device; a wrapped copy has no limit');
    await mounted.push(room(reader('Reader 1', device({ userPin: verified, keys: counted(0) }))));
    expect(mounted.text).toContain('0: used up for good');
    expect(mounted.text).toContain('This key is used up.');
  });
});

test('a transport PIN: the login is offered and leads to the change', async () => {
  await show(device({ userPin: { kind: 'transport' } }));
  await mounted.click('treeitem', 'User PIN: transport PIN, must be changed');
  await mounted.click('button', 'Login with User PIN');
  expect(mounted.bridge.callsOf('pin.login')).toEqual([{ serial: serialOf }]);
});
