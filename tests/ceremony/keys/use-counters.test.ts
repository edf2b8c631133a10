import { afterEach, beforeEach, expect, test } from 'vitest';
import { encryptCbc, sign } from '../../../electron/card/use-key.ts';
import { testKey } from '../../../electron/ceremony/key-test/test-key.ts';
import { generateAes, generateEc, generateRsa } from '../../../electron/ceremony/keys/generate.ts';
import { exportKey, importKey } from '../../../electron/ceremony/keys/key-files.ts';
import { openKey } from '../../../electron/ceremony/keys/keys.ts';
import { MOST_USES } from '../../../shared/algorithms.ts';
import type { KeyReference, Serial } from '../../../shared/numbers.ts';
import { RehearsalRoom } from '../rehearsal-room.ts';
import { makeShare, readyDevice, refusal } from '../steps.ts';

let room: RehearsalRoom;
let serial: Serial;

beforeEach(async () => {
  room = await RehearsalRoom.withDevices(2);
  serial = room.serialOf(0);
  const share = await makeShare(room, 'share.pbe');
  for (const index of [0, 1]) await readyDevice(room, index, share);
});
afterEach(() => room.close());

const counted = (label: string, useCounter: number) =>
  generateAes(room.workstation, { serial, label, size: 128, capabilities: [0x10, 0x11, 0x92], useCounter });
const detailsOf = (reference: KeyReference, index = 0) => room.device(index).keys.find((key) => key.reference === reference)?.details;
const encryptOnce = (reference: KeyReference) =>
  room.fleet.run(serial, 'Use', ({ session }) => encryptCbc(session, reference, new Uint8Array(16), new Uint8Array(16), 'Counted'));

test('a key of any kind can be made with a limit; making it takes no use, and it is said that it was not tried', async () => {
  expect(await counted('AES', 3)).toMatchObject({ label: 'AES', uses: 3 });
  const ec = await generateEc(room.workstation, { serial, label: 'EC', curve: 'secp256r1', useCounter: MOST_USES });
  const rsa = await generateRsa(room.workstation, { serial, label: 'RSA', size: 1024, useCounter: 1 });
  expect([ec.uses, rsa.uses]).toEqual([MOST_USES, 1]);
  expect(room.device().keys.map(({ details }) => details?.useCounter)).toEqual([3, MOST_USES, 1]);
  expect(room.sent.filter((command) => /^80(78|68|62)/.test(command))).toEqual([]);
  expect(await testKey(room.workstation, serial, ec.reference)).toMatchObject({ passed: false, items: [{ outcome: 'not tested' }] });
});

test('each use takes one away; the last one is followed by a refusal in words', async () => {
  const { reference } = await counted('Counted', 2);
  await encryptOnce(reference);
  await encryptOnce(reference);
  await expect(encryptOnce(reference)).rejects.toEqual(refusal('key-used-up'));
  const rsa = await generateRsa(room.workstation, { serial, label: 'RSA', size: 1024, useCounter: 1 });
  const use = () => room.fleet.run(serial, 'Use', ({ session }) => sign(session, rsa.reference, 0x33, new Uint8Array(8), 'RSA'));
  await use();
  await expect(use()).rejects.toEqual(refusal('key-used-up'));
});

test('a wrapped copy has no limit any more', async () => {
  const { reference } = await counted('Counted', 2);
  room.person.saves(room.path('copy.wky')).opens(room.path('copy.wky'));
  await exportKey(room.workstation, serial, reference);
  const copy = await importKey(room.workstation, room.serialOf(1));
  expect(copy.uses).toBeUndefined();
  await openKey(room.workstation, room.serialOf(1), copy.reference);
  expect(detailsOf(copy.reference, 1)).toMatchObject({ certificate: 'none' });
  expect(detailsOf(copy.reference, 1)?.useCounter).toBeUndefined();
  expect(detailsOf(reference)?.useCounter).toBe(2);
});
