import { afterEach, expect, test } from 'vitest';
import { generateAes } from '../../../electron/ceremony/keys/generate.ts';
import { importShare } from '../../../electron/ceremony/shares/shares.ts';
import { addPeople, makeSplitShare, openFolder, typed } from '../custody/custody-steps.ts';
import { RehearsalRoom, strong } from '../rehearsal-room.ts';
import type { Paper } from '../scripted-desk.ts';
import { logIn, makeShare, refusal, setUp } from '../steps.ts';
import { CloneScene, clonePins } from './clone-scene.ts';

let scene: CloneScene;
afterEach(() => scene.close());

test('one share comes by its password, the other from a quorum of its custodians; a window that is closed touches no target', async () => {
  const room = await RehearsalRoom.withDevices(2);
  await openFolder(room);
  const custodians = await addPeople(room, 3);
  const whole = await makeShare(room, 'whole.pbe');
  const split = await makeSplitShare(room, 2, custodians, 'split.pbe');
  const part = (at: number) => typed(split.papers[at] as Paper);
  await setUp(room, 0, { shares: 2 });
  await logIn(room);
  room.person.opens(whole.path).types({ password: strong });
  await importShare(room.workstation, room.serialOf(0), {});
  room.person.opens(split.created.path);
  room.desk.enters(part(0), part(1));
  await importShare(room.workstation, room.serialOf(0), { by: 'quorum' });
  await generateAes(room.workstation, { serial: room.serialOf(0), label: 'HSM AES Key', size: 256, capabilities: [0x10, 0x11, 0x92] });

  scene = CloneScene.in(room, [whole, split.created]);
  const request = scene.request([1], { ways: [{ by: 'password' }, { by: 'quorum' }] });
  room.person.opens(whole.path, split.created.path).types({ password: strong });
  room.desk.enters(part(1), 'close');
  await expect(scene.clone.start(request)).rejects.toEqual(refusal('quorum-abandoned'));
  expect(room.device(1).initialized).toBe(false);

  room.person.opens(whole.path, split.created.path).types({ password: strong }, clonePins);
  room.desk.enters(part(2), part(0));
  await scene.clone.start(request);
  await scene.copied();
  expect(scene.deviceOf(1), JSON.stringify(scene.deviceOf(1))).toMatchObject({ state: 'done', shares: { word: '2 shares' } });
  for (const secret of room.desk.entered) expect(() => secret.expose()).toThrow('wiped');
});
