import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Device } from '../../../electron/ceremony/fleet/device.ts';
import { Refusal, refuse } from '../../../shared/failure.ts';
import { RehearsalRoom } from '../rehearsal-room.ts';
import { refusal } from '../steps.ts';

let room: RehearsalRoom;
beforeEach(async () => {
  room = await RehearsalRoom.withDevices(3);
});
afterEach(() => room.close());

const serials = (...indices: number[]) => indices.map((index) => room.serialOf(index));
const serialsOf = (devices: readonly Device[]) => devices.map(({ serial }) => serial);
const activities = () => [0, 1, 2].map((index) => room.device(index).activity);

test('shows all of its devices busy, gives them in the order asked for, and frees them', async () => {
  const seen = await room.fleet.runTogether(serials(2, 0), 'Compare', async (devices) => ({
    order: serialsOf(devices),
    activities: activities(),
  }));
  expect(seen).toEqual({ order: serials(2, 0), activities: ['Compare', undefined, 'Compare'] });
  expect(activities()).toEqual([undefined, undefined, undefined]);
});

test('operations that want the same devices in opposite orders never wait for each other', async () => {
  const log: string[] = [];
  const slow = (name: string) => async () => {
    log.push(`${name} begins`);
    await new Promise((done) => setTimeout(done, 5));
    log.push(`${name} ends`);
  };
  await Promise.all([
    room.fleet.runTogether(serials(0, 1), 'a', slow('a')),
    room.fleet.run(room.serialOf(1), 'single', slow('single')),
    room.fleet.runTogether(serials(1, 0), 'b', slow('b')),
    room.fleet.runTogether(serials(2, 1, 0), 'c', slow('c')),
    room.fleet.runTogether(serials(0, 2), 'd', slow('d')),
  ]);
  const ordered = log.filter((line) => /^[abc] /.test(line));
  expect(ordered).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  expect(log).toHaveLength(10);
});

test('a device pulled in the middle ends its own session only', async () => {
  const running = room.fleet.runTogether(serials(0, 1), 'Compare', async ([first, second]) => {
    await first?.readPins();
    room.pull(1);
    await second?.readPins();
  });
  await expect(running).rejects.toEqual(refusal('card-removed'));
  expect(room.card(1).kind).toBe('empty');
  expect(room.device(0).activity).toBeUndefined();
  await room.fleet.run(room.serialOf(0), 'Go on', (device) => device.readPins());
});

test('a device pulled while it waits for its turn lets nobody begin', async () => {
  let free: () => void = () => undefined;
  const occupied = room.fleet.run(room.serialOf(1), 'Long work', () => new Promise<void>((done) => (free = done)));
  let begun = false;
  const waiting = room.fleet.runTogether(serials(0, 1), 'Compare', async () => {
    begun = true;
  });
  const refused = expect(waiting).rejects.toBeInstanceOf(Refusal);
  await room.until(() => room.device(0).activity === 'Compare');
  room.pull(1);
  free();
  await occupied.catch(() => undefined);
  await refused;
  expect(begun).toBe(false);
  expect(room.device(0).activity).toBeUndefined();
});

test('a refusal of the work arrives as it is, and a serial that is not there is refused before anything waits', async () => {
  await expect(room.fleet.runTogether(serials(0, 1), 'Compare', async () => refuse('label-empty'))).rejects.toEqual(refusal('label-empty'));
  room.pull(2);
  await room.until(() => room.card(2).kind === 'empty');
  await expect(room.fleet.runTogether(serials(0, 2), 'Compare', async () => undefined)).rejects.toEqual(refusal('no-such-device'));
  await expect(room.fleet.runTogether(serials(0, 0), 'Compare', async () => undefined)).rejects.toBeInstanceOf(RangeError);
});
