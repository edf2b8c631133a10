// @vitest-environment happy-dom
import { afterEach, describe, expect, test } from 'vitest';
import { failure } from '../../shared/failure.ts';
import type { DeviceSnapshot } from '../../shared/models/snapshot.ts';
import { kcv, keyReference, serial } from '../../shared/numbers.ts';
import { failed, ok } from '../../shared/result.ts';
import { MountedRoom } from './mounted-room.tsx';
import { aesKey, device, dkekKcv, fresh, keys, reader, room, sha256, verified } from './scenes.ts';

let mounted: MountedRoom;
afterEach(() => mounted.close());

const show = async (state: DeviceSnapshot) => {
  mounted = await MountedRoom.open(room(reader('Reader 1', state)));
};
const isDisabled = (button: string) => mounted.find('button', button).getAttribute('aria-disabled') === 'true';
const isOn = (role: 'radio' | 'checkbox', name: string) => (mounted.find(role, name) as HTMLInputElement).checked;
const serialOf = 'DENK0100001';

describe('Initialize Device', () => {
  test('names what is lost and waits for the serial', async () => {
    await show(device({ userPin: verified, keys: [...keys] }));
    await mounted.click('button', 'Initialize Device…');
    expect(mounted.names('radio')).toEqual([
      'DKEK shares',
      'Random DKEK, no backup',
      'No DKEK',
      'Key domains',
      'User PIN',
      'Public key authentication',
      'Public key authentication and User PIN',
    ]);
    await mounted.type('textbox', 'Label', 'HSM backup 1');
    await mounted.type('spinbutton', 'Number of DKEK shares', '3');
    await mounted.type('spinbutton', 'User PIN retries', '5');
    await mounted.click('checkbox', 'Allow PIN reset with SO-PIN');
    await mounted.click('button', 'Continue');

    expect(mounted.names('alertdialog')).toEqual(['Initialize Device']);
    expect(mounted.text).toContain(`HSM A ${serialOf}`);
    expect(mounted.text).toContain('4 keys');
    for (const key of keys) expect(mounted.text).toContain(key.label);
    expect(isDisabled('Initialize Device')).toBe(true);
    await mounted.click('button', 'Initialize Device');
    await mounted.type('textbox', 'Last four characters of the serial', '0002');
    expect(isDisabled('Initialize Device')).toBe(true);
    await mounted.type('textbox', 'Last four characters of the serial', '0001');
    await mounted.click('button', 'Initialize Device');
    expect(mounted.bridge.callsOf('device.initialize')).toEqual([
      { serial: serialOf, label: 'HSM backup 1', scheme: 'shares', shares: 3, retries: 5, resetWithSoPin: false, confirmation: '0001' },
    ]);
    expect(mounted.all('alertdialog')).toEqual([]);
    expect(mounted.text).toContain('The device is initialized.');
  });

  test('says of a new device that nothing is lost, and still asks', async () => {
    await show(fresh);
    await mounted.click('button', 'Initialize Device…');
    expect(isDisabled('Continue')).toBe(true);
    await mounted.type('textbox', 'Label', 'HSM A');
    await mounted.click('radio', 'No DKEK');
    expect(mounted.names('spinbutton')).toEqual(['User PIN retries']);
    await mounted.click('button', 'Continue');
    expect(mounted.text).toContain('Nothing is lost');
    expect(isDisabled('Initialize Device')).toBe(true);
    await mounted.click('button', 'Back');
    expect((mounted.find('textbox', 'Label') as HTMLInputElement).value).toBe('HSM A');
  });

  test('shows the failure where it arose, with the entries kept', async () => {
    await show(fresh);
    mounted.bridge.answer('device.initialize', () => failed(failure('pin-too-short-for-retries', { retries: 10, minimum: 8 })));
    await mounted.click('button', 'Initialize Device…');
    await mounted.type('textbox', 'Label', 'HSM A');
    await mounted.click('button', 'Continue');
    await mounted.type('textbox', 'Last four characters of the serial', '0001');
    await mounted.click('button', 'Initialize Device');
    expect(mounted.names('alert').join()).toContain('A device with 10 tries needs a User PIN of at least 8 characters.');
    expect(isDisabled('Initialize Device')).toBe(false);
  });
});

describe('Generate AES Key', () => {
  const open = async () => {
    await show(device({ userPin: verified }));
    await mounted.click('button', 'Generate AES Key…');
  };

  test('offers the capabilities by name, and a preset gives way when a box is changed', async () => {
    await open();
    expect(mounted.names('checkbox')).toEqual([
      'CBC_ENC (10)',
      'CBC_DEC (11)',
      'CMAC (18)',
      'WRAP (92)',
      'DERIVE (99)',
      'Limit how often this key may be used',
    ]);
    expect(mounted.names('radio')).toEqual(['128', '192', '256', 'WebADM / OpenOTP', 'Encrypt only', 'Custom']);
    expect(isOn('radio', 'WebADM / OpenOTP') && isOn('checkbox', 'WRAP (92)')).toBe(true);
    expect(mounted.text).not.toContain('This key dies with this device');
    await mounted.click('radio', 'Encrypt only');
    expect(isOn('checkbox', 'WRAP (92)')).toBe(false);
    expect(mounted.text).toContain('This key dies with this device: it can never be exported or backed up.');
    await mounted.click('checkbox', 'WRAP (92)');
    expect(isOn('radio', 'Custom')).toBe(true);
    expect(mounted.text).not.toContain('This key dies with this device');
  });

  test('sends what was chosen and selects the new key', async () => {
    await open();
    mounted.bridge.answer('key.generate-aes', ({ label }) => ok({ serial: serial(serialOf), reference: keyReference(1), label }));
    await mounted.type('textbox', 'Label', 'HSM AES Key');
    await mounted.click('button', 'Generate');
    expect(mounted.bridge.callsOf('key.generate-aes')).toEqual([
      { serial: serialOf, label: 'HSM AES Key', size: 256, capabilities: [0x10, 0x11, 0x92] },
    ]);
    await mounted.push(room(reader('Reader 1', device({ userPin: verified, keys: [aesKey] }))));
    expect(mounted.find('treeitem', 'HSM AES Key  AES-256').getAttribute('aria-selected')).toBe('true');
    expect(mounted.text).toContain('The key "HSM AES Key" is on the device and was read back.');
  });

  test('refuses no label and no capability before main has to', async () => {
    await open();
    expect(isDisabled('Generate')).toBe(true);
    await mounted.type('textbox', 'Label', 'x');
    for (const box of ['CBC_ENC (10)', 'CBC_DEC (11)', 'WRAP (92)']) await mounted.click('checkbox', box);
    expect(isDisabled('Generate')).toBe(true);
    await mounted.click('button', 'Generate');
    expect(mounted.bridge.callsOf('key.generate-aes')).toEqual([]);
  });
});

describe('DKEK shares', () => {
  test('a created share is reported with file, hash and check value until it is closed', async () => {
    await show(device());
    mounted.bridge.answer('share.create', () => ok({ path: '/media/usb/share-1.pbe', sha256, kcv: kcv('0A1B2C3D4E5F6071') }));
    await mounted.click('button', 'Create DKEK Share…');
    await mounted.click('button', 'Create share');
    for (const fact of ['/media/usb/share-1.pbe', sha256, '0A1B2C3D4E5F6071']) expect(mounted.text).toContain(fact);
    await mounted.click('button', 'Close');
    expect(mounted.all('dialog')).toEqual([]);
  });

  test('expected check values are sent without gaps, and malformed ones are not sent', async () => {
    await show(device({ dkek: { kind: 'incomplete', shares: 2, imported: 1 } }));
    const answer = { path: 'b.pbe', sha256, shareKcv: kcv('0A1B2C3D4E5F6071'), imported: 2, total: 2, dkekKcv };
    mounted.bridge.answer('share.import', () => ok(answer));
    await mounted.click('button', 'Import DKEK Share…');
    await mounted.type('textbox', 'Expected DKEK KCV', 'f9c3 647b edbf');
    expect(isDisabled('Choose file…')).toBe(true);
    await mounted.type('textbox', 'Expected DKEK KCV', 'f9c3 647b edbf 0d80');
    await mounted.click('button', 'Choose file…');
    expect(mounted.bridge.callsOf('share.import')).toEqual([{ serial: serialOf, expectedDkekKcv: dkekKcv }]);
    expect(mounted.text).toContain('All 2 shares are imported: the DKEK is complete.');
    expect(mounted.text).toContain(dkekKcv);
  });

  test('after one of several, the next can be imported at once', async () => {
    await show(device({ dkek: { kind: 'incomplete', shares: 3, imported: 0 } }));
    mounted.bridge.answer('share.import', () => ok({ path: 'a.pbe', sha256, shareKcv: kcv('0A1B2C3D4E5F6071'), imported: 1, total: 3 }));
    await mounted.click('button', 'Import DKEK Share…');
    await mounted.click('button', 'Choose file…');
    expect(mounted.text).toContain('1 of 3 shares imported; 2 still missing.');
    await mounted.click('button', 'Import the next share');
    expect(mounted.names('button')).toContain('Choose file…');
  });
});

describe('long work', () => {
  const start = async () => {
    await show(device({ userPin: verified }));
    let finish = (_: ReturnType<typeof failed>) => {};
    mounted.bridge.answer(
      'key.generate-rsa',
      () =>
        new Promise((resolve) => {
          finish = resolve;
        }),
    );
    await mounted.click('button', 'Generate RSA Key…');
    await mounted.type('textbox', 'Label', 'Issuing CA');
    await mounted.click('radio', '4096');
    await mounted.click('button', 'Generate');
    await mounted.doing(() => mounted.bridge.progress({ work: 'w1', words: 'Generating an RSA key', fraction: 0.4, cancellable: true }));
    return (failing: ReturnType<typeof failed>) => mounted.doing(() => finish(failing));
  };

  test('can be cancelled from its dialog', async () => {
    await start();
    expect(mounted.find('progressbar', 'Generating an RSA key 40 %').getAttribute('value')).toBe('40');
    await mounted.click('button', 'Cancel');
    expect(mounted.bridge.callsOf('work.cancel')).toEqual([{ work: 'w1' }]);
  });

  test('leaves the room free when put aside, and comes back with its failure and its entries', async () => {
    const finish = await start();
    await mounted.click('button', 'Continue in the background');
    expect(mounted.all('dialog')).toEqual([]);
    await mounted.click('treeitem', 'SO-PIN: 15 tries left');
    expect(mounted.names('progressbar')).toEqual(['Generating an RSA key 40 %']);
    await finish(failed(failure('card-full')));
    expect(mounted.names('alert').join()).toContain('The device has no room for this object.');
    expect((mounted.find('textbox', 'Label') as HTMLInputElement).value).toBe('Issuing CA');
    expect(isOn('radio', '4096')).toBe(true);
  });

  test('that cannot be cancelled says so', async () => {
    await start();
    await mounted.doing(() => mounted.bridge.progress({ work: 'w1', words: 'Generating an RSA key', cancellable: false }));
    expect(isDisabled('Cancel')).toBe(true);
    expect(mounted.text).toContain('it cannot be cancelled');
  });
});

describe('keys', () => {
  test('deleting names key and device, and needs the serial', async () => {
    await show(device({ userPin: verified, keys: [aesKey] }));
    await mounted.click('treeitem', 'HSM AES Key  AES-256');
    await mounted.click('button', 'Delete Key…');
    expect(mounted.text).toContain('The key “HSM AES Key” (AES-256) is erased from this device for good.');
    await mounted.type('textbox', 'Last four characters of the serial', '0001');
    await mounted.click('button', 'Delete Key');
    expect(mounted.bridge.callsOf('key.delete')).toEqual([{ serial: serialOf, reference: 1, confirmation: '0001' }]);
  });

  test('an exported key is reported with file, hash and DKEK', async () => {
    await show(device({ userPin: verified, keys: [aesKey] }));
    mounted.bridge.answer('key.export', () => ok({ path: '/media/usb/k.wky', sha256, bytes: 163, label: 'HSM AES Key', dkekKcv }));
    await mounted.click('treeitem', 'HSM AES Key  AES-256');
    await mounted.click('button', 'Export Key…');
    for (const fact of ['/media/usb/k.wky', '163 bytes', sha256, dkekKcv]) expect(mounted.text).toContain(fact);
  });

  test('the dialog outlives a pulled device', async () => {
    await show(device({ userPin: verified, keys: [aesKey] }));
    await mounted.click('treeitem', 'HSM AES Key  AES-256');
    await mounted.click('button', 'Rename Key…');
    mounted.bridge.answer('key.rename', () => failed(failure('no-such-device', { serial: serialOf })));
    await mounted.push(room(reader('Reader 1', { kind: 'empty' })));
    await mounted.type('textbox', 'Label', 'Another');
    await mounted.click('button', 'Rename');
    expect(mounted.names('alert').join()).toContain(`The device ${serialOf} is not in any reader.`);
  });
});
