import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  addCustodian,
  changeCustodian,
  closeCeremonyFolder,
  openCeremonyFolder,
  removeCustodian,
  seal,
} from '../../../electron/ceremony/custody/custody-people.ts';
import { timestamp } from '../../../electron/ceremony/timestamp.ts';
import { handlersOf } from '../../../electron/ipc/handlers/all.ts';
import type { RehearsalControl } from '../../../electron/ipc/handlers/rehearsal.ts';
import { lastState } from '../../../shared/custody/quorum.ts';
import { RehearsalRoom } from '../rehearsal-room.ts';
import { refusal } from '../steps.ts';
import { addPeople, makeSplitShare, openFolder } from './custody-steps.ts';

let room: RehearsalRoom;

beforeEach(async () => {
  room = await RehearsalRoom.withDevices(1);
});
afterEach(() => room.close());

const custody = () => room.fleet.snapshot.custody;
const production = (value = true) => Object.defineProperty(room.readers, 'simulated', { value: !value, configurable: true });

describe('the ceremony folder', () => {
  test('that is empty becomes a register of its own name, and every change is pushed with the snapshot', async () => {
    const folder = await openFolder(room, 'Vault 2026');
    expect(custody()).toEqual({
      folder,
      register: {
        ...{ format: 'conclave-register-1', title: 'Vault 2026', practice: true, custodians: [], sets: [], holdings: [] },
        ceremonyId: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/),
      },
    });
    await addPeople(room, 2);
    expect(room.snapshots.slice(-2).map((snapshot) => snapshot.custody?.register.custodians.length)).toEqual([1, 2]);
    const before = custody()?.register;
    await closeCeremonyFolder(room.workstation);
    expect(room.snapshots.at(-1)).not.toHaveProperty('custody');
    await openFolder(room, 'Vault 2026');
    expect(custody()?.register).toEqual(before);
  });

  test('stays open where another cannot be opened, and is exchanged where it can', async () => {
    const one = await openFolder(room, 'one');
    await mkdir(room.path('two'));
    await writeFile(room.path('two/photo.jpg'), '');
    await expect(openFolder(room, 'two')).rejects.toEqual(refusal('folder-not-for-ceremony'));
    expect(custody()?.folder).toBe(one);
    await openFolder(room, 'one');
    await openFolder(room, 'three');
    expect(custody()?.folder).toBe(room.path('three'));
    expect(await readdir(one)).not.toContain('register.lock');
    await expect(openCeremonyFolder(room.workstation)).rejects.toEqual(refusal('cancelled'));
  });

  test('of practice is not opened in production, nor the other way round', async () => {
    await openFolder(room, 'practice');
    await closeCeremonyFolder(room.workstation);
    production();
    await expect(openFolder(room, 'practice')).rejects.toMatchObject({
      failure: { code: 'register-of-practice', next: expect.stringContaining('Start a rehearsal') },
    });
    await openFolder(room, 'real');
    expect(custody()?.register.practice).toBe(false);
    await closeCeremonyFolder(room.workstation);
    production(false);
    await expect(openFolder(room, 'real')).rejects.toEqual(refusal('register-of-production'));
    expect(await readdir(room.path('real'))).toEqual(['register.json', 'transcript.jsonl']);
  });

  test('is closed when the rehearsal ends, and no rehearsal ends while shares are handled', async () => {
    const control = { start: async () => undefined, leave: async () => void production() } as unknown as RehearsalControl;
    const handlers = handlersOf(room.workstation, control);
    await openFolder(room);
    await room.custody.exclusively('Split Text', async () => {
      await expect(handlers['rehearsal.leave']({})).rejects.toEqual(refusal('custody-busy'));
    });
    await handlers['rehearsal.start']({});
    expect(custody()).toBeDefined();
    await handlers['rehearsal.leave']({});
    expect(custody()).toBeUndefined();
  });

  test('whose register cannot be read is refused with what to do, and left as it is', async () => {
    const folder = await openFolder(room);
    const path = `${folder}/register.json`;
    const good = await readFile(path, 'utf8');
    await closeCeremonyFolder(room.workstation);
    const damaged = [
      '',
      good.slice(0, 90),
      '[]',
      good.replace('register-1', 'register-2'),
      good.replace('"sets"', '"sets": [], "pin"'),
      '\xff\xfe',
    ];
    for (const text of damaged) {
      await writeFile(path, text, 'latin1');
      await expect(openFolder(room)).rejects.toMatchObject({
        failure: {
          code: 'register-unreadable',
          meaning: 'It was left exactly as it is.',
          next: expect.stringContaining('Put back a copy'),
        },
      });
      expect(await readFile(path, 'latin1')).toBe(text);
      expect(await readdir(folder)).not.toContain('register.lock');
    }
    expect(custody()).toBeUndefined();
  });

  test('that was not closed by a program that is gone is opened with a notice', async () => {
    const folder = await openFolder(room);
    await closeCeremonyFolder(room.workstation);
    const { hostname } = await import('node:os');
    await writeFile(`${folder}/register.lock`, JSON.stringify({ pid: 1, host: hostname(), boot: 'before', since: '2026-01-01T00:00:00Z' }));
    await openFolder(room);
    expect(custody()?.notice).toContain('had not been closed (process 1');
  });
});

describe('custodians', () => {
  test('are added, changed and removed; nobody is there twice', async () => {
    await expect(addCustodian(room.workstation, { name: 'Ada', organisation: '' })).rejects.toEqual(refusal('no-ceremony-folder'));
    await openFolder(room);
    const [ada = '', barbara = ''] = await addPeople(room, 2);
    await expect(addCustodian(room.workstation, { name: ' ada  LOVELACE', organisation: 'stand-ins' })).rejects.toEqual(
      refusal('custodian-known'),
    );
    await addCustodian(room.workstation, { name: 'Ada Lovelace', organisation: 'Another house' });
    await changeCustodian(room.workstation, { id: barbara, name: 'Barbara Liskov', organisation: 'MIT' });
    await expect(changeCustodian(room.workstation, { id: barbara, name: 'Ada Lovelace', organisation: 'Stand-ins' })).rejects.toEqual(
      refusal('custodian-known'),
    );
    await removeCustodian(room.workstation, ada);
    await expect(removeCustodian(room.workstation, ada)).rejects.toEqual(refusal('no-such-custodian'));
    expect(custody()?.register.custodians.map(({ name, organisation }) => `${name}/${organisation}`)).toEqual([
      'Barbara Liskov/MIT',
      'Ada Lovelace/Another house',
    ]);
  });

  test('who hold something stay', async () => {
    await openFolder(room);
    const ids = await addPeople(room, 3);
    await makeSplitShare(room, 2, ids.slice(0, 2), 'share.pbe');
    await expect(removeCustodian(room.workstation, ids[0] as string)).rejects.toMatchObject({
      failure: { code: 'custodian-holds', what: 'Ada Lovelace holds a sheet.' },
    });
    await removeCustodian(room.workstation, ids[2] as string);
  });
});

describe('a sheet', () => {
  test('is sealed in a bag of its custodian only, once it was read back', async () => {
    await openFolder(room);
    const ids = await addPeople(room, 2);
    await makeSplitShare(room, 2, ids, 'share.pbe');
    const [first, second] = custody()?.register.holdings ?? [];
    await seal(room.workstation, first?.sheetId ?? '', 'TEB 0815');
    expect(custody()?.register.holdings[0]?.events.at(-1)).toMatchObject({
      state: 'sealed',
      teb: 'TEB 0815',
      at: expect.stringMatching(/[+-]\d\d:\d\d$/),
    });
    await expect(seal(room.workstation, second?.sheetId ?? '', 'TEB 0815')).rejects.toMatchObject({
      failure: { code: 'bag-taken', what: 'Bag TEB 0815 already holds a sheet of Ada Lovelace.' },
    });
    await expect(seal(room.workstation, '0000-0000', 'TEB 1')).rejects.toEqual(refusal('no-such-sheet'));
    await room.custody.change((register) => ({
      ...register,
      holdings: register.holdings.map((holding) => ({ ...holding, events: holding.events.filter(({ state }) => state === 'created') })),
    }));
    await expect(seal(room.workstation, second?.sheetId ?? '', 'TEB 2')).rejects.toEqual(refusal('not-read-back'));
    expect(custody()?.register.holdings.map(lastState)).toEqual(['created', 'created']);
  });
});

test('a time is told with the zone of the workstation', () => {
  expect(timestamp(new Date('2026-03-01T13:05:09.500Z'))).toMatch(/^2026-0[23]-\d\dT\d\d:\d\d:09[+-]\d\d:\d\d$/);
  expect(Date.parse(timestamp(new Date(1_750_000_000_000)))).toBe(1_750_000_000_000);
});
