import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { seal } from '../../../electron/ceremony/custody/custody-people.ts';
import { soloCheck } from '../../../electron/ceremony/custody/custody-solo.ts';
import { printBlankForm, printFile, restoreFromPaper } from '../../../electron/ceremony/custody/paper-files.ts';
import type { EnteredSheet } from '../../../electron/ceremony/paper.ts';
import { reissueShare } from '../../../electron/ceremony/shares/split-share.ts';
import { encodeWrappedKeyFile } from '../../../electron/codec/wrapped-key-file.ts';
import { hex } from '../../../shared/bytes.ts';
import type { Holding } from '../../../shared/models/custody.ts';
import { decodeBody } from '../../../shared/paper/line-code.ts';
import { aesBlob } from '../../vectors/dkek.ts';
import { RehearsalRoom } from '../rehearsal-room.ts';
import type { Paper } from '../scripted-desk.ts';
import { makeShare, refusal } from '../steps.ts';
import { addPeople, makeSplitShare, misread, openFolder, scanned, typed } from './custody-steps.ts';

let room: RehearsalRoom;

beforeEach(async () => {
  room = await RehearsalRoom.withDevices(1);
});
afterEach(() => room.close());

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const holdings = (): readonly Holding[] => room.custody.register.holdings;
const states = () => holdings().map(({ events }) => events.map(({ state }) => state));

async function wrappedKey(): Promise<string> {
  const blob = hex.decode(aesBlob.header + aesBlob.cipher + aesBlob.mac);
  await writeFile(room.path('key.wky'), encodeWrappedKeyFile({ blob }));
  return room.path('key.wky');
}

async function print(path: string, copies = 1, custodian?: string) {
  room.person.opens(path);
  return printFile(room.workstation, { copies, custodian });
}

/** What somebody brings back who typed every line of the last sheet that was shown. */
function typedBack(changes: Partial<EnteredSheet> = {}): EnteredSheet {
  const { model } = room.desk.shown.at(-1) ?? {};
  if (!model || (model.kind !== 'share-file' && model.kind !== 'wrapped-key')) throw new Error('no sheet of a file');
  const bytes = decodeBody(model.lines.map(({ groups }) => groups.join('')));
  return { kind: model.kind, sheetId: model.sheetId, bytes, typedLines: model.lines.length, scannedCodes: 0, ...changes };
}

describe('the sheet of a file', () => {
  test('is laid out without any register, and nothing is recorded', async () => {
    const { path } = await makeShare(room, 'share.pbe');
    const outcome = await print(path, 2);
    expect(outcome).toMatchObject({ printed: true });
    expect(room.desk.shown).toMatchObject([{ copies: 2, model: { kind: 'share-file', practice: true, banner: 'CIPHERTEXT' } }]);
    await print(await wrappedKey());
    expect(room.desk.shown[1]?.model.kind).toBe('wrapped-key');
    await expect(print(path, 1, 'somebody')).rejects.toEqual(refusal('no-ceremony-folder'));
  });

  test('is recorded copy by copy for the custodian who is named, but not where it was neither printed nor saved', async () => {
    await openFolder(room);
    const [ada = '', grace = ''] = await addPeople(room, 2);
    const share = await makeSplitShare(room, 2, [ada, grace], 'share.pbe');
    const { path, sha256: fileSha256, setId } = share.created;
    await print(path, 2, ada);
    const [one, two] = holdings().slice(2);
    expect([one, two]).toMatchObject([
      { kind: 'share-file-sheet', custodianId: ada, fileSha256, copy: 1, copies: 2, events: [{ state: 'created' }, { state: 'printed' }] },
      { sheetId: one?.sheetId, copy: 2, copies: 2 },
    ]);
    expect(JSON.stringify(room.desk.shown[0]?.model)).toContain(setId);
    room.desk.printed = false;
    await print(path, 1, ada);
    expect(holdings()).toHaveLength(4);
    await expect(print(path, 1, 'nobody')).rejects.toEqual(refusal('no-such-custodian'));
  });

  test('is made of share files and wrapped keys only, known by their structure', async () => {
    const bad: [string, Uint8Array, string][] = [
      ['plain.pbe', new Uint8Array(64).fill(7), 'file-not-for-paper'],
      ['short.pbe', (await readFile((await makeShare(room, 'share.pbe')).path)).subarray(0, 60), 'pbe-length'],
      ['torn.wky', (await readFile(await wrappedKey())).subarray(0, 50), 'wrapped-key-malformed'],
      ['empty', new Uint8Array(), 'file-not-for-paper'],
    ];
    for (const [name, bytes, code] of bad) {
      await writeFile(room.path(name), bytes);
      await expect(print(room.path(name))).rejects.toEqual(refusal(code as never));
    }
    expect(room.desk.shown).toEqual([]);
  });

  test('may be an empty form for a share that is copied by hand', async () => {
    await printBlankForm(room.workstation);
    expect(room.desk.shown).toMatchObject([{ copies: 1, model: { kind: 'blank-share', banner: 'SECRET WHEN FILLED IN' } }]);
  });
});

describe('restoring from paper', () => {
  test('gives the identical file, and its sheet counts as read back', async () => {
    await openFolder(room);
    const [ada = ''] = await addPeople(room, 1);
    for (const path of [(await makeShare(room, 'share.pbe')).path, await wrappedKey()]) {
      await print(path, 1, ada);
      const original = await readFile(path);
      room.desk.brings(typedBack({ sha256Typed: sha256(original) }));
      room.person.saves(room.path('restored'), true);
      const restored = await restoreFromPaper(room.workstation);
      expect(await readFile(restored.path)).toEqual(original);
      expect(restored).toMatchObject({ sha256: sha256(original), scannedCodes: 0 });
    }
    expect(states()).toEqual(Array(2).fill(['created', 'printed', 'read back']));
    expect(room.person.suggested).toBe('restored-key.wky');
  });

  test('saves nothing that differs: another SHA-256, another kind, another file under this sheet ID, no file at all', async () => {
    await openFolder(room);
    const [ada = ''] = await addPeople(room, 1);
    const { path } = await makeShare(room, 'share.pbe');
    const other = await readFile((await makeShare(room, 'other.pbe')).path);
    await print(path, 1, ada);
    const attempt = (changes: Partial<EnteredSheet>) => {
      room.desk.brings(typedBack(changes));
      return expect(restoreFromPaper(room.workstation)).rejects;
    };
    await attempt({ sha256Typed: 'ab'.repeat(32) }).toEqual(refusal('sheet-hash-differs'));
    await attempt({ bytes: other }).toEqual(refusal('sheet-of-other-file'));
    await attempt({ kind: 'wrapped-key' }).toEqual(refusal('file-not-for-paper'));
    await attempt({ bytes: other.subarray(0, 63) }).toEqual(refusal('pbe-length'));
    room.desk.brings('close');
    await expect(restoreFromPaper(room.workstation)).rejects.toEqual(refusal('cancelled'));
    expect(states()).toEqual([['created', 'printed']]);
    expect(room.person.idle).toBe(true);
  });
});

describe('one custodian alone', () => {
  test('checks a share by its fingerprint, typed or scanned, and that is recorded each time', async () => {
    await openFolder(room);
    const ids = await addPeople(room, 2);
    const { papers } = await makeSplitShare(room, 2, ids, 'share.pbe');
    const [one, two] = papers as [Paper, Paper];
    await seal(room.workstation, one.model.sheetId, 'TEB 1');
    room.desk.enters(typed(one));
    const check = await soloCheck(room.workstation, one.model.sheetId);
    expect(check).toMatchObject({
      matches: true,
      detail: `The fingerprint of what was entered is ${holdings()[0]?.fingerprint}, the one in the register.`,
    });
    expect(states()[0]?.slice(-3)).toEqual(['read back', 'sealed', 'read back']);
    expect(room.desk.prompts.at(-1)).toMatchObject({
      kind: 'ours',
      purpose: expect.stringContaining('Ada Lovelace, Stand-ins checks sheet'),
    });
    room.desk.enters(scanned(two));
    expect((await soloCheck(room.workstation, two.model.sheetId)).matches).toBe(true);
    expect(JSON.stringify(check)).not.toContain(typed(one).value);
    for (const secret of room.desk.entered) expect(() => secret.expose()).toThrow('wiped');
  });

  test('is told what differs, may try again, and gets "does not match" when giving up', async () => {
    await openFolder(room);
    const ids = await addPeople(room, 2);
    const { papers } = await makeSplitShare(room, 2, ids, 'share.pbe');
    const other = await makeSplitShare(room, 2, ids, 'other.pbe');
    const [one, two] = papers as [Paper, Paper];
    room.desk.enters(scanned(two), scanned(other.papers[0] as Paper), { ...typed(one), id: '2' }, misread(typed(one)), 'close');
    const check = await soloCheck(room.workstation, one.model.sheetId);
    expect(room.desk.failures.map(({ code }) => code)).toEqual([
      ...['part-not-this-sheet', 'share-of-other-set', 'part-not-this-sheet', 'share-fingerprint-differs'],
    ]);
    expect(check).toMatchObject({ matches: false, detail: expect.stringContaining('Share 1 is wrong: its fingerprint is') });
    room.desk.enters('close');
    await expect(soloCheck(room.workstation, one.model.sheetId)).rejects.toEqual(refusal('cancelled'));
    expect(states().map((each) => each.length)).toEqual([3, 3, 3, 3]);
  });

  test('checks the sheet of a file by its SHA-256, copy after copy', async () => {
    await openFolder(room);
    const [ada = ''] = await addPeople(room, 1);
    const { path } = await makeShare(room, 'share.pbe');
    const other = await readFile((await makeShare(room, 'other.pbe')).path);
    const { sheetId } = await print(path, 2, ada);
    room.desk.brings(typedBack({ bytes: other }), typedBack({ sheetId: 'AAAA-AAAA' }), typedBack(), typedBack());
    expect(await soloCheck(room.workstation, sheetId)).toMatchObject({
      matches: false,
      detail: expect.stringContaining('the register has'),
    });
    expect(await soloCheck(room.workstation, sheetId)).toMatchObject({
      matches: false,
      detail: expect.stringContaining('This is sheet AAAA-AAAA'),
    });
    expect(states()).toEqual(Array(2).fill(['created', 'printed']));
    for (const [at] of [0, 1].entries()) {
      expect(await soloCheck(room.workstation, sheetId)).toMatchObject({ matches: true });
      expect(states().filter((each) => each.includes('read back'))).toHaveLength(at + 1);
      await seal(room.workstation, sheetId, `TEB ${at}`);
    }
    expect(holdings().map(({ events }) => events.at(-1)?.teb)).toEqual(['TEB 0', 'TEB 1']);
    expect(room.desk.sheetPrompts[0]?.expected).toEqual({ sheetId, kind: 'share-file' });
  });

  test('does not check what has been replaced, and the sheets of the old file are replaced with it', async () => {
    await openFolder(room);
    const ids = await addPeople(room, 2);
    const { created, papers, setId } = await makeSplitShare(room, 2, ids, 'share.pbe');
    const { sheetId } = await print(created.path, 1, ids[0]);
    room.person.opens(created.path).saves(room.path('share-2.pbe'));
    room.desk.enters(...papers.map(typed));
    await reissueShare(room.workstation, setId, { threshold: 2, custodians: ids });
    for (const old of [sheetId, papers[0]?.model.sheetId ?? '']) {
      await expect(soloCheck(room.workstation, old)).rejects.toEqual(refusal('sheet-replaced'));
    }
    room.desk.brings(typedBack());
    room.person.saves(room.path('old.pbe'));
    expect(await restoreFromPaper(room.workstation)).toMatchObject({ sha256: created.sha256 });
  });
});
