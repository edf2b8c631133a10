// @vitest-environment happy-dom
import { afterEach, describe, expect, test } from 'vitest';
import { failure } from '../../shared/failure.ts';
import { serial, unknownKcv } from '../../shared/numbers.ts';
import { failed } from '../../shared/result.ts';
import { MountedRoom } from './mounted-room.tsx';
import { aesKey, device, fresh, keys, reader, room, scenes, verified } from './scenes.ts';

let mounted: MountedRoom;
afterEach(() => mounted.close());

const open = async (snapshot?: Parameters<typeof MountedRoom.open>[0]) => {
  mounted = await MountedRoom.open(snapshot);
};
const texts = () => mounted.all('treeitem').map((item) => item.textContent);
const selected = () => mounted.all('treeitem').find((item) => item.getAttribute('aria-selected') === 'true')?.textContent;

describe('the tree "Devices"', () => {
  test('shows a device below its reader, with the words of the interface', async () => {
    await open(room(reader('Reader 1', device({ keys: [...keys] }))));
    expect(mounted.names('tree')).toEqual(['Devices']);
    expect(texts()).toEqual([
      'Reader 1',
      'HSM A DENK0100001',
      'User PIN: not verified (3 tries left)',
      'SO-PIN: 15 tries left',
      'DKEK: F9C3647BEDBF0D80',
      'HSM AES Key  AES-256',
      'Issuing CA 2027  RSA-4096',
      'Time stamping  EC 256 bit',
      'Token encryption, this device only  AES-128',
      'Device certificate: DECC120323900000',
      'Certificates and data: none',
      'PKCS#11: no module chosen',
    ]);
    expect(mounted.all('treeitem').map((item) => item.getAttribute('aria-level'))).toEqual([...'123334444333']);
  });

  test.each([
    [device({ userPin: verified }), 'User PIN: verified'],
    [device({ userPin: { kind: 'blocked' } }), 'User PIN: blocked'],
    [device({ userPin: { kind: 'not-verified', triesLeft: 1 } }), 'User PIN: not verified (1 try left)'],
    [device({ soPin: { kind: 'not-verified', triesLeft: 1 } }), 'SO-PIN: 1 try left'],
    [device({ dkek: { kind: 'none' } }), 'DKEK: none'],
    [device({ dkek: { kind: 'incomplete', shares: 3, imported: 1 } }), 'DKEK: 1 of 3 shares imported'],
    [device({ dkek: { kind: 'complete', shares: 1, kcv: unknownKcv } }), 'DKEK: complete, check value not known yet'],
    [device({ dkek: { kind: 'none' }, keys: [aesKey] }), 'HSM AES Key  AES-256'],
    [device({ keys: [{ ...aesKey, type: { kind: 'EC', size: 256, curve: 'secp256r1' } }] }), 'HSM AES Key  EC secp256r1'],
    [fresh, '(no label) DENK0100001'],
  ])('says the state: %#', async (state, text) => {
    await open(room(reader('Reader 1', state)));
    expect(texts()).toContain(text);
  });

  test('says why a reader shows no device', async () => {
    const problem = { kind: 'problem', failure: failure('not-a-smartcard-hsm', { reader: 'B' }) } as const;
    await open(room(reader('A', { kind: 'empty' }), reader('B', problem), reader('C', { kind: 'reading' })));
    expect(texts()).toEqual(['A: no device', 'B: not a SmartCard-HSM', 'C: reading…']);
  });

  test('moves, opens and closes with the keys of a tree', async () => {
    await open(scenes.full);
    const tree = mounted.find('tree', 'Devices');
    await mounted.doing(() => tree.querySelector<HTMLElement>('[tabindex="0"]')?.focus());
    const walk = async (...pressed: string[]) => {
      for (const key of pressed) await mounted.press(key);
      return document.activeElement?.textContent;
    };
    expect(await walk('Home')).toBe('Simulated reader 1');
    expect(await walk('ArrowRight', 'ArrowRight', 'ArrowDown', 'ArrowDown')).toBe('DKEK: F9C3647BEDBF0D80');
    expect(await walk('ArrowRight')).toBe('HSM AES Key  AES-256');
    expect(await walk('ArrowLeft')).toBe('DKEK: F9C3647BEDBF0D80');
    expect(await walk('ArrowLeft')).toBe('DKEK: F9C3647BEDBF0D80');
    expect(texts()).not.toContain('HSM AES Key  AES-256');
    expect(await walk('ArrowDown')).toBe('Device certificate: DECC120323900000');
    expect(await walk('End')).toBe('Simulated reader 3: no device');
    expect(await walk('h', 's', 'm', ' ', 'b')).toBe('HSM B DENK0100002');
    expect(selected()).toBe('HSM B DENK0100002');
    expect(await walk('Enter')).toBe('Import DKEK Share…');
  });

  test('opens the actions of a node by Shift+F10 and by the menu key, and marks what is hindered', async () => {
    await open(room(reader('Reader 1', device())));
    await mounted.click('treeitem', 'User PIN: not verified (3 tries left)');
    await mounted.doing(() => mounted.find('treeitem', 'User PIN: not verified (3 tries left)').focus());
    for (const [key, shiftKey] of [
      ['F10', true],
      ['ContextMenu', false],
    ] as const) {
      await mounted.press(key, { shiftKey });
      expect(mounted.names('menuitem').sort()).toEqual(['Change User PIN…', 'Login with User PIN', 'Logout', 'Unblock User PIN…']);
      expect(mounted.find('menuitem', 'Logout').getAttribute('aria-disabled')).toBe('true');
      await mounted.press('Escape');
      expect(mounted.all('menuitem')).toEqual([]);
    }
  });

  test('keeps the selection where it makes sense when things go', async () => {
    await open(room(reader('Reader 1', device({ keys: [aesKey] }))));
    await mounted.click('treeitem', 'HSM AES Key  AES-256');
    await mounted.push(room(reader('Reader 1', device())));
    expect(selected()).toBe('DKEK: F9C3647BEDBF0D80');
    await mounted.push(room(reader('Reader 1', { kind: 'empty' }), reader('Reader 2', device({ serial: serial('DENK0100002') }))));
    expect(selected()).toBe('HSM A DENK0100002');
    await mounted.push(room(reader('Reader 1', { kind: 'empty' })));
    expect(selected()).toBe('Reader 1: no device');
  });

  test('reads the details of a key once, when it is first selected', async () => {
    const [, , ec] = keys;
    if (!ec) throw new Error('no key');
    const there = room(reader('Reader 1', device({ keys: [ec] })));
    await open(there);
    const select = async () => {
      await mounted.click('treeitem', 'Device certificate: DECC120323900000');
      await mounted.click('treeitem', 'Time stamping  EC 256 bit');
    };
    await select();
    await select();
    expect(mounted.bridge.callsOf('key.open')).toEqual([{ serial: 'DENK0100001', reference: 3 }]);
    // Pulled and inserted again, it is another reading.
    await mounted.push(room(reader('Reader 1', { kind: 'empty' })));
    await mounted.push(there);
    await select();
    expect(mounted.bridge.callsOf('key.open')).toHaveLength(2);
  });

  test('reads the details again when a change of the key took them away', async () => {
    const [aes] = keys;
    if (!aes) throw new Error('no key');
    const { details: _, ...renamed } = aes;
    await open(room(reader('Reader 1', device({ keys: [aes] }))));
    await mounted.click('treeitem', 'HSM AES Key  AES-256');
    expect(mounted.bridge.callsOf('key.open')).toHaveLength(0);
    for (const times of [1, 2]) {
      await mounted.push(room(reader('Reader 1', device({ keys: [renamed] }))));
      expect(mounted.bridge.callsOf('key.open')).toHaveLength(times);
      await mounted.push(room(reader('Reader 1', device({ keys: [aes] }))));
    }
  });

  test('a key that could not be read says so, and is read again only when asked', async () => {
    const [, , ec] = keys;
    if (!ec) throw new Error('no key');
    await open(room(reader('Reader 1', device({ keys: [ec] }))));
    mounted.bridge.answer('key.open', () => failed(failure('card-mute', { reader: 'Reader 1' })));
    await mounted.click('treeitem', 'Time stamping  EC 256 bit');
    await mounted.push(room(reader('Reader 1', device({ keys: [ec], userPin: verified }))));
    expect(mounted.names('alert').join()).toContain('The card in Reader 1 does not answer.');
    expect(mounted.bridge.callsOf('key.open')).toHaveLength(1);
    await mounted.click('button', 'Read Key Again');
    expect(mounted.bridge.callsOf('key.open')).toHaveLength(2);
  });

  test('ignores a snapshot older than the one it shows', async () => {
    await open();
    await mounted.doing(() => mounted.bridge.push(room(reader('Reader 1', device({ label: 'new' }))), 7));
    await mounted.doing(() => mounted.bridge.push(room(reader('Reader 1', device({ label: 'late' }))), 6));
    expect(texts()).toContain('new DENK0100001');
  });
});
