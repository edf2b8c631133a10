import { afterEach, beforeEach, expect, test } from 'vitest';
import { login, logout } from '../../../electron/ceremony/pins/login.ts';
import { changePin, changeTheSoPin, unblockPin } from '../../../electron/ceremony/pins/pins.ts';
import type { Serial } from '../../../shared/numbers.ts';
import { pins, RehearsalRoom } from '../rehearsal-room.ts';
import { logIn, refusal, setUp } from '../steps.ts';

let room: RehearsalRoom;
let serial: Serial;
const wrong = { 'user-pin': '000000' };

beforeEach(async () => {
  room = await RehearsalRoom.withDevices(1);
  serial = room.serialOf(0);
});
afterEach(() => room.close());

test('a device without PIN is refused before anyone is asked', async () => {
  await expect(login(room.workstation, serial)).rejects.toEqual(refusal('not-initialized'));
  expect(room.person.forms).toEqual([]);
});

test('a wrong PIN shows the tries left, the last try needs its own confirmation, and then the PIN is blocked', async () => {
  await setUp(room, 0);
  room.person.forms.length = 0;
  room.person.types(wrong, wrong, wrong);
  await expect(login(room.workstation, serial)).rejects.toEqual(refusal('pin-blocked'));
  // The first wrong one is told in the open form; the second closes it for a form with a box to tick.
  expect(room.person.failures).toMatchObject([{ code: 'pin-wrong', triesLeft: 2, what: 'Wrong User PIN: 2 tries left.' }]);
  expect(room.person.forms.map(({ confirmation }) => confirmation)).toEqual([
    undefined,
    'This is the last try. A wrong PIN blocks the User PIN.',
  ]);
  expect(room.person.forms[1]).toMatchObject({
    title: 'Login with User PIN',
    device: `Vault 1 ${serial}`,
    purpose: expect.stringContaining('1 try is left'),
  });
  expect(room.device().userPin).toEqual({ kind: 'blocked' });

  room.person.types({ 'so-pin': pins.so, 'new-user-pin': '778899' });
  await unblockPin(room.workstation, serial);
  expect(room.device().userPin).toEqual({ kind: 'not-verified', triesLeft: 3 });
  room.person.types({ 'user-pin': '778899' });
  await login(room.workstation, serial);
});

test('a PIN that is too short or too long is not sent and costs no try', async () => {
  await setUp(room, 0);
  for (const pin of ['12345', '12345678901234567', 'Grüße1']) {
    room.person.types({ 'user-pin': pin }, 'close');
    await expect(login(room.workstation, serial)).rejects.toEqual(refusal('cancelled'));
    expect(room.person.failures.pop()).toMatchObject({ code: 'pin-length' });
  }
  expect(room.device().userPin).toEqual({ kind: 'not-verified', triesLeft: 3 });
});

test('logging out ends the login; logging in twice asks once', async () => {
  await setUp(room, 0);
  await logIn(room);
  await login(room.workstation, serial);
  expect(room.device().userPin.kind).toBe('verified');
  await logout(room.workstation, serial);
  expect(room.device().userPin).toEqual({ kind: 'not-verified', triesLeft: 3 });
});

test('changing the User PIN proves the new one; entries that differ and PINs the device refuses leave the old one', async () => {
  await setUp(room, 0);
  room.person.types(
    { 'user-pin': pins.user, 'new-user-pin': '111111', 'repeat-new-user-pin': '111112' },
    { 'user-pin': pins.user, 'new-user-pin': '1111' },
    { 'user-pin': pins.user, 'new-user-pin': '11112222' },
  );
  await changePin(room.workstation, serial);
  expect(room.person.failures.map(({ code }) => code)).toEqual(['pins-differ', 'pin-length']);
  expect(room.device().userPin.kind).toBe('verified');
  await logout(room.workstation, serial);
  room.person.types({ 'user-pin': pins.user }, { 'user-pin': '11112222' });
  await login(room.workstation, serial);
});

test('a device with ten tries refuses a PIN of six characters when it is changed', async () => {
  await setUp(room, 0, { retries: 10 }, '12345678');
  room.person.types({ 'user-pin': '12345678', 'new-user-pin': '123456' }, 'close');
  await expect(changePin(room.workstation, serial)).rejects.toEqual(refusal('cancelled'));
  expect(room.person.failures.at(-1)).toMatchObject({ code: 'new-pin-refused' });
});

test('a device with a single try confirms it also when the PIN is changed after the login', async () => {
  await setUp(room, 0, { retries: 1 });
  await logIn(room);
  room.person.types('close');
  await expect(changePin(room.workstation, serial)).rejects.toEqual(refusal('cancelled'));
  expect(room.person.forms.at(-1)?.confirmation).toContain('This is the last try.');
});

test('the SO-PIN must be 16 hexadecimal digits, counts its tries, and can be changed', async () => {
  await setUp(room, 0);
  for (const soPin of ['353736323138383', '353736323138383G', '648219']) {
    room.person.types({ 'so-pin': soPin, 'new-so-pin': pins.so }, 'close');
    await expect(changeTheSoPin(room.workstation, serial)).rejects.toEqual(refusal('cancelled'));
    expect(room.person.failures.pop()).toMatchObject({ code: 'so-pin-format' });
  }
  expect(room.device().soPin).toEqual({ kind: 'not-verified', triesLeft: 15 });
  const next = 'ABCDEF0123456789';
  room.person.types(
    { 'so-pin': '0000000000000000', 'new-so-pin': next },
    { 'so-pin': pins.so, 'new-so-pin': next, 'repeat-new-so-pin': next.toLowerCase() },
  );
  await changeTheSoPin(room.workstation, serial);
  expect(room.person.failures).toMatchObject([{ code: 'pin-wrong', what: 'Wrong SO-PIN: 14 tries left.' }]);
  room.person.types({ 'so-pin': next, 'new-user-pin': '222222' });
  await unblockPin(room.workstation, serial);
});

test('a device that does not allow the reset says so before anyone is asked', async () => {
  await setUp(room, 0, { resetWithSoPin: false });
  room.person.forms.length = 0;
  await expect(unblockPin(room.workstation, serial)).rejects.toEqual(refusal('reset-not-allowed'));
  expect(room.person.forms).toEqual([]);
});
