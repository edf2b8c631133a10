// @vitest-environment happy-dom
import { afterEach, describe, expect, test } from 'vitest';
import { MountedRoom } from './mounted-room.tsx';
import { device, reader, room, scenes } from './scenes.ts';

let mounted: MountedRoom;
afterEach(() => mounted.close());

describe('the frame', () => {
  test('stands before main has answered', async () => {
    mounted = await MountedRoom.open();
    expect(mounted.names('navigation')).toEqual(['Views']);
    expect(mounted.names('tree')).toEqual(['Devices']);
    expect(mounted.text).toContain('Looking for readers…');
  });

  test('has five views', async () => {
    mounted = await MountedRoom.open(scenes.full);
    expect(mounted.names('link')).toEqual(['Key Manager', 'Custodians', 'Clone & Verify', 'Ceremony', 'WebADM']);
    for (const name of mounted.names('link')) {
      await mounted.click('link', name);
      expect(mounted.find('link', name).getAttribute('aria-current')).toBe('page');
    }
  });

  test('marks a rehearsal, and only a rehearsal, in every view', async () => {
    mounted = await MountedRoom.open(scenes.full);
    const banner = 'REHEARSAL — simulated devices; nothing here is a production key';
    for (const name of mounted.names('link')) {
      await mounted.click('link', name);
      expect(mounted.text).toContain(banner);
    }
    await mounted.push(scenes.production);
    expect(mounted.text).not.toContain(banner);
    expect(mounted.text).toContain('This runtime is for development, rehearsal and tests only; never use it for production keys.');
  });

  test.each([
    [{ kind: 'running', readers: 2 }, 'pcscd running, 2 readers'],
    [{ kind: 'running', readers: 1 }, 'pcscd running, 1 reader'],
    [{ kind: 'absent' }, 'pcscd is not running. Start it: sudo systemctl start pcscd.socket'],
    [{ kind: 'unavailable', detail: 'libpcsclite.so.1 is missing' }, 'pcscd is unavailable: libpcsclite.so.1 is missing'],
  ] as const)('says how pcscd stands: %#', async (service, words) => {
    mounted = await MountedRoom.open({ ...scenes.empty, service });
    expect(mounted.names('status')).toContain(words);
  });

  test('plugs and pulls simulated readers and devices, and knows the pulled ones again', async () => {
    mounted = await MountedRoom.open(room(reader('Reader 1', device()), reader('Reader 2', { kind: 'empty' })));
    await mounted.push(room(reader('Reader 1', { kind: 'empty' }), reader('Reader 2', { kind: 'empty' })));
    await mounted.click('button', 'Rehearsal');
    expect(mounted.names('menuitem')).toEqual([
      'Insert new device',
      'Insert device DENK0100001 again',
      'Remove reader…',
      'Insert new device',
      'Insert device DENK0100001 again',
      'Remove reader…',
      'Add reader',
      'Add reader with PIN pad',
      'Leave rehearsal',
    ]);
    await mounted.doing(() => (mounted.all('menuitem')[4] as HTMLElement).click());
    expect(mounted.bridge.callsOf('rehearsal.insert-device')).toEqual([{ reader: 'Reader 2', serial: 'DENK0100001' }]);
    await mounted.push(room(reader('Reader 1', { kind: 'empty' }), reader('Reader 2', device())));
    await mounted.click('button', 'Rehearsal');
    expect(mounted.names('menuitem')).toEqual([
      'Insert new device',
      'Remove reader…',
      'Pull device',
      'Remove reader…',
      'Add reader',
      'Add reader with PIN pad',
      'Leave rehearsal',
    ]);
  });
});
