// @vitest-environment happy-dom
import { afterEach, describe, expect, test } from 'vitest';
import { keyLabelHindrance, suggestedLabel } from '../../renderer/key-manager/dialogs/key-file-words.ts';
import { failure } from '../../shared/failure.ts';
import type { DeviceSnapshot } from '../../shared/models/snapshot.ts';
import { kcv } from '../../shared/numbers.ts';
import { failed, ok } from '../../shared/result.ts';
import { importedFromFile, rawAesKey, severalKeys, ticket } from './key-file-scenes.ts';
import { MountedRoom } from './mounted-room.tsx';
import { device, dkekKcv, reader, room, sha256, verified } from './scenes.ts';

let mounted: MountedRoom;
afterEach(() => mounted.close());

const show = async (changes: Partial<DeviceSnapshot> = {}) => {
  mounted = await MountedRoom.open(room(reader('Reader 1', device({ userPin: verified, keys: [], ...changes }))));
};
const isDisabled = (button: string) => mounted.find('button', button).getAttribute('aria-disabled') === 'true';
const serial = 'DENK0100001';

async function openFile(opened = severalKeys): Promise<void> {
  mounted.bridge.answer('key-file.open', () => ok(opened));
  await mounted.click('button', 'Import from PKCS#12…');
  await mounted.click('button', 'Choose file…');
}

describe('Import from PKCS#12', () => {
  test('says what it means before anything is asked, and how many shares must be brought', async () => {
    await show();
    await mounted.click('button', 'Import from PKCS#12…');
    for (const words of ['copies of it may exist', 'all 2 DKEK shares', 'could open every wrapped key', 'air-gapped']) {
      expect(mounted.text).toContain(words);
    }
    expect(mounted.bridge.callsOf('key-file.open')).toEqual([]);
  });

  test('cannot begin where the device made its DKEK itself, waits for shares or for a login', async () => {
    const hindrances: [Partial<DeviceSnapshot>, string][] = [
      [{ dkek: { kind: 'complete', shares: 0, kcv: dkekKcv } }, 'made its DKEK itself'],
      [{ dkek: { kind: 'incomplete', shares: 2, imported: 1 } }, '1 of 2 shares missing'],
      [{ dkek: { kind: 'none' } }, 'has no DKEK'],
      [{ userPin: { kind: 'not-verified', triesLeft: 3 } }, 'Login with User PIN first'],
    ];
    for (const [changes, words] of hindrances) {
      await show(changes);
      expect(isDisabled('Import from PKCS#12…')).toBe(true);
      expect(mounted.text).toContain(words);
      await mounted.close();
    }
    await show();
  });

  test('lets the person pick the key, names it as the file does, and asks how each share is opened', async () => {
    await show();
    await openFile();
    expect(mounted.names('radio')).toEqual(['Issuing CA 2016, RSA-1024', 'Key 2, EC secp256r1']);
    expect(mounted.text).toContain('too short for today');
    expect(mounted.text).toContain('1 certificate of another key: CN=Root CA 2010');
    await mounted.click('radio', 'Key 2, EC secp256r1');
    expect((mounted.find('textbox', 'Label') as HTMLInputElement).value).toBe('Time stamping');
    await mounted.type('textbox', 'Label', ' ');
    expect(isDisabled('Import')).toBe(true);
    await mounted.type('textbox', 'Label', 'Stamps');
    await mounted.choose('DKEK share 2 of 2 is opened by', 'quorum');
    await mounted.type('spinbutton', 'Shares needed for 2', '1');
    expect(isDisabled('Import')).toBe(true);
    await mounted.type('spinbutton', 'Shares needed for 2', '3');
    mounted.bridge.answer('key-file.import', () => ok(importedFromFile));
    await mounted.click('button', 'Import');
    const shares = [{}, { by: 'quorum', needed: 3 }];
    expect(mounted.bridge.callsOf('key-file.import')).toEqual([
      { serial, ticket, index: 1, label: 'Stamps', capabilities: [], shares, backup: true },
    ]);
    for (const fact of ['was proven', 'Sign (RSA)', dkekKcv, '0A1B2C3D4E5F6071', sha256, 'Destroy the file:', severalKeys.path]) {
      expect(mounted.text).toContain(fact);
    }
  });

  test('asks what an AES key may do, and says in red what it means without WRAP', async () => {
    await show({ firmware: '3.1' });
    await openFile(rawAesKey);
    expect(mounted.text).toContain('firmware 3.1');
    expect(mounted.text).not.toContain('never gives this key away');
    await mounted.type('textbox', 'Label', 'Tokens');
    await mounted.click('checkbox', 'WRAP (92)');
    expect(mounted.text).toContain('Without WRAP (92) the device never gives this key away again: only the wrapped key saved now');
    await mounted.click('checkbox', 'Also save the wrapped key');
    expect(mounted.text).toContain('only its file can bring it');
    mounted.bridge.answer('key-file.import', () => ok(importedFromFile));
    await mounted.click('button', 'Import');
    expect(mounted.bridge.callsOf('key-file.import')).toMatchObject([{ capabilities: [0x10, 0x11], backup: false, shares: [{}, {}] }]);
  });

  test('gives a key back that is not wanted, and begins anew after a failure, whose words stay', async () => {
    await show();
    await openFile();
    await mounted.click('button', 'Back');
    expect(mounted.bridge.callsOf('key-file.forget')).toEqual([{ ticket }]);
    await mounted.click('button', 'Choose file…');
    const differs = failure('dkek-assembled-differs', { expected: dkekKcv, got: kcv('0000000000000001'), shares: 'A, B' });
    mounted.bridge.answer('key-file.import', () => failed(differs));
    await mounted.click('button', 'Import');
    expect(mounted.text).toContain(differs.meaning);
    await mounted.click('button', 'Choose file…');
    expect(mounted.text).not.toContain(differs.meaning);
    await mounted.click('button', 'Cancel');
    expect(mounted.bridge.callsOf('key-file.forget')).toHaveLength(3);
    expect(mounted.all('dialog')).toEqual([]);
  });

  test('says that the key is there when only its wrapped file could not be saved', async () => {
    await show();
    await openFile();
    const backup = { failure: failure('disk-full', { path: '/media/usb-2/x.wky' }) };
    mounted.bridge.answer('key-file.import', () => ok({ ...importedFromFile, backup }));
    await mounted.click('button', 'Import');
    expect(mounted.text).toContain('The key is on the device, but its wrapped file was not saved');
    expect(mounted.text).toContain(backup.failure.what);
  });
});

test('a label from a hostile file is cut to what a device takes, without invisible characters', async () => {
  await show();
  const label = suggestedLabel({ type: { kind: 'AES', size: 128 }, name: `\u202e\u0007${'ü'.repeat(40)}` });
  expect(label).toBe('ü'.repeat(32));
  expect(keyLabelHindrance(label, device({ keys: [] }))).toBeUndefined();
  for (const bad of ['', ' ', `${label}x`, 'a\u0007b']) expect(keyLabelHindrance(bad, device({ keys: [] }))).toBeDefined();
});
