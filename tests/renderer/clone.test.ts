// @vitest-environment happy-dom
import { afterEach, describe, expect, test } from 'vitest';
import { cloneScenes } from './clone-scenes.ts';
import { MountedRoom } from './mounted-room.tsx';

let mounted: MountedRoom;
afterEach(() => mounted.close());

async function open(scene: keyof typeof cloneScenes): Promise<void> {
  mounted = await MountedRoom.open(cloneScenes[scene]);
  await mounted.click('link', 'Clone & Verify');
}

describe('the view Clone & Verify', () => {
  test('says what it does, and that a folder is needed first', async () => {
    await open('clone, no folder');
    expect(mounted.text).toContain('Open the ceremony folder in Custodians first');
    await mounted.push(cloneScenes['clone, nothing yet']);
    expect(mounted.text).not.toContain('Open the ceremony folder');
    expect(mounted.bridge.callsOf('clone.find-unfinished')).toEqual([{}]);
  });

  test('names what cannot be cloned, what a target loses, and starts only after its serial was typed', async () => {
    await open('clone, nothing yet');
    await mounted.click('button', 'Clone…');
    expect(mounted.text).toContain('Token encryption, this device only (AES-128): It was made without WRAP (92)');
    await mounted.click('checkbox', 'HSM old DENK0100002');
    await mounted.click('button', 'Show the plan');
    expect(mounted.text).toContain('Everything on it is erased for good:Retired AES key');
    await mounted.click('button', 'Clone');
    expect(mounted.bridge.callsOf('clone.start')).toEqual([]);
    await mounted.type('textbox', 'Last four characters of the serial of HSM A clone 1', '0002');
    await mounted.click('button', 'Clone');
    expect(mounted.bridge.callsOf('clone.start')).toEqual([
      {
        source: 'DENK0100001',
        keys: [1, 2, 3],
        targets: [{ serial: 'DENK0100002', label: 'HSM A clone 1', confirmation: '0002' }],
        ways: [{ by: 'password' }, { by: 'password' }],
        samePins: true,
        retries: 3,
        resetWithSoPin: true,
      },
    ]);
  });

  test('a device that failed says why, and goes on once it is back', async () => {
    await open('clone, one failed');
    expect(mounted.text).toContain('The device was removed during: Clone.');
    await mounted.click('button', 'Continue');
    expect(mounted.bridge.callsOf('clone.add')).toEqual([]);
    expect(mounted.text).toContain('Insert it again.');
  });

  test('an unfinished run is offered again, and can be forgotten', async () => {
    await open('clone, unfinished');
    expect(mounted.text).toContain('HSM A clone 2 DENK0100002: 1 of 3 keys proven');
    await mounted.click('button', 'Resume…');
    expect(mounted.text).toContain('Each device is looked at afresh');
    await mounted.click('button', 'Cancel');
    await mounted.click('button', 'Forget');
    expect(mounted.bridge.callsOf('clone.discard')).toEqual([{ id: 'V5NA-81TD' }]);
  });

  test('a comparison tells in words what differs and what to do', async () => {
    await open('clone, verified');
    expect(mounted.text).toContain('HSM A clone 1 DENK0100003: Key "Issuing CA 2027": it is not on this device.');
    expect(mounted.text).toContain('Import its wrapped file here, or clone the device again.');
    expect(mounted.text).toContain('missing');
  });
});
