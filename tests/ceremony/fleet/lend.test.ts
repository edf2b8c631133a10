import { afterEach, expect, test } from 'vitest';
import { channelOver } from '../../../electron/apdu/channel.ts';
import { openSession } from '../../../electron/card/session.ts';
import { generateEc } from '../../../electron/ceremony/keys/generate.ts';
import { SimulatedCard } from '../../../electron/simulator/card.ts';
import type { CardConnection } from '../../../electron/transport/transport.ts';
import { failure, Refusal } from '../../../shared/failure.ts';
import { RehearsalRoom } from '../rehearsal-room.ts';
import { logIn, refusal, setUp } from '../steps.ts';

let room: RehearsalRoom;
afterEach(() => room.close());

async function readyRoom(): Promise<void> {
  room = await RehearsalRoom.withDevices(1);
  await setUp(room, 0, { scheme: 'none' });
  await logIn(room);
}

/** Stands in for the other program: it gets the card only where nobody else holds it. */
const grab = (): Promise<CardConnection> => room.readers.connect(room.names[0] as string);

/** A lease that ends when it is told to. */
function lease(activity = 'Look') {
  let begun = () => {};
  let end: { resolve(): void; reject(error: Error): void } | undefined;
  const begins = new Promise<void>((resolve) => (begun = resolve));
  const ended = new Promise<void>((resolve, reject) => (end = { resolve, reject }));
  const result = room.fleet.lend(room.serialOf(0), activity, () => {
    begun();
    return ended;
  });
  result.catch(() => undefined);
  return { begins, result, end: () => end?.resolve(), fail: (error: Error) => end?.reject(error) };
}

test('a lent card is free for another program, keeps its place in the tree, and comes back read afresh and logged out', async () => {
  await readyRoom();
  const serial = room.serialOf(0);
  await expect(grab()).rejects.toMatchObject({ fault: 'card-in-use' });
  const log: string[] = [];
  const before = room.fleet.run(serial, 'Before', async () => void log.push('before'));
  const lent = room.fleet.lend(serial, 'Look', async () => {
    log.push('lent');
    expect(room.device()).toMatchObject({ serial, activity: 'Look' });
    const other = await grab();
    await openSession(channelOver(other));
    // What the other program changes: a wrong try on the User PIN.
    await other.transmit(Uint8Array.from([0x00, 0x20, 0x00, 0x81, 0x06, 0x30, 0x30, 0x30, 0x30, 0x30, 0x30]));
    await other.close();
    return 'seen';
  });
  const after = room.fleet.run(serial, 'After', async ({ state }) => {
    log.push('after');
    return state.userPin;
  });
  await before;
  expect(await lent).toBe('seen');
  expect(await after).toEqual({ kind: 'not-verified', triesLeft: 2 });
  expect(log).toEqual(['before', 'lent', 'after']);
  await expect(grab()).rejects.toMatchObject({ fault: 'card-in-use' });
  await logIn(room);
  await generateEc(room.workstation, { serial, label: 'Made after', curve: 'secp256r1' });
  expect(room.device().keys.map(({ label }) => label)).toEqual(['Made after']);
});

test('the card comes back whatever the work throws', async () => {
  await readyRoom();
  const failing = lease();
  await failing.begins;
  failing.fail(new Refusal(failure('pkcs11-session-lost')));
  await expect(failing.result).rejects.toEqual(refusal('pkcs11-session-lost'));
  expect(room.device()).toMatchObject({ userPin: { kind: 'not-verified', triesLeft: 3 } });
  expect(room.device().notice).toBeUndefined();
  await logIn(room);
});

test('a card that is pulled and inserted during the lease is opened when the lease has ended, and told what was interrupted', async () => {
  await readyRoom();
  const lent = lease('Generate Key through Module');
  await lent.begins;
  room.pull();
  expect(room.card()).toEqual({ kind: 'empty' });
  room.readers.insert(room.names[0] as string, room.cards[0] as SimulatedCard);
  const other = await grab();
  expect(room.card()).toEqual({ kind: 'reading' });
  await other.close();
  lent.fail(new Refusal(failure('pkcs11-no-token', { during: 'signing' })));
  await expect(lent.result).rejects.toEqual(refusal('pkcs11-no-token'));
  await room.until(() => room.card().kind === 'device');
  expect(room.device().notice).toMatch(/^Generate Key through Module was interrupted: /);
});

test('another card that is inserted during the lease is no successor of the one that was lent', async () => {
  await readyRoom();
  const serial = room.serialOf(0);
  const lent = lease();
  await lent.begins;
  const waiting = room.fleet.run(serial, 'Waiting', async () => 'ran');
  waiting.catch(() => undefined);
  room.pull();
  room.readers.insert(room.names[0] as string, SimulatedCard.create({ serial: 'UTTEST00009' }));
  lent.end();
  await lent.result;
  await room.until(() => room.card().kind === 'device');
  expect(room.device().serial).toBe('UTTEST00009');
  await expect(waiting).rejects.toEqual(refusal('no-such-device'));
});

test('a card that another program keeps after the lease is named and tried until it is free', async () => {
  await readyRoom();
  const lent = lease();
  await lent.begins;
  const other = await grab();
  lent.end();
  await lent.result;
  expect(room.card()).toMatchObject({ kind: 'problem', failure: { code: 'card-in-use' } });
  await expect(room.fleet.run(room.serialOf(0), 'Too early', async () => undefined)).rejects.toEqual(refusal('no-such-device'));
  await other.close();
  await room.until(() => room.card().kind === 'device');
});

test('a reader that goes during the lease takes the device with it', async () => {
  await readyRoom();
  const lent = lease();
  await lent.begins;
  room.readers.removeReader(room.names[0] as string);
  expect(room.fleet.snapshot.readers).toEqual([]);
  lent.fail(new Refusal(failure('pkcs11-no-token', { during: 'signing' })));
  await expect(lent.result).rejects.toEqual(refusal('pkcs11-no-token'));
  await expect(room.fleet.lend(room.serialOf(0), 'Look', async () => undefined)).rejects.toEqual(refusal('no-such-device'));
});
