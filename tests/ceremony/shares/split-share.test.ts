import { readdir, readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { importShare } from '../../../electron/ceremony/shares/shares.ts';
import { createSplitShare, reissueShare } from '../../../electron/ceremony/shares/split-share.ts';
import { colonHex } from '../../../electron/codec/share-text.ts';
import { combine, passwordPrime } from '../../../electron/crypto/threshold.ts';
import { lastState } from '../../../shared/custody/quorum.ts';
import type { Register } from '../../../shared/models/custody.ts';
import { addPeople, filesBelow, makeSplitShare, openFolder, people, scanned, typed } from '../custody/custody-steps.ts';
import { RehearsalRoom } from '../rehearsal-room.ts';
import type { Paper } from '../scripted-desk.ts';
import { logIn, refusal, setUp } from '../steps.ts';

let room: RehearsalRoom;
let folder: string;
let ids: string[];

beforeEach(async () => {
  room = await RehearsalRoom.withDevices(1);
  folder = await openFolder(room);
  ids = await addPeople(room, 5);
});
afterEach(() => room.close());

const onDisk = async (): Promise<Register> => JSON.parse(await readFile(`${folder}/register.json`, 'utf8'));
const split = (threshold: number, count: number) => ({ threshold, custodians: ids.slice(0, count) });

/** The password that these papers give, in hex: what must be found nowhere. */
function passwordOn(papers: readonly Paper[]): Buffer {
  const shares = papers.map(typed).map(({ id, value }) => ({ id: Number(id), value: colonHex.decode(value) }));
  return Buffer.from(combine(passwordPrime, shares).expose());
}

describe('a share whose password is split', () => {
  test('reaches every custodian, is read back by all, and is recorded in one step', async () => {
    const { created, setId, papers } = await makeSplitShare(room, 2, ids.slice(0, 3), 'dkek.pbe');
    expect(papers.map(({ custodian }) => custodian)).toEqual(people.slice(0, 3).map((name) => `${name}, Stand-ins`));
    for (const { model, readBack } of papers) {
      expect(model).toMatchObject({ kind: 'password-share', practice: true, banner: 'SECRET' });
      expect(readBack).toHaveLength(2);
    }
    expect((await readFile(created.path)).subarray(0, 8).toString()).toBe('Salted__');
    const { sets, holdings } = await onDisk();
    expect(sets).toMatchObject([
      {
        setId,
        kind: 'password',
        threshold: 2,
        total: 3,
        fileSha256: created.sha256,
        shareKcv: created.kcv,
        purpose: 'Password of dkek.pbe',
      },
    ]);
    expect(holdings.map(({ index, custodianId, events }) => [index, custodianId, events.map(({ state }) => state)])).toEqual(
      ids.slice(0, 3).map((id, at) => [at + 1, id, ['created', 'printed', 'read back']]),
    );
    for (const [at, { fingerprint }] of holdings.entries()) {
      const onPaper = papers[at]?.model.facts.find(({ term }) => term === 'Fingerprint')?.value.replaceAll(' ', '');
      expect(fingerprint).toBe(onPaper);
    }
    expect(room.fleet.snapshot.custody?.register).toEqual(await onDisk());
    expect(room.progress.filter((now) => now !== null).map(({ words }) => words)).toEqual(
      expect.arrayContaining(['Encrypting the DKEK share', 'Proving that the shares open the file']),
    );
  });

  test('is opened by any quorum, and imported', async () => {
    const { created, papers } = await makeSplitShare(room, 2, ids.slice(0, 3), 'dkek.pbe');
    for (const pair of [
      [0, 1],
      [2, 0],
      [1, 2],
    ] as const) {
      await setUp(room, 0);
      await logIn(room);
      room.person.opens(created.path);
      room.desk.enters(...pair.map((at) => typed(papers[at] as Paper)));
      const imported = await importShare(room.workstation, room.serialOf(0), { by: 'quorum', shareKcv: created.kcv });
      expect(imported).toMatchObject({ shareKcv: created.kcv, dkekKcv: created.kcv, sha256: created.sha256 });
    }
  });

  test('leaves no file and no record where a custodian gives up, whichever it is, and says so', async () => {
    const before = await onDisk();
    for (const [handed, printed] of [
      [0, 'new shares will be made. Destroy what was printed'],
      [1, 'Destroy the sheets that were handed out'],
      [2, 'they open nothing'],
    ] as const) {
      let seen = 0;
      room.desk.whileHanding = () => seen++ < handed;
      room.person.saves(room.path('dkek.pbe'));
      await expect(createSplitShare(room.workstation, room.serialOf(0), split(2, 3))).rejects.toMatchObject({
        failure: {
          code: 'hand-over-abandoned',
          what: expect.stringContaining(`${handed} of 3 custodians`),
          meaning: expect.stringContaining('All shares were wiped from memory'),
          next: expect.stringContaining(printed),
        },
      });
    }
    expect(await onDisk()).toEqual(before);
    expect(await readdir(room.folder)).toEqual(['ceremony']);
  });

  test('is judged before anything is made', async () => {
    const attempt = (threshold: number, custodians: string[]) =>
      createSplitShare(room.workstation, room.serialOf(0), { threshold, custodians });
    await expect(attempt(1, ids.slice(0, 3))).rejects.toEqual(refusal('split-threshold-one'));
    await expect(attempt(4, ids.slice(0, 3))).rejects.toEqual(refusal('split-threshold-above-total'));
    await expect(attempt(2, [...ids, ...ids])).rejects.toEqual(refusal('split-total'));
    await expect(attempt(2, [ids[0] as string, ids[1] as string, ids[0] as string])).rejects.toMatchObject({
      failure: { code: 'custodian-twice', what: 'Ada Lovelace, Stand-ins was chosen twice.' },
    });
    await expect(attempt(2, [ids[0] as string, 'nobody'])).rejects.toEqual(refusal('no-such-custodian'));
    await room.custody.close();
    await expect(attempt(2, ids.slice(0, 3))).rejects.toEqual(refusal('no-ceremony-folder'));
    expect(room.desk.handed).toEqual([]);
  });

  test('of all custodians is allowed', async () => {
    const { papers } = await makeSplitShare(room, 3, ids.slice(0, 3), 'all.pbe');
    expect(papers).toHaveLength(3);
  });

  test('is taken away again where the register cannot be written', async () => {
    room.desk.whileHanding = async ({ custodian }) => {
      if (custodian.startsWith('Grace')) await writeFile(`${folder}/register.json`, `${JSON.stringify(await onDisk())} `);
      return true;
    };
    room.person.saves(room.path('dkek.pbe'));
    await expect(createSplitShare(room.workstation, room.serialOf(0), split(2, 3))).rejects.toMatchObject({
      failure: { code: 'set-not-recorded', what: expect.stringContaining('changed by another program') },
    });
    expect(await readdir(room.folder)).toEqual(['ceremony']);
    expect((await onDisk()).sets).toEqual([]);
  });

  test('stays alone: no second procedure, no change of people and no closing meanwhile', async () => {
    const refused: unknown[] = [];
    room.desk.whileHanding = async () => {
      await createSplitShare(room.workstation, room.serialOf(0), split(2, 3)).catch((error) => refused.push(error));
      await room.custody.exclusively('Close', () => room.custody.close()).catch((error) => refused.push(error));
      return true;
    };
    await makeSplitShare(room, 2, ids.slice(0, 2), 'dkek.pbe');
    expect(refused).toEqual(Array(4).fill(refusal('custody-busy')));
  });
});

describe('a set that is issued again', () => {
  test('gets a new password, salt, file and sheets for another group; the old ones are marked and the old file stays', async () => {
    const old = await makeSplitShare(room, 2, ids.slice(0, 3), 'dkek.pbe');
    const oldFile = await readFile(old.created.path);
    room.person.opens(old.created.path).saves(room.path('dkek-2.pbe'));
    room.desk.enters(...old.papers.slice(0, 2).map(typed));
    const renewed = await reissueShare(room.workstation, old.setId, { threshold: 3, custodians: ids });
    expect(room.person.suggested).toBe('dkek-2.pbe');
    expect(renewed).toMatchObject({ kcv: old.created.kcv, note: expect.stringContaining('Only a new DKEK revokes') });
    expect(room.desk.prompts[0]?.purpose).toContain('still open it');
    const newFile = await readFile(renewed.path);
    expect(newFile.subarray(8, 16)).not.toEqual(oldFile.subarray(8, 16));
    expect(await readFile(old.created.path)).toEqual(oldFile);
    const { sets, holdings } = await onDisk();
    expect(sets[1]).toMatchObject({ setId: renewed.setId, replaces: old.setId, threshold: 3, total: 5, fileSha256: renewed.sha256 });
    expect(holdings.map(({ setId, ...holding }) => [setId, lastState(holding as never)])).toEqual([
      ...Array(3).fill([old.setId, 'replaced']),
      ...Array(5).fill([renewed.setId, 'read back']),
    ]);
    expect(passwordOn(room.desk.handed.slice(3, 6))).not.toEqual(passwordOn(old.papers.slice(0, 2)));

    // Honest to the end: the old shares still open the old file.
    await setUp(room, 0);
    await logIn(room);
    room.person.opens(old.created.path);
    room.desk.enters(...old.papers.slice(1).map(typed));
    expect(await importShare(room.workstation, room.serialOf(0), { by: 'quorum' })).toMatchObject({ shareKcv: old.created.kcv });

    await expect(reissueShare(room.workstation, old.setId, split(2, 3))).rejects.toMatchObject({
      failure: { code: 'set-replaced', what: `Set ${old.setId} has been replaced by ${renewed.setId}.` },
    });
  });

  test('never overwrites its old file, takes no other file, and is no set of the register by chance', async () => {
    const one = await makeSplitShare(room, 2, ids.slice(0, 3), 'one.pbe');
    const two = await makeSplitShare(room, 2, ids.slice(0, 3), 'two.pbe');
    room.person.opens(two.created.path);
    await expect(reissueShare(room.workstation, one.setId, split(2, 3))).rejects.toEqual(refusal('file-of-other-set'));
    room.person.opens(one.created.path).saves(one.created.path, true);
    await expect(reissueShare(room.workstation, one.setId, split(2, 3))).rejects.toEqual(refusal('file-exists'));
    await expect(reissueShare(room.workstation, '0000-0000', split(2, 3))).rejects.toEqual(refusal('no-such-set'));
    expect(room.desk.handed).toHaveLength(6);
  });

  test('is left as it was where the old quorum or the new group does not come together', async () => {
    const { created, setId, papers } = await makeSplitShare(room, 2, ids.slice(0, 3), 'dkek.pbe');
    const before = await onDisk();
    const attempt = () => {
      room.person.opens(created.path).saves(room.path('dkek-2.pbe'));
      return expect(reissueShare(room.workstation, setId, split(2, 3))).rejects;
    };
    room.desk.enters(typed(papers[0] as Paper), 'close');
    await attempt().toMatchObject({
      failure: { code: 'quorum-abandoned', meaning: expect.stringMatching(/^The share that had been entered was wiped/) },
    });
    room.desk.enters(typed(papers[0] as Paper), typed(papers[1] as Paper));
    room.desk.whileHanding = () => false;
    await attempt().toEqual(refusal('hand-over-abandoned'));
    expect(await onDisk()).toEqual(before);
    expect((await readdir(room.folder)).sort()).toEqual(['ceremony', basename(created.path)]);
  });
});

test('no share, no password and no value is in any file, in the snapshots or in the progress; every entry was wiped', async () => {
  const { created, papers, setId } = await makeSplitShare(room, 2, ids.slice(0, 3), 'dkek.pbe');
  room.person.opens(created.path).saves(room.path('dkek-2.pbe'));
  room.desk.enters(typed(papers[2] as Paper), scanned(papers[0] as Paper));
  await reissueShare(room.workstation, setId, split(2, 4));
  const sets = [papers.slice(0, 2), room.desk.handed.slice(3, 5)];
  const secrets = [
    ...sets.map((quorum) => passwordOn(quorum)),
    ...room.desk.handed.map((paper) => Buffer.from(colonHex.decode(typed(paper).value))),
  ];
  const shown = JSON.stringify([room.snapshots, room.progress, room.person.forms, room.desk.prompts]).toLowerCase();
  const files = await filesBelow(room.folder);
  expect(files.map(({ path }) => basename(path)).sort()).toEqual([
    ...['dkek-2.pbe', 'dkek.pbe', 'register-previous.json', 'register.json', 'register.lock', 'transcript.jsonl'],
  ]);
  for (const secret of secrets) {
    expect(secret.length).toBeGreaterThanOrEqual(16);
    const forms = [secret.toString('hex'), colonHex.encode(secret), secret.toString('base64')].map((form) => form.toLowerCase());
    for (const form of forms) expect(shown).not.toContain(form);
    for (const { bytes } of files) {
      expect(bytes.includes(secret)).toBe(false);
      for (const form of forms) expect(bytes.toString('latin1').toLowerCase()).not.toContain(form);
    }
  }
  for (const secret of room.desk.entered) expect(() => secret.expose()).toThrow('wiped');
});
