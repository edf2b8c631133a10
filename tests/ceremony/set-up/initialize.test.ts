import { afterEach, beforeEach, expect, test } from 'vitest';
import { generateAes } from '../../../electron/ceremony/keys/generate.ts';
import { login, logout } from '../../../electron/ceremony/pins/login.ts';
import { initialize } from '../../../electron/ceremony/set-up/initialize.ts';
import type { Serial } from '../../../shared/numbers.ts';
import { pins, RehearsalRoom } from '../rehearsal-room.ts';
import { logIn, refusal, setUp } from '../steps.ts';

let room: RehearsalRoom;
let serial: Serial;

beforeEach(async () => {
  room = await RehearsalRoom.withDevices(1);
  serial = room.serialOf(0);
});
afterEach(() => room.close());

const asked = () => ({
  serial,
  label: 'Vault',
  scheme: 'shares' as const,
  shares: 3,
  retries: 3,
  resetWithSoPin: true,
  confirmation: serial.slice(-4),
});

test('nothing is asked and nothing sent unless the confirmation, the label and the tries are right', async () => {
  room.sent.length = 0;
  await expect(initialize(room.workstation, { ...asked(), confirmation: '9999' })).rejects.toEqual(refusal('confirmation-differs'));
  await expect(initialize(room.workstation, { ...asked(), label: '' })).rejects.toEqual(refusal('label-empty'));
  await expect(initialize(room.workstation, { ...asked(), label: 'ü'.repeat(17) })).rejects.toEqual(refusal('label-too-long'));
  await expect(initialize(room.workstation, { ...asked(), retries: 11 })).rejects.toEqual(refusal('retries-not-allowed'));
  expect(room.person.forms).toEqual([]);
  expect(room.sent.filter((command) => command.startsWith('8050') && command !== '80500000')).toEqual([]);
  expect(room.device().initialized).toBe(false);
});

test('the tries decide how long the PIN must be', async () => {
  for (const [retries, minimum] of [
    [3, 6],
    [5, 7],
    [10, 8],
  ] as const) {
    room.person.types(
      { 'so-pin': pins.so, 'new-user-pin': '1'.repeat(minimum - 1) },
      { 'so-pin': pins.so, 'new-user-pin': '1'.repeat(minimum) },
    );
    await initialize(room.workstation, { ...asked(), retries });
    expect(room.person.failures.pop()?.code).toMatch(/pin-length|pin-too-short-for-retries/);
    expect(room.person.forms.at(-1)?.fields.find(({ name }) => name === 'new-user-pin')).toMatchObject({ label: 'New user PIN', minimum });
    expect(room.device().userPin).toEqual({ kind: 'not-verified', triesLeft: retries });
  }
});

test('a device from the factory gets a new SO-PIN twice, a device in use wants the one it has and counts wrong ones', async () => {
  room.person.types(
    { 'so-pin': pins.so, 'repeat-so-pin': '3537363231383831', 'new-user-pin': pins.user },
    { 'so-pin': pins.so, 'new-user-pin': pins.user },
  );
  await initialize(room.workstation, asked());
  expect(room.person.failures.pop()).toMatchObject({ code: 'pins-differ', what: 'The two entries of the SO-PIN differ.' });
  expect(room.person.forms[0]?.fields.map(({ label }) => label)).toEqual([
    'SO-PIN',
    'Repeat SO-PIN',
    'New user PIN',
    'Repeat new user PIN',
  ]);

  room.person.types({ 'so-pin': '0000000000000000', 'new-user-pin': pins.user }, 'close');
  await expect(initialize(room.workstation, asked())).rejects.toEqual(refusal('cancelled'));
  expect(room.person.failures.pop()).toMatchObject({ code: 'pin-wrong', what: 'Wrong SO-PIN: 14 tries left.' });
  expect(room.person.forms.at(-1)?.fields.map(({ label }) => label)).toEqual(['SO-PIN', 'New user PIN', 'Repeat new user PIN']);
  expect(room.device()).toMatchObject({ label: 'Vault', soPin: { kind: 'not-verified', triesLeft: 14 } });
});

test('each DKEK scheme is what the device says afterwards', async () => {
  await setUp(room, 0, { shares: 3 });
  expect(room.device()).toMatchObject({ dkek: { kind: 'incomplete', shares: 3, imported: 0 }, resetWithSoPin: true });
  await setUp(room, 0, { scheme: 'none', resetWithSoPin: false });
  expect(room.device()).toMatchObject({ dkek: { kind: 'none' }, resetWithSoPin: false });
  await setUp(room, 0, { scheme: 'random' });
  await logIn(room);
  expect(room.device().dkek).toMatchObject({ kind: 'complete' });
});

test('the form names the device, says that everything is erased and warns of published PINs', async () => {
  await setUp(room, 0);
  await setUp(room, 0);
  const form = room.person.forms.at(-1);
  expect(form?.device).toBe(`Vault 1 ${serial}`);
  expect(form?.purpose).toContain('Everything on the device is erased.');
  expect(form?.purpose).toContain('Do not use a published PIN');
});

test('a transport PIN opens nothing; the first login asks for it once, together with a PIN of the own', async () => {
  await setUp(room, 0, { transportPin: true, scheme: 'none' });
  expect(room.person.forms.at(-1)?.purpose).toContain('is a transport PIN: it opens nothing until its holder has changed it.');
  expect(room.device()).toMatchObject({ label: 'Vault 1', userPin: { kind: 'transport' }, options: 3, resetWithSoPin: true });
  await expect(generateAes(room.workstation, { serial, label: 'A', size: 128, capabilities: [0x10] })).rejects.toEqual(
    refusal('pin-is-transport-pin'),
  );

  room.person.types({ 'user-pin': pins.user, 'new-user-pin': '99887766' });
  await login(room.workstation, serial);
  expect(room.person.forms.at(-1)).toMatchObject({ title: 'Change User PIN', fields: [{ label: 'Transport PIN' }, {}, {}] });
  expect(room.device().userPin).toEqual({ kind: 'verified' });
  await logout(room.workstation, serial);
  expect(room.device().userPin).toEqual({ kind: 'not-verified', triesLeft: 3 });
});

test('wrong transport PINs count, and the last try needs its own confirmation though the device tells no tries', async () => {
  await setUp(room, 0, { transportPin: true });
  const wrong = { 'user-pin': '000000', 'new-user-pin': '99887766' };
  room.person.forms.length = 0;
  room.person.types(wrong, wrong, wrong);
  await expect(login(room.workstation, serial)).rejects.toEqual(refusal('pin-blocked'));
  expect(room.person.forms.map(({ confirmation }) => confirmation)).toEqual([
    undefined,
    'This is the last try. A wrong PIN blocks the User PIN.',
  ]);
  expect(room.device().userPin).toEqual({ kind: 'blocked' });
});
