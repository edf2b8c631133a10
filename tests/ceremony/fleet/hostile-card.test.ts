import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { planTest, testDevice } from '../../../electron/ceremony/key-test/test-device.ts';
import { testKey } from '../../../electron/ceremony/key-test/test-key.ts';
import { generateAes, generateEc } from '../../../electron/ceremony/keys/generate.ts';
import { exportKey, importKey } from '../../../electron/ceremony/keys/key-files.ts';
import { deleteKey, openKey, renameKey } from '../../../electron/ceremony/keys/keys.ts';
import { importData } from '../../../electron/ceremony/objects/import-data.ts';
import { readObjects } from '../../../electron/ceremony/objects/read-objects.ts';
import { changePin } from '../../../electron/ceremony/pins/pins.ts';
import { exportPublicKey } from '../../../electron/ceremony/public-keys/public-key-files.ts';
import { importShare } from '../../../electron/ceremony/shares/shares.ts';
import { SimulatedCard } from '../../../electron/simulator/card.ts';
import { hex } from '../../../shared/bytes.ts';
import { type FailureCode, Refusal } from '../../../shared/failure.ts';
import { keyReference } from '../../../shared/numbers.ts';
import { pins, RehearsalRoom, strong } from '../rehearsal-room.ts';
import { logIn, makeShare, readyDevice, refusal, setUp } from '../steps.ts';
import { malices, whenAsked } from './malices.ts';

/**
 * A card, or a reader, that lies: every operation ends, after a bounded number of commands, with a value or with a failure that a person
 * understands; and once the device answers honestly again, it is shown as before.
 */
let folder: string;
let share: string;
let wrapped: string;
/** State files: with a DKEK and two keys, and waiting for its share. */
const state = { ready: '', awaiting: '' };
const aes = keyReference(1);
const ec = keyReference(2);
const mostCommands = 4000;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'conclave-hostile-card-'));
  state.ready = join(folder, 'ready.json');
  state.awaiting = join(folder, 'awaiting.json');
  const room = new RehearsalRoom();
  room.folder = folder;
  const cards = [
    await SimulatedCard.open(state.ready, { serial: 'UTTEST00001' }),
    await SimulatedCard.open(state.awaiting, { serial: 'UTTEST00002' }),
  ];
  for (const card of cards) room.add(card);
  room.fleet.start(room.readers);
  await room.ready();
  const made = await makeShare(room, 'share.pbe');
  share = made.path;
  await readyDevice(room, 0, made);
  const serial = room.serialOf(0);
  await generateAes(room.workstation, { serial, label: 'AES', size: 256, capabilities: [0x10, 0x11, 0x18, 0x92] });
  await generateEc(room.workstation, { serial, label: 'EC', curve: 'secp256r1' });
  const { reference } = await generateAes(room.workstation, { serial, label: 'Travelling', size: 128, capabilities: [0x10, 0x11, 0x92] });
  room.person.saves(room.path('travelling.wky'));
  wrapped = (await exportKey(room.workstation, serial, reference)).path;
  await deleteKey(room.workstation, serial, reference, serial.slice(-4));
  await writeFile(join(folder, 'note.txt'), 'a note');
  await setUp(room, 1);
  await room.fleet.stop();
  for (const card of cards) await card.settled();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

type Act = (room: RehearsalRoom) => Promise<unknown>;

/** What people do with a device, the first device logged in, the second one waiting for its share. */
const acts: Readonly<Record<string, Act>> = {
  insert: (room) => again(room),
  'log in': (room) => logIn(room),
  initialize: (room) => setUp(room, 0),
  'import a share': (room) => {
    room.person.opens(share).types({ 'user-pin': pins.user }).types({ password: strong });
    return importShare(room.workstation, room.serialOf(1), {});
  },
  'generate an AES key': (room) =>
    generateAes(room.workstation, { serial: room.serialOf(0), label: 'New', size: 256, capabilities: [0x10, 0x11, 0x18, 0x92] }),
  'generate an EC key': (room) => generateEc(room.workstation, { serial: room.serialOf(0), label: 'New', curve: 'secp256r1' }),
  'export a key': (room) => {
    room.person.saves(join(folder, `${Math.random()}.wky`));
    return exportKey(room.workstation, room.serialOf(0), aes);
  },
  'import a key': (room) => {
    room.person.opens(wrapped);
    return importKey(room.workstation, room.serialOf(0));
  },
  'open a key': (room) => openKey(room.workstation, room.serialOf(0), ec),
  'rename a key': (room) => renameKey(room.workstation, room.serialOf(0), aes, 'Renamed'),
  'test a key': (room) => testKey(room.workstation, room.serialOf(0), ec),
  'test the device': async (room) => {
    await planTest(room.workstation, room.serialOf(0));
    await testDevice(room.workstation, { serial: room.serialOf(0), module: false, counted: [] });
  },
  'export a public key': (room) => {
    room.person.saves(join(folder, `${Math.random()}.pka`));
    return exportPublicKey(room.workstation, room.serialOf(0), ec);
  },
  'import data': (room) => {
    room.person.opens(join(folder, 'note.txt'));
    return importData(room.workstation, { serial: room.serialOf(0), label: 'Note', application: '', confidential: false });
  },
  'read the objects': (room) => readObjects(room.workstation, room.serialOf(0)),
  'change the PIN': (room) => {
    room.person.types({ 'user-pin': pins.user, 'new-user-pin': '111222333', 'repeat-user-pin': '111222333' });
    return changePin(room.workstation, room.serialOf(0));
  },
  'delete a key': (room) => deleteKey(room.workstation, room.serialOf(0), aes, room.serialOf(0).slice(-4)),
};

/** The first card taken out and put in again; resolves when the reader shows what came of it. */
async function again(room: RehearsalRoom): Promise<void> {
  const name = room.names[0] as string;
  room.pull(0);
  room.readers.insert(name, room.cards[0] as SimulatedCard);
  await room.until(() => room.card(0).kind === 'device' || room.card(0).kind === 'problem', 'the reader');
}

let cases = 0;
/** Devices in the state of `beforeAll`, the first one logged in. */
async function freshRoom(): Promise<RehearsalRoom> {
  const room = new RehearsalRoom();
  const files = Object.entries(state);
  for (const [name, path] of files) {
    const copy = join(folder, `${name}-${++cases}.json`);
    await copyFile(path, copy);
    room.add(await SimulatedCard.open(copy));
  }
  room.fleet.start(room.readers);
  await room.ready();
  await logIn(room);
  return room;
}

/** What came of an act: `done`, or the code of the failure. Anything else that is thrown is a defect. */
async function outcomeOf(act: Promise<unknown>): Promise<'done' | FailureCode> {
  try {
    await act;
    return 'done';
  } catch (error) {
    if (error instanceof Refusal) return error.failure.code;
    throw error;
  }
}

describe.each(Object.entries(malices))('a card that %s', (_, malice) => {
  test.each(Object.entries(acts))('%s', async (_, act) => {
    const room = await freshRoom();
    try {
      const other = SimulatedCard.create({ serial: 'UTTEST00009' });
      room.sent.length = 0;
      room.malice = malice(other);
      const outcome = await outcomeOf(act(room));
      expect(outcome).not.toBe('unexpected');
      const shown = room.card(0);
      if (shown.kind === 'problem') expect(shown.failure.code).not.toBe('unexpected');
      expect(room.sent.length).toBeLessThan(mostCommands);
      room.malice = undefined;
      await again(room);
      expect(room.device(0)).toMatchObject({ serial: 'UTTEST00001', certificate: { chain: 'simulator' } });
    } finally {
      await room.close();
    }
  });
});

const enumerate = 0x58;
const keyDomain = 0x52;
const wrap = 0x72;
const readBinary = 0xb1;
const challenge = 0x84;
const sign = 0x68;
const useAes = 0x78;
const getCertificates = (command: Uint8Array) => command[1] === readBinary && command[2] === 0x2f && command[3] === 0x02;
const flipped = (answer: Uint8Array, at: number) => answer.map((byte, index) => (index === at ? byte ^ 0x01 : byte));

/** The first answer to an instruction, whatever is asked later. */
function oldAnswers(ins: number) {
  let old: Uint8Array | undefined;
  return whenAsked(ins, (answer) => {
    old ??= answer.slice();
    return old.slice();
  });
}

describe('an honest card', () => {
  // without this, the refusals above would prove nothing
  test.each(Object.entries(acts))('%s is done', async (_, act) => {
    const room = await freshRoom();
    try {
      expect(await outcomeOf(act(room))).toBe('done');
      if (room.card(0).kind !== 'device') throw new Error('the device is not shown');
    } finally {
      await room.close();
    }
  });
});

describe('named for what it is: a card that', () => {
  test.each<[string, FailureCode | 'done', RehearsalRoom['malice'], string, ...string[]]>([
    [
      'announces data without end',
      'device-answer-malformed',
      malices['announces more data for ever']?.(SimulatedCard.create()),
      'rename a key',
    ],
    [
      'names another length for ever',
      'device-refused',
      malices['names another right length for ever']?.(SimulatedCard.create()),
      'rename a key',
    ],
    [
      'tells another check value than that of the one share',
      'kcv-differs',
      whenAsked(keyDomain, (answer) => (answer.length === 12 && answer[1] === 0 ? flipped(answer, 5) : answer)),
      'import a share',
    ],
    ['wraps under another DKEK', 'wrapped-under-other-dkek', whenAsked(wrap, (answer) => flipped(answer, 3)), 'export a key'],
    ['cuts a wrapped key', 'device-answer-malformed', whenAsked(wrap, (answer) => answer.filter((_, at) => at !== 40)), 'export a key'],
    ['lists the keys of before', 'read-back-differs', oldAnswers(enumerate), 'delete a key', 'insert', 'log in'],
    ['gives an old signature for a new message', 'test-failed', oldAnswers(sign), 'generate an EC key', 'test a key'],
    ['gives an old result for a new message', 'test-failed', oldAnswers(useAes), 'generate an AES key'],
    ['gives more random bytes than asked for', 'done', whenAsked(challenge, (answer) => Uint8Array.of(0, ...answer)), 'test the device'],
    ['answers a read with an older content', 'read-back-differs', oldAnswers(readBinary), 'rename a key'],
  ])('%s: %s', async (_, code, malice, act, ...before) => {
    const room = await freshRoom();
    try {
      room.malice = malice;
      // from what happens here it has what it repeats later
      for (const each of before) await (acts[each] as Act)(room);
      expect(await outcomeOf((acts[act] as Act)(room))).toBe(code);
    } finally {
      await room.close();
    }
  });

  test('repeats its random bytes fails the test of the device', async () => {
    const room = await freshRoom();
    try {
      room.malice = oldAnswers(challenge);
      const report = await testDevice(room.workstation, { serial: room.serialOf(0), module: false, counted: [] });
      expect(report.passed).toBe(false);
      expect(JSON.stringify(report)).toContain('two draws gave the same bytes');
    } finally {
      await room.close();
    }
  });

  test.each([
    ['own certificate', 80],
    ['issuer', 300],
  ])('shows a forged chain (a byte of the %s) is shown as that, and its test fails', async (_, at) => {
    const room = await freshRoom();
    try {
      room.malice = async (command, honest) => {
        const isAsked = getCertificates(command);
        const answer = await honest();
        return isAsked ? flipped(answer, at) : answer;
      };
      await again(room);
      expect(room.device(0).certificate.chain).toBe('broken');
      await logIn(room);
      expect((await testDevice(room.workstation, { serial: room.serialOf(0), module: false, counted: [] })).passed).toBe(false);
    } finally {
      await room.close();
    }
  });

  test('has another serial when it is opened again is another device: nothing meant for the first one reaches it', async () => {
    const room = await freshRoom();
    try {
      const other = SimulatedCard.create({ serial: 'UTTEST00009' });
      room.malice = (command) => other.transmit(command.slice());
      await again(room);
      expect(room.device(0).serial).toBe('UTTEST00009');
      room.sent.length = 0;
      await expect(renameKey(room.workstation, room.serialOf(0), aes, 'Renamed')).rejects.toEqual(refusal('no-such-device'));
      expect(room.sent).toEqual([]);
    } finally {
      await room.close();
    }
  });

  test('claims the serial of a device in another reader is refused, and that one stays', async () => {
    const room = await freshRoom();
    try {
      const first = room.cards[0] as SimulatedCard;
      const certificates = hex.encode(await first.transmit(hex.decode('00B12F02000004540200000000')));
      room.malice = async (command, honest) => (getCertificates(command) ? hex.decode(certificates) : honest());
      const name = room.names[1] as string;
      room.pull(1);
      room.readers.insert(name, room.cards[1] as SimulatedCard);
      await room.until(() => room.card(1).kind === 'problem', 'the refusal');
      expect(room.card(1)).toMatchObject({ failure: { code: 'serial-twice' } });
      expect(room.device(0).serial).toBe('UTTEST00001');
    } finally {
      await room.close();
    }
  });
});
