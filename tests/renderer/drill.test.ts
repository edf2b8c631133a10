// @vitest-environment happy-dom
import { afterEach, describe, expect, test } from 'vitest';
import { drillScenes } from './drill-scenes.ts';
import { MountedRoom } from './mounted-room.tsx';

let mounted: MountedRoom;
afterEach(() => mounted.close());

async function open(scene: keyof typeof drillScenes): Promise<void> {
  mounted = await MountedRoom.open(drillScenes[scene]);
  await mounted.click('link', 'Clone & Verify');
}

describe('the restore drill', () => {
  test('starts in memory with what was brought, and says how each share comes in', async () => {
    await open('drill, chosen');
    await mounted.click('button', 'Restore drill…');
    // the device with this DKEK tells that it has two shares
    await mounted.click('button', 'Start drill');
    expect(mounted.bridge.callsOf('drill.run')).toEqual([{ way: 'memory', shares: [{ from: 'file' }, { from: 'file' }] }]);
  });

  test('does not start with files of two DKEKs, nor with what cannot be read', async () => {
    await open('drill, other DKEK');
    await mounted.click('button', 'Restore drill…');
    expect(mounted.text).toContain('The files are under different DKEKs.');
    await mounted.click('button', 'Start drill');
    await mounted.push(drillScenes['drill, unusable']);
    expect(mounted.text).toContain('Backup 7.wky: This file is no wrapped key');
    await mounted.click('button', 'Start drill');
    expect(mounted.bridge.callsOf('drill.run')).toEqual([]);
    await mounted.click('button', 'Leave it out');
    expect(mounted.bridge.callsOf('drill.remove')).toEqual([{ what: 'unusable' }]);
  });

  test('never offers a device with this DKEK as spare, offers a new one first, and wants the whole serial of one with keys', async () => {
    await open('drill, chosen');
    await mounted.click('button', 'Restore drill…');
    await mounted.click('radio', 'On a spare device');
    expect(mounted.text).not.toContain('HSM A DENK0100001');
    await mounted.click('radio', 'Old spare DENK0100002');
    expect(mounted.text).toContain('They are erased for good:Retired AES key');
    await mounted.type('textbox', 'Whole serial of the spare', '0002');
    await mounted.click('button', 'Erase spare and start');
    expect(mounted.bridge.callsOf('drill.run')).toEqual([]);
    await mounted.type('textbox', 'Whole serial of the spare', 'DENK0100002');
    await mounted.click('button', 'Erase spare and start');
    expect(mounted.bridge.callsOf('drill.run')).toMatchObject([{ way: 'spare', serial: 'DENK0100002', confirmation: 'DENK0100002' }]);
  });

  test('goes on in the view once it has begun, can be stopped, and says what came of it and when the next is due', async () => {
    await open('drill, running');
    expect(mounted.text).toContain('The custodians bring their shares.');
    await mounted.click('button', 'Stop after this key');
    expect(mounted.bridge.callsOf('drill.stop')).toEqual([{}]);
    await mounted.push(drillScenes['drill, passed']);
    expect(mounted.text).toContain('Passed: 3 keys brought back and proven.');
    expect(mounted.text).toContain('The next drill is due by 2028-03-14.');
    await mounted.push(drillScenes['drill, one failed']);
    expect(mounted.text).toContain('Its check (MAC) does not fit');
    await mounted.push(drillScenes['drill, broken off']);
    expect(mounted.text).toContain('These shares make the DKEK 0123456789ABCDEF');
  });
});
