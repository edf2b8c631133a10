import { afterEach, describe, expect, test } from 'vitest';
import { generateEc } from '../../../electron/ceremony/keys/generate.ts';
import { openKey, renameKey } from '../../../electron/ceremony/keys/keys.ts';
import { login, logout } from '../../../electron/ceremony/pins/login.ts';
import { SimulatedCard } from '../../../electron/simulator/card.ts';
import { SimulatedReaders } from '../../../electron/simulator/reader-source.ts';
import {
  type CardConnection,
  type ReaderService,
  type ReaderSource,
  type ReaderState,
  WireError,
  type WireFault,
} from '../../../electron/transport/transport.ts';
import { keyReference } from '../../../shared/numbers.ts';
import { pins, RehearsalRoom } from '../rehearsal-room.ts';
import { refusal, setUp } from '../steps.ts';

let room: RehearsalRoom;
afterEach(() => room.close());

describe('reading a device', () => {
  test('takes 10 commands and 1 for each key, 2 more when a key is opened, and never starts over after one key changed', async () => {
    room = await RehearsalRoom.withDevices(1);
    const serial = room.serialOf(0);
    await setUp(room, 0, { scheme: 'none' });
    room.person.types({ 'user-pin': pins.user });
    await login(room.workstation, serial);
    for (let n = 1; n <= 5; n++) await generateEc(room.workstation, { serial, label: `Key ${n}`, curve: 'secp256r1' });

    room.sent.length = 0;
    await room.reinsert();
    expect(room.sent).toHaveLength(10 + 5);
    expect(room.device().keys.map(({ label, details }) => [label, details])).toEqual([1, 2, 3, 4, 5].map((n) => [`Key ${n}`, undefined]));

    room.sent.length = 0;
    await openKey(room.workstation, serial, keyReference(3));
    expect(room.sent).toHaveLength(2);
    expect(room.device().keys[2]).toMatchObject({ type: { kind: 'EC', curve: 'secp256r1' }, details: { certificate: 'request' } });
    await openKey(room.workstation, serial, keyReference(3));
    expect(room.sent).toHaveLength(2);

    room.person.types({ 'user-pin': pins.user });
    await login(room.workstation, serial);
    room.sent.length = 0;
    await renameKey(room.workstation, serial, keyReference(2), 'Other');
    expect(room.sent.filter((command) => command.startsWith('00B1'))).toEqual(['00B1C402', '00B1C402', '00B1C402']);
    expect(room.device().keys.map(({ label }) => label)).toEqual(['Key 1', 'Other', 'Key 3', 'Key 4', 'Key 5']);
  });

  test('follows cards and readers that come and go, with a new snapshot each time', async () => {
    room = await RehearsalRoom.withDevices(1);
    room.add(SimulatedCard.create({ serial: 'UTTEST00002' }));
    await room.ready();
    expect(room.device(1).serial).toBe('UTTEST00002');
    room.pull(0);
    expect(room.card(0)).toEqual({ kind: 'empty' });
    room.readers.removeReader(room.names[0] as string);
    expect(room.fleet.snapshot.readers.map(({ name }) => name)).toEqual([room.names[1]]);
    const revisions = room.snapshots.map(({ revision }) => revision);
    expect(revisions).toEqual([...new Set(revisions)].sort((a, b) => a - b));
  });

  test('a device that moves to another reader keeps its serial and loses its login', async () => {
    room = await RehearsalRoom.withDevices(1);
    await setUp(room, 0, { scheme: 'none' });
    room.person.types({ 'user-pin': pins.user });
    await login(room.workstation, room.serialOf(0));
    const card = room.readers.pull(room.names[0] as string) as SimulatedCard;
    room.names[0] = room.readers.addReader('Other Reader');
    room.readers.insert('Other Reader', card);
    await room.until(() => room.card().kind === 'device');
    expect(room.device()).toMatchObject({ serial: card.serial, userPin: { kind: 'not-verified', triesLeft: 3 } });
  });

  test('two readers with one serial are called out; the second device gets no session', async () => {
    room = await RehearsalRoom.withDevices(1);
    room.add(SimulatedCard.create({ serial: room.serialOf(0) }));
    await room.ready();
    expect(room.card(0).kind).toBe('device');
    expect(room.card(1)).toMatchObject({ kind: 'problem', failure: { code: 'serial-twice' } });
  });
});

/** Stands in for PC/SC around simulated readers: says what the service does, and what goes wrong at connecting. */
class Troubled implements ReaderSource {
  readonly simulated = false;
  readonly readers: SimulatedReaders;
  fault: WireError | undefined;
  mute = false;
  #service: ReaderService = { kind: 'running' };
  #listeners = new Set<() => void>();

  constructor(readers: SimulatedReaders) {
    this.readers = readers;
  }

  set service(service: ReaderService) {
    this.#service = service;
    for (const tell of this.#listeners) tell();
  }

  watch(listener: (service: ReaderService, readers: readonly ReaderState[]) => void): () => void {
    let states: readonly ReaderState[] = [];
    const tell = () =>
      listener(
        this.#service,
        this.#service.kind === 'running' ? states.map((state) => (this.mute ? { ...state, card: 'mute' as const } : state)) : [],
      );
    this.#listeners.add(tell);
    const end = this.readers.watch((_, now) => {
      states = now;
      tell();
    });
    return () => {
      end();
      this.#listeners.delete(tell);
    };
  }

  async connect(reader: string): Promise<CardConnection> {
    if (this.fault) throw this.fault;
    return this.readers.connect(reader);
  }
}

describe('trouble on the wire', () => {
  async function troubledRoom(prepare: (source: Troubled) => void): Promise<Troubled> {
    const readers = new SimulatedReaders();
    const source = new Troubled(readers);
    room = new RehearsalRoom({ real: source, readers });
    prepare(source);
    room.add(SimulatedCard.create({ serial: 'UTTEST00001' }));
    room.fleet.start();
    return source;
  }

  test('a card that another program holds is tried again by itself until it is free', async () => {
    const source = await troubledRoom((troubled) => {
      troubled.fault = new WireError('card-in-use', 'sharing violation', 0x8010000b);
    });
    await room.until(() => room.card().kind === 'problem');
    expect(room.card()).toMatchObject({ failure: { code: 'card-in-use', what: expect.stringContaining(room.names[0] as string) } });
    source.fault = undefined;
    await room.until(() => room.card().kind === 'device');
  });

  test('a mute card is named; reading again helps once it answers', async () => {
    const source = await troubledRoom((troubled) => {
      troubled.mute = true;
    });
    expect(room.card()).toMatchObject({ kind: 'problem', failure: { code: 'card-mute' } });
    source.mute = false;
    await room.fleet.readAgain(room.names[0] as string);
    expect(room.card().kind).toBe('problem');
    source.service = { kind: 'running' };
    await room.until(() => room.card().kind === 'device');
    await expect(room.fleet.readAgain('no such reader')).rejects.toEqual(refusal('reader-gone'));
  });

  test('a card that is no SmartCard-HSM, and one that answers nonsense, are shown as what they are', async () => {
    await troubledRoom(() => undefined);
    await room.until(() => room.card().kind === 'device');
    const [card] = room.cards as [SimulatedCard];
    room.pull();
    card.faults.add({ at: 1, kind: 'status', sw: 0x6a82 });
    await room.reinsert(0, 'problem');
    expect(room.card()).toMatchObject({ failure: { code: 'not-a-smartcard-hsm' } });
    room.pull();
    card.faults.add({ at: 2, kind: 'status', sw: 0x9000 });
    await room.reinsert(0, 'problem');
    expect(room.card()).toMatchObject({ failure: { code: 'device-answer-malformed' } });
    await room.fleet.readAgain(room.names[0] as string);
    await room.until(() => room.card().kind === 'device');
  });

  test('a card that stays in its reader after the wire failed is read afresh by itself; one that keeps failing is left alone', async () => {
    const source = await troubledRoom(() => undefined);
    await room.until(() => room.card().kind === 'device');
    await setUp(room, 0, { scheme: 'none' });
    const serial = room.serialOf(0);
    const failing = (fault: WireFault) =>
      room.fleet.run(serial, 'Test Key', () => Promise.reject(new WireError(fault, 'as scripted', 0x8010002f)));
    await expect(failing('card-reset')).rejects.toEqual(refusal('card-reset'));
    expect(room.card()).toMatchObject({ kind: 'problem', failure: { code: 'card-reset' } });
    await room.until(() => room.card().kind === 'device');
    expect(room.device().notice).toBe('Test Key was interrupted: nothing on the device was changed. Start it again.');
    source.fault = new WireError('failed', 'as scripted', 0x8010002f);
    await expect(failing('failed')).rejects.toMatchObject({ failure: { code: 'wire-failed', what: expect.stringContaining('8010002F') } });
    await new Promise((done) => setTimeout(done, 150));
    source.fault = undefined;
    await new Promise((done) => setTimeout(done, 50));
    expect(room.card()).toMatchObject({ kind: 'problem', failure: { code: 'wire-failed' } });
    await room.fleet.readAgain(room.names[0] as string);
    await room.until(() => room.card().kind === 'device');
  });

  test('the service that is absent, started later and restarted is told; devices come back by themselves', async () => {
    const source = await troubledRoom((troubled) => {
      troubled.service = { kind: 'absent' };
    });
    expect(room.fleet.snapshot).toMatchObject({ service: { kind: 'absent' }, readers: [], mode: 'production' });
    source.service = { kind: 'running' };
    await room.until(() => room.card().kind === 'device');
    expect(room.fleet.snapshot.service).toEqual({ kind: 'running', readers: 1 });
    await setUp(room, 0, { scheme: 'none' });
    // The service is killed while the person types.
    room.person.types({ 'user-pin': pins.user }).whileAsked = () => {
      source.service = { kind: 'absent' };
    };
    await expect(login(room.workstation, room.serialOf(0))).rejects.toEqual(refusal('service-absent'));
    expect(room.fleet.snapshot.readers).toEqual([]);
    source.service = { kind: 'running' };
    await room.until(() => room.card().kind === 'device');
    expect(room.device().userPin).toEqual({ kind: 'not-verified', triesLeft: 3 });
  });
});

describe('operations', () => {
  test('on one device run one after the other, on two devices at the same time, each shown while it runs', async () => {
    room = await RehearsalRoom.withDevices(2);
    const [first, second] = [room.serialOf(0), room.serialOf(1)];
    const log: string[] = [];
    const step = (serial: typeof first, name: string, ms: number) =>
      room.fleet.run(serial, name, async () => {
        log.push(`${name} begins`);
        await new Promise((done) => setTimeout(done, ms));
        log.push(`${name} ends`);
      });
    const all = [step(first, 'A', 30), step(first, 'B', 1), step(second, 'C', 5)];
    await room.until(() => room.device(0).activity === 'A' && room.device(1).activity === 'C');
    await Promise.all(all);
    expect(log).toEqual(['A begins', 'C begins', 'C ends', 'A ends', 'B begins', 'B ends']);
    expect(room.device(0).activity).toBeUndefined();
  });

  test('a failed one leaves the queue running, and the screen shows what the card holds now', async () => {
    room = await RehearsalRoom.withDevices(1);
    const serial = room.serialOf(0);
    await expect(room.fleet.run(serial, 'A', () => Promise.reject(new TypeError('defect')))).rejects.toEqual(refusal('unexpected'));
    await expect(room.fleet.run(serial, 'B', async () => 'fine')).resolves.toBe('fine');
  });

  test('one that waits for a person is not sent to the next card, and does not keep it waiting', async () => {
    room = await RehearsalRoom.withDevices(1);
    await setUp(room, 0, { scheme: 'none' });
    const serial = room.serialOf(0);
    room.person.types({ 'user-pin': pins.user }).whileAsked = async () => {
      await room.reinsert();
      room.person.whileAsked = () => undefined;
      await room.fleet.run(serial, 'Another', async () => undefined);
    };
    await expect(login(room.workstation, serial)).rejects.toEqual(refusal('card-removed'));
    expect(room.device().userPin.kind).toBe('not-verified');
    expect(room.device().activity).toBeUndefined();
  });

  test('on a device that is not there are refused', async () => {
    room = await RehearsalRoom.withDevices(1);
    const serial = room.serialOf(0);
    room.pull();
    await expect(logout(room.workstation, serial)).rejects.toEqual(refusal('no-such-device'));
  });
});

test('real and simulated readers are never mixed, and are not exchanged under a running operation', async () => {
  const hardware = new SimulatedReaders();
  hardware.addReader('Real Reader');
  const real = new Troubled(hardware);
  const readers = new SimulatedReaders();
  room = new RehearsalRoom({ real, readers });
  room.fleet.start();
  expect(room.fleet.snapshot).toMatchObject({ mode: 'production', readers: [{ name: 'Real Reader' }] });
  room.add(SimulatedCard.create({ serial: 'UTTEST00001' }));
  await room.fleet.useSource(readers);
  await room.ready();
  expect(room.fleet.snapshot).toMatchObject({
    mode: 'rehearsal',
    service: { kind: 'running', readers: 1 },
    readers: [{ simulated: true }],
  });
  let finish = () => {};
  const running = room.fleet.run(room.serialOf(0), 'Generate RSA Key', () => new Promise<void>((done) => (finish = done)));
  await room.until(() => room.device().activity !== undefined);
  await expect(room.fleet.useSource(real)).rejects.toEqual(refusal('device-busy'));
  finish();
  await running;
  await room.fleet.useSource(real);
  expect(room.fleet.snapshot).toMatchObject({ mode: 'production', readers: [{ name: 'Real Reader' }] });
});
