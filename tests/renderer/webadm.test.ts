// @vitest-environment happy-dom
import { afterEach, describe, expect, test } from 'vitest';
import type { DeviceSnapshot } from '../../shared/models/snapshot.ts';
import { ok } from '../../shared/result.ts';
import { webadmSettings } from '../../shared/webadm/settings.ts';
import { MountedRoom } from './mounted-room.tsx';
import { aesKey, device, reader, room } from './scenes.ts';
import { confCheck, webadmScenes } from './webadm-scenes.ts';

let mounted: MountedRoom;
afterEach(() => mounted.close());

async function open(scene: keyof typeof webadmScenes) {
  mounted = await MountedRoom.open(webadmScenes[scene]);
  mounted.bridge.answer('webadm.show', ({ serials, keys }) => {
    const here = webadmScenes[scene].readers.flatMap(({ card }): DeviceSnapshot[] => (card.kind === 'device' ? [card.device] : []));
    return ok(
      webadmSettings(
        here.filter(({ serial }) => serials.includes(serial)),
        keys,
        true,
      ),
    );
  });
  await mounted.click('link', 'WebADM');
}

describe('the view WebADM', () => {
  test('puts the new key first in a rollover, and keeps the one before for decrypting', async () => {
    await open('webadm, rollover');
    await mounted.choose('What WebADM does with HSM AES Key 2027', 'encrypts and decrypts');
    await mounted.click('button', 'Show settings');
    const serials = ['DENK0100001', 'DENK0100002'];
    expect(mounted.bridge.callsOf('webadm.show')).toEqual([{ serials, keys: ['HSM AES Key 2027', 'HSM AES Key'] }]);
    expect(mounted.text).toContain('hsm_keyid 1,0');
    expect(mounted.text).toContain('hsm_pin <entered by you>');
  });

  test('takes the lines away as soon as devices or keys are others', async () => {
    await open('webadm, rollover');
    await mounted.click('button', 'Show settings');
    expect(mounted.text).toContain('hsm_keyid 0');
    await mounted.click('checkbox', 'HSM B DENK0100002');
    expect(mounted.text).not.toContain('hsm_keyid 0');
    await mounted.push(room());
    expect(mounted.text).toContain('No initialized device is here.');
  });

  test('gives no lines while the order differs, says why, and does so again when one device is left out', async () => {
    await open('webadm, order differs');
    expect(mounted.text).toContain('"HSM AES Key" has another index on each device');
    expect(mounted.names('button')).not.toContain('Show settings');
    await mounted.click('checkbox', 'HSM B DENK0100002');
    expect(mounted.names('button')).toContain('Show settings');
  });

  test('asks once what AES keys may do where that has not been read', async () => {
    await open('webadm, no key');
    const { details: _, ...unread } = aesKey;
    for (let i = 0; i < 3; i++) await mounted.push(room(reader('Simulated reader 1', device({ keys: [unread], freeMemoryBytes: i }))));
    expect(mounted.bridge.callsOf('webadm.survey')).toEqual([{ serials: ['DENK0100001'] }]);
  });

  test('shows what was found in a webadm.conf, line by line', async () => {
    await open('webadm, one key');
    mounted.bridge.answer('webadm.check', () => ok(confCheck));
    await mounted.click('button', 'Check webadm.conf…');
    expect(mounted.names('dialog')).toEqual(['Check webadm.conf']);
    expect(mounted.text).toContain('2 things do not fit.');
    expect(mounted.text).toContain('There is no AES key 2 on HSM B DENK0100002.');
  });
});
