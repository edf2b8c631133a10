import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { combineTextParts, splitTextAmongCustodians } from '../../../electron/ceremony/shares/text-parts.ts';
import type { IssuedSet } from '../../../shared/models/reports.ts';
import { addPeople, filesBelow, openFolder, scanned, typed } from '../custody/custody-steps.ts';
import { RehearsalRoom } from '../rehearsal-room.ts';
import type { Paper, TypedShare } from '../scripted-desk.ts';
import { refusal } from '../steps.ts';

let room: RehearsalRoom;
let ids: string[];
const secret = 'SO-PIN 3A5B7C9D, der Tresor: Brücke';

beforeEach(async () => {
  room = await RehearsalRoom.withDevices(1);
  await openFolder(room);
  ids = await addPeople(room, 3);
});
afterEach(() => room.close());

function split(text = secret, repeat = text): Promise<IssuedSet> {
  room.person.types({ text, 'repeat-text': repeat });
  return splitTextAmongCustodians(room.workstation, { purpose: 'SO-PIN of the vault', split: { threshold: 2, custodians: ids } });
}
const share = (at: number) => typed(room.desk.handed[at] as Paper);
const code = (at: number) => scanned(room.desk.handed[at] as Paper);

describe('a text', () => {
  test('is split among custodians, recorded without its shares, and comes back from any of them, in its window only', async () => {
    const issued = await split();
    expect(issued).toMatchObject({ threshold: 2, total: 3 });
    const register = JSON.parse(await readFile(room.path('ceremony/register.json'), 'utf8'));
    expect(register.sets).toMatchObject([{ setId: issued.setId, kind: 'text', purpose: 'SO-PIN of the vault' }]);
    expect(register.holdings).toHaveLength(3);
    for (const holding of register.holdings) {
      expect(holding).toMatchObject({ kind: 'text-share', setId: issued.setId });
      expect(holding).not.toHaveProperty('fingerprint');
    }
    for (const { readBack, model } of room.desk.handed) expect(readBack).toHaveLength(model.lines.length);
    for (const pair of [
      [0, 1],
      [2, 0],
      [1, 2],
    ] as const) {
      room.desk.enters(code(pair[0]), share(pair[1]));
      await combineTextParts(room.workstation, undefined);
    }
    expect(room.desk.texts).toEqual([secret, secret, secret]);
    const everything = JSON.stringify([room.snapshots, room.progress, room.person.forms, room.desk.prompts]);
    const files = await filesBelow(room.folder);
    for (const hidden of [secret, ...[0, 1, 2].map((at) => share(at).value)]) {
      expect(everything).not.toContain(hidden);
      for (const { bytes } of files) expect(bytes.includes(hidden)).toBe(false);
    }
  });

  test('that is typed differently twice, too long, or unprintable is asked for again', async () => {
    room.person.types({ text: 'one', 'repeat-text': 'two' }, { text: 'x'.repeat(257) }, { text: 'a\tb' });
    await split();
    expect(room.person.failures.map(({ code }) => code)).toEqual(['pins-differ', 'split-text-too-long', 'split-text-characters']);
    expect(room.person.failures[0]?.what).toBe('The two entries of the text differ.');
  });

  test('that a custodian does not take is not recorded', async () => {
    room.desk.whileHanding = ({ custodian }) => !custodian.startsWith('Grace');
    await expect(split()).rejects.toEqual(refusal('hand-over-abandoned'));
    expect(room.custody.register).toMatchObject({ sets: [], holdings: [] });
  });
});

describe('combining a text', () => {
  const combine = (needed: number | undefined, ...entered: (TypedShare | 'close')[]) => {
    room.desk.enters(...entered);
    return combineTextParts(room.workstation, needed);
  };

  test('judges each share: its form, its set, and those before it', async () => {
    await split();
    await split('another text');
    const [one, two, other] = [share(0), share(1), share(3)];
    await combine(2, { ...one, value: 'K7Q2' }, { ...one, value: `800${one.value.slice(3)}` }, one, one, other, { ...code(3) }, two);
    expect(room.desk.failures.map(({ code }) => code)).toEqual([
      ...['text-share-malformed', 'share-id-zero', 'share-twice', 'text-shares-mixed'],
      ...['text-shares-mixed'],
    ]);
    room.desk.failures.length = 0;
    await combine(undefined, code(0), code(4), two);
    expect(room.desk.failures).toMatchObject([{ code: 'share-of-other-set' }]);
    expect(room.desk.texts).toEqual([secret, secret]);
  });

  test('needs to know how many are enough: from the code, the register, or the person', async () => {
    await split();
    await expect(combine(undefined, share(0))).rejects.toEqual(refusal('quorum-size-unknown'));
    const sheetId = room.desk.handed[1]?.model.sheetId ?? '';
    await combine(undefined, { ...share(1), sheetId }, share(0));
    await room.custody.close();
    await combine(2, share(0), share(2));
    expect(room.desk.texts).toEqual([secret, secret]);
  });

  test('forgets what was entered where the window is closed', async () => {
    await split();
    await expect(combine(2, share(0), 'close')).rejects.toEqual(refusal('quorum-abandoned'));
    for (const entry of room.desk.entered) expect(() => entry.expose()).toThrow('wiped');
  });
});
