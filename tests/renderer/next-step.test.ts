// @vitest-environment happy-dom
import { afterEach, describe, expect, test } from 'vitest';
import { failure } from '../../shared/failure.ts';
import type { DeviceSnapshot } from '../../shared/models/snapshot.ts';
import { failed } from '../../shared/result.ts';
import { MountedRoom } from './mounted-room.tsx';
import { aesKey, device, fresh, reader, room, scenes, verified } from './scenes.ts';

let mounted: MountedRoom;
afterEach(() => mounted.close());

const show = async (state: DeviceSnapshot) => {
  mounted = await MountedRoom.open(room(reader('Reader 1', state)));
};

describe('what to do next', () => {
  const noKeys = { kind: 'incomplete', shares: 3, imported: 1 } as const;
  test.each([
    ['a new device', fresh, 'This device is new', 'Initialize Device…'],
    ['missing shares', device({ dkek: noKeys }), '2 of 3 shares missing; no keys can be made.', 'Import DKEK Share…'],
    ['nobody logged in', device(), 'Nobody is logged in; 3 tries left.', 'Login with User PIN'],
    ['a transport PIN', device({ userPin: { kind: 'transport' } }), 'transport PIN', 'Change User PIN…'],
    ['a blocked PIN', device({ userPin: { kind: 'blocked' } }), 'The User PIN is blocked.', 'Unblock User PIN…'],
    ['no key yet', device({ userPin: verified }), 'the DKEK is complete and you are logged in', 'Generate AES Key…'],
  ])('with %s is one button', async (_, state, words, button) => {
    await show(state);
    expect(mounted.text).toContain(words);
    expect(mounted.find('button', button).className).toContain('primary');
    expect(mounted.all('button').filter((each) => each.className.includes('primary'))).toHaveLength(1);
  });

  test('a blocked PIN that cannot be reset is said to be beyond help', async () => {
    await show(device({ userPin: { kind: 'blocked' }, resetWithSoPin: false }));
    expect(mounted.text).toContain('The User PIN is blocked and cannot be unblocked.');
    expect(mounted.all('button').filter((each) => each.className.includes('primary'))).toEqual([]);
  });

  test('without any reader, it says what to plug in and offers a rehearsal', async () => {
    mounted = await MountedRoom.open(scenes.empty);
    expect(mounted.text).toContain('Plug in a SmartCard-HSM');
    await mounted.click('button', 'Start a rehearsal');
    expect(mounted.bridge.callsOf('rehearsal.start')).toEqual([{}]);
    await mounted.push(scenes['no service']);
    expect(mounted.text).toContain('sudo systemctl start pcscd.socket');
  });
});

describe('actions', () => {
  test('that cannot run stay, with the reason, and do nothing', async () => {
    await show(device({ dkek: { kind: 'incomplete', shares: 3, imported: 1 } }));
    const button = mounted.find('button', 'Generate RSA Key…');
    expect(button.getAttribute('aria-disabled')).toBe('true');
    const reason = document.getElementById(button.getAttribute('aria-describedby') ?? '');
    expect(reason?.textContent).toBe('2 of 3 shares missing; no keys can be made.');
    await mounted.click('button', 'Generate RSA Key…');
    expect(mounted.all('dialog')).toEqual([]);
  });

  test('run once, however often they are pressed', async () => {
    await show(device());
    let finish = () => {};
    mounted.bridge.answer(
      'pin.login',
      () =>
        new Promise((resolve) => {
          finish = () => resolve({ ok: true, value: undefined });
        }),
    );
    await mounted.click('button', 'Login with User PIN');
    await mounted.click('button', 'Login with User PIN');
    expect(mounted.bridge.callsOf('pin.login')).toEqual([{ serial: 'DENK0100001' }]);
    await mounted.doing(() => finish());
    await mounted.click('button', 'Login with User PIN');
    expect(mounted.bridge.callsOf('pin.login')).toHaveLength(2);
  });

  test('say why they failed, until the person dismisses it', async () => {
    await show(device());
    mounted.bridge.answer('pin.login', () => failed(failure('card-removed', { during: 'login' })));
    await mounted.click('button', 'Login with User PIN');
    await mounted.push(room(reader('Reader 1', { kind: 'empty' })));
    const [alert] = mounted.all('alert');
    expect(alert?.textContent).toContain('The device was removed during: login.');
    expect(alert?.textContent).toContain('Next: Insert the device again.');
    await mounted.click('button', 'Dismiss: Login with User PIN');
    expect(mounted.all('alert')).toEqual([]);
  });

  test('that the person cancelled say nothing', async () => {
    await show(device());
    mounted.bridge.answer('pin.login', () => failed(failure('cancelled')));
    await mounted.click('button', 'Login with User PIN');
    expect(mounted.all('alert')).toEqual([]);
  });

  test('do not offer to export what can never leave', async () => {
    const bound = { ...aesKey, details: { capabilities: [0x10, 0x11], certificate: 'none' } } as const;
    await show(device({ userPin: verified, keys: [bound] }));
    await mounted.click('treeitem', 'HSM AES Key  AES-256');
    expect(mounted.find('button', 'Export Key…').getAttribute('aria-disabled')).toBe('true');
    expect(mounted.text).toContain('This key dies with this device.');
    expect(mounted.text).toContain('This key was made without WRAP (92); it can never leave this device.');
  });
});
