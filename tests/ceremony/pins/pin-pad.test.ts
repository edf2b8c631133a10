import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { login, logout } from '../../../electron/ceremony/pins/login.ts';
import { changePin, unblockPin } from '../../../electron/ceremony/pins/pins.ts';
import { SimulatedCard } from '../../../electron/simulator/card.ts';
import type { PadEntry } from '../../../electron/simulator/pin-pad.ts';
import { pins, RehearsalRoom } from '../rehearsal-room.ts';
import { refusal, setUp } from '../steps.ts';

/** A simulated reader whose PIN pad enters what `entries` says, one after the other: there is no real one here. */
let room: RehearsalRoom;
let entries: (PadEntry | (() => Promise<PadEntry>))[];
const serial = () => room.serialOf(0);
const userPin = () => room.device(0).userPin;
const next = '11223344';

beforeEach(async () => {
  entries = [];
  room = new RehearsalRoom();
  const name = room.readers.addReader('PIN pad', async () => {
    const entry = entries.shift();
    if (!entry) throw new Error('nobody told the PIN pad what to enter');
    return typeof entry === 'function' ? entry() : entry;
  });
  const card = SimulatedCard.create({ serial: 'UTTEST00001' });
  room.readers.insert(name, card);
  room.cards.push(card);
  room.names.push(name);
  room.fleet.start(room.readers);
  await room.ready();
  await setUp(room, 0);
});
afterEach(() => room.close());

describe('Login on a reader with a PIN pad', () => {
  test('is shown, asks on the reader and types nothing here', async () => {
    expect(room.fleet.snapshot.readers[0]).toMatchObject({ pinPad: true });
    entries.push([pins.user]);
    room.person.types('on the reader');
    const before = room.person.handedOut.length;
    await login(room.workstation, serial());
    expect(userPin()).toEqual({ kind: 'verified' });
    expect(room.person.handedOut).toHaveLength(before);
    expect(room.person.forms.at(-1)).toMatchObject({
      fields: [],
      purpose: expect.stringContaining('Enter the User PIN on the reader, not on this keyboard. 3 tries are left.'),
      onReader: { start: 'Enter on the reader', meanwhile: expect.stringContaining('Only the reader can end this') },
      otherWay: 'Type it here instead',
    });
  });

  test('a wrong PIN costs a try, and before the last one there is a form with its own confirmation', async () => {
    entries.push(['111111'], ['222222'], [pins.user]);
    room.person.types('on the reader', 'on the reader', 'on the reader');
    await login(room.workstation, serial());
    expect(room.person.failures.map(({ code, triesLeft }) => [code, triesLeft])).toEqual([['pin-wrong', 2]]);
    expect(room.person.forms.at(-1)).toMatchObject({ fields: [], confirmation: expect.stringContaining('This is the last try.') });
  });

  test.each([
    ['timed-out', 'pin-pad-timed-out'],
    ['cancelled', 'pin-pad-cancelled'],
    ['length', 'pin-pad-length'],
  ] as const)('an entry that is %s uses no try and is offered again', async (entry, code) => {
    entries.push(entry, [pins.user]);
    room.person.types('on the reader', 'on the reader');
    await login(room.workstation, serial());
    expect(room.person.failures.map((failure) => failure.code)).toEqual([code]);
    expect(userPin()).toEqual({ kind: 'verified' });
  });

  test('the keyboard is used only when the person chooses it, and then has its field', async () => {
    room.person.types('other way', { 'user-pin': pins.user });
    await login(room.workstation, serial());
    expect(userPin()).toEqual({ kind: 'verified' });
    expect(room.person.forms.slice(-2).map(({ fields, onReader }) => [fields.length, onReader !== undefined])).toEqual([
      [0, true],
      [1, false],
    ]);
    room.person.types('close');
    await logout(room.workstation, serial());
    await expect(login(room.workstation, serial())).rejects.toEqual(refusal('cancelled'));
  });

  test('a device pulled during the entry ends the session, and comes back explained', async () => {
    entries.push(async () => {
      room.pull(0);
      return [pins.user];
    });
    room.person.types('on the reader');
    await expect(login(room.workstation, serial())).rejects.toEqual(refusal('card-removed'));
    expect(room.card(0).kind).toBe('empty');
    await room.reinsert(0);
    expect(room.device(0).notice).toContain('Login with User PIN was interrupted');
  });
});

describe('Change User PIN on a reader with a PIN pad', () => {
  test('changes it there and proves the new one by a third entry', async () => {
    entries.push([pins.user, next], [next]);
    room.person.types('on the reader');
    await changePin(room.workstation, serial());
    expect(userPin()).toEqual({ kind: 'verified' });
    await logout(room.workstation, serial());
    entries.push([next]);
    room.person.types('on the reader');
    await login(room.workstation, serial());
  });

  test('two new PINs that differ change nothing', async () => {
    entries.push('pins-differ', [pins.user, next], [next]);
    room.person.types('on the reader', 'on the reader');
    await changePin(room.workstation, serial());
    expect(room.person.failures.map(({ code }) => code)).toEqual(['pin-pad-pins-differ']);
  });

  test.each([['cancelled' as const], [['111111']]])('says so where the new PIN was not proven: %s', async (proof) => {
    entries.push([pins.user, next], proof);
    room.person.types('on the reader');
    await expect(changePin(room.workstation, serial())).rejects.toEqual(refusal('pin-pad-not-proven'));
    expect(userPin()).toMatchObject({ kind: 'not-verified' });
    entries.push([next]);
    room.person.types('on the reader');
    await login(room.workstation, serial());
  });

  test('a new PIN too short for the tries is refused by the device', async () => {
    await setUp(room, 0, { retries: 10 }, '12345678');
    entries.push(['12345678', '123456']);
    room.person.types('on the reader', 'close');
    await expect(changePin(room.workstation, serial())).rejects.toEqual(refusal('cancelled'));
    expect(room.person.failures.map(({ code }) => code)).toEqual(['new-pin-refused']);
  });
});

test('the SO-PIN stays on the keyboard: the device takes it only inside other data', async () => {
  room.person.types({ 'so-pin': pins.so, 'new-user-pin': next });
  await unblockPin(room.workstation, serial());
  expect(room.person.forms.at(-1)?.onReader).toBeUndefined();
});
