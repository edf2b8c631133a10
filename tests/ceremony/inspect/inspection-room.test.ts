import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { InspectionRoom } from '../../../electron/ceremony/inspect/inspection-room.ts';
import { generateAes } from '../../../electron/ceremony/keys/generate.ts';
import { exportKey } from '../../../electron/ceremony/keys/key-files.ts';
import { judgeRestore, pitfallsOf } from '../../../shared/inspection/restore.ts';
import type { Inspection, WrappedKeyFacts } from '../../../shared/models/inspection.ts';
import type { DeviceSnapshot } from '../../../shared/models/snapshot.ts';
import { kcv, keyId, keyReference } from '../../../shared/numbers.ts';
import { RehearsalRoom } from '../rehearsal-room.ts';
import { makeShare, readyDevice, refusal } from '../steps.ts';

let room: RehearsalRoom;
let inspection: InspectionRoom;
let folder: string;

beforeAll(async () => {
  room = await RehearsalRoom.withDevices(3);
  inspection = new InspectionRoom(room.workstation);
  const share = await makeShare(room, 'share.pbe');
  await readyDevice(room, 0, share);
  await readyDevice(room, 1, await makeShare(room, 'other.pbe'));
  const serial = room.serialOf(0);
  await generateAes(room.workstation, { serial, label: 'HSM AES Key', size: 256, capabilities: [0x10, 0x11, 0x92] });
  folder = room.path('papers');
  await mkdir(folder);
  room.person.saves(join(folder, 'key.wky'));
  await exportKey(room.workstation, serial, keyReference(1));
  await copyFile(share.path, join(folder, 'share.pbe'));
});
afterAll(() => room.close());

const last = () => room.fleet.snapshot.inspection as Inspection;
const look = async (...paths: string[]) => {
  await inspection.inspect(paths);
  return last().files;
};

describe('an inspection', () => {
  test('tells of each file of a folder what it is, keys first, and names what it cannot use', async () => {
    await writeFile(join(folder, 'notes.txt'), 'nothing');
    await writeFile(join(folder, 'own.p12'), 'content');
    await writeFile(join(folder, 'cut.wky'), (await readFile(join(folder, 'key.wky'))).subarray(0, 60));
    room.person.opens(folder);
    await inspection.chooseFolder();
    expect(last().files.map(({ name, found }) => [name, found.kind])).toEqual([
      ['key.wky', 'wrapped-key'],
      ['share.pbe', 'share-file'],
      ['own.p12', 'key-file'],
      ['cut.wky', 'other'],
      ['notes.txt', 'other'],
    ]);
    // of what may be secret not even a hash
    expect(last().files.map(({ sha256 }) => sha256 !== undefined)).toEqual([true, true, false, false, false]);
  });

  test('is judged against each device, without a login', async () => {
    const [file] = await look(join(folder, 'key.wky'));
    if (file?.found.kind !== 'wrapped-key') throw new Error('no key');
    const { key } = file.found;
    expect([0, 1, 2].map((index) => judgeRestore(key, room.device(index)).word)).toEqual([
      'already there',
      'other DKEK',
      'not initialized',
    ]);
  });

  test('reads a sheet through the scanner, and takes nothing else from a picture', async () => {
    const pdf = join(folder, 'sheet.pdf');
    await writeFile(pdf, '%PDF');
    room.desk.scans.set('sheet.pdf', { kind: 'wrapped-key', sheetId: 'K7Q2-M5TX', bytes: await readFile(join(folder, 'key.wky')) });
    const [file] = await look(pdf);
    const [original] = await look(join(folder, 'key.wky'));
    expect(file).toMatchObject({ sheet: { sheetId: 'K7Q2-M5TX' }, sha256: original?.sha256, found: { kind: 'wrapped-key' } });
    await writeFile(join(folder, 'photo.png'), 'x');
    expect((await look(join(folder, 'photo.png')))[0]?.found.kind).toBe('other');
  });

  test('is bounded: 10,000 files of a folder, and a file that is too large', async () => {
    const many = room.path('many');
    await mkdir(many);
    await Promise.all(Array.from({ length: 10_000 }, (_, i) => writeFile(join(many, `${i}.txt`), 'x')));
    await copyFile(join(folder, 'key.wky'), join(many, 'zzz.wky'));
    const files = await look(many);
    expect([files.length, last().notLookedAt]).toEqual([300, 9_701]);
    expect(files[0]).toMatchObject({ name: 'zzz.wky', found: { kind: 'wrapped-key' } });
    await writeFile(join(folder, 'large.wky'), new Uint8Array(70_000));
    expect((await look(join(folder, 'large.wky')))[0]?.found).toMatchObject({ kind: 'other', why: expect.stringContaining('65536') });
  });

  test('refuses what is no file, and keeps what was found before', async () => {
    await look(join(folder, 'key.wky'));
    await mkdir(room.path('empty'));
    await expect(inspection.inspect([room.path('empty')])).rejects.toEqual(refusal('inspection-nothing'));
    await expect(inspection.inspect([room.path('gone.wky')])).rejects.toEqual(refusal('file-unreadable'));
    await expect(inspection.inspect([''])).rejects.toEqual(refusal('inspection-no-path'));
    expect(last().files).toHaveLength(1);
  });

  test('runs once at a time, gives a document, and can be cleared', async () => {
    const first = look(folder);
    await expect(inspection.inspect([folder])).rejects.toEqual(refusal('inspection-running'));
    await first;
    await inspection.report();
    const text = JSON.stringify(room.shownDocuments.at(-1));
    for (const words of ['HSM AES Key', 'already there', 'other DKEK', 'own.p12']) expect(text).toContain(words);
    inspection.clear();
    expect(room.fleet.snapshot.inspection).toBeUndefined();
  });
});

describe('a wrapped key', () => {
  const key = (change: Partial<WrappedKeyFacts> = {}): WrappedKeyFacts => {
    const { dkek } = room.device(0);
    if (dkek.kind !== 'complete') throw new Error('no DKEK');
    return {
      ...{ kcv: dkek.kcv, label: 'Other', id: keyId('77'), type: { kind: 'AES', size: 256 } },
      ...{ capabilities: [0x10, 0x92], blobBytes: 93, certificate: 'none', isBare: false },
      ...change,
    };
  };
  const word = (change: Partial<WrappedKeyFacts>, state: Partial<DeviceSnapshot> = {}) =>
    judgeRestore(key(change), { ...room.device(0), ...state }).word;

  test('can or cannot be restored, with the reason', () => {
    expect(word({})).toBe('can be restored');
    expect(word({ label: 'HSM AES Key' })).toBe('label taken');
    expect(word({ isBare: true })).toBe('not as it is');
    expect(word({}, { firmware: '3.1' })).toBe('firmware 3.1');
    expect(word({ capabilities: [] }, { firmware: '3.1' })).toBe('can be restored');
    expect(word({}, { dkek: { kind: 'none' } })).toBe('no DKEK');
    expect(word({}, { dkek: { kind: 'incomplete', shares: 2, imported: 1 } })).toBe('shares missing');
    expect(word({}, { dkek: { kind: 'complete', shares: 1, kcv: kcv('0000000000000000') } })).toBe('after login');
  });

  test('tells what must be known of it', () => {
    const grave = (change: Partial<WrappedKeyFacts>) => pitfallsOf(key(change)).flatMap(({ isGrave, text }) => (isGrave ? [text] : []));
    expect(grave({ capabilities: [0x10, 0x11] })[0]).toContain('cannot be exported again');
    expect(grave({})).toEqual([]);
    expect(
      pitfallsOf(key({ blobBytes: 1867 }))
        .map(({ text }) => text)
        .join(),
    ).toContain('1867 bytes are more than sc-hsm-tool takes');
  });
});
