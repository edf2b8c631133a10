import { copyFile, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { registerKeys } from '../../../electron/ceremony/clone/clone-record.ts';
import { generateAes } from '../../../electron/ceremony/keys/generate.ts';
import { exportKey } from '../../../electron/ceremony/keys/key-files.ts';
import { importShare } from '../../../electron/ceremony/shares/shares.ts';
import { readWrappedKeyFile } from '../../../electron/codec/wrapped-key-file.ts';
import type { SimulatedCard } from '../../../electron/simulator/card.ts';
import { Refusal } from '../../../shared/failure.ts';
import type { KeyId } from '../../../shared/numbers.ts';
import { strong } from '../rehearsal-room.ts';
import { logIn, makeShare, refusal, setUp } from '../steps.ts';
import { DrillScene, sparePins } from './drill-scene.ts';

let scene: DrillScene;
afterEach(() => scene.close());

/** The failure, and that nothing that was typed is left. */
async function refused(drill: Promise<unknown>): Promise<Refusal['failure']> {
  const error = await drill.then(
    () => undefined,
    (cause: unknown) => cause,
  );
  if (!(error instanceof Refusal)) throw error ?? new Error('it was not refused');
  expect(scene.wiped).toBe(true);
  return error.failure;
}

const erased = { keys: [], dkek: { kind: 'none' }, label: 'Spare' };
const shareFile = (number: number) => scene.clone.shares[number - 1]?.path ?? '';

describe('what is brought', () => {
  test('a file of another DKEK is named before anything is done', async () => {
    scene = await DrillScene.make();
    const { room, drill } = scene;
    await scene.chooseFiles();
    const other = await makeShare(room, 'other.pbe');
    await setUp(room, 1);
    await logIn(room, 1);
    room.person.opens(other.path).types({ password: strong });
    await importShare(room.workstation, room.serialOf(1), {});
    const { reference } = await generateAes(room.workstation, {
      ...{ serial: room.serialOf(1), label: 'Foreign', size: 128, capabilities: [0x10, 0x92] },
    });
    room.person.saves(room.path('foreign.wky'));
    await exportKey(room.workstation, room.serialOf(1), reference);
    room.person.opens(room.path('foreign.wky'));
    await drill.addFile();
    const said = await refused(drill.run(scene.request('memory')));
    expect(said).toMatchObject({ code: 'drill-other-dkek', what: expect.stringContaining('foreign.wky') });
    expect(room.fleet.snapshot.drill?.drill).toBeUndefined();
    const [first] = (room.fleet.snapshot.drill?.chosen.files ?? []).filter(({ name }) => name === 'foreign.wky');
    await drill.remove(first?.sha256 ?? '');
    await scene.bringShares().drill.run(scene.request('memory'));
    expect(scene.shown.phase).toBe('passed');
  });

  test('a file that is cut off stops the drill with its name; a damaged one fails alone and the others come back', async () => {
    scene = await DrillScene.make();
    const { room, drill } = scene;
    const [cut, damaged] = ['cut.wky', 'damaged.wky'].map((name) => room.path(name)) as [string, string];
    await copyFile(join(scene.files, 'Signing.wky'), cut);
    await truncate(cut, 100);
    room.person.opens(cut);
    await drill.addFile();
    expect(await refused(drill.run(scene.request('memory')))).toMatchObject({
      code: 'drill-file-unusable',
      what: expect.stringContaining('cut.wky'),
    });
    await drill.remove('unusable');
    const bytes = await readFile(join(scene.files, 'Signing.wky'));
    const { blob } = readWrappedKeyFile(bytes);
    const at = bytes.indexOf(blob) + blob.length - 1;
    bytes[at] = (bytes[at] as number) ^ 1;
    await writeFile(damaged, bytes);
    room.person.opens(damaged, join(scene.files, 'HSM AES Key.wky'));
    await drill.addFile();
    await drill.addFile();
    for (const way of ['memory', 'simulated'] as const) {
      const outcome = await scene.bringShares().drill.run(scene.request(way));
      expect(outcome).toMatchObject({ passed: false, sheets: [] });
      expect(scene.keyMarks('Signing')).toMatchObject({
        closed: 'good stays closed',
        opened: 'bad does not open',
        value: 'waiting not done',
      });
      expect(scene.keyMarks('HSM AES Key')).toMatchObject({ opened: 'good opens' });
      expect(scene.shown).toMatchObject({ phase: 'failed' });
      expect(scene.shown.nextBy).toBeUndefined();
    }
    await drill.certificate();
    expect(room.shownDocuments.at(-1)?.title).toBe('Restore drill report');
  });

  test('a wrong, a missing or a repeated share is told by check values, and everything is wiped', async () => {
    scene = await DrillScene.make();
    const { room, drill } = scene;
    await scene.chooseFiles();
    const other = await makeShare(room, 'other.pbe');
    room.person.opens(shareFile(1), other.path).types({ password: strong }, { password: strong });
    expect(await refused(drill.run(scene.request('simulated')))).toMatchObject({
      code: 'drill-shares-wrong',
      meaning: expect.stringContaining(other.kcv),
    });
    room.person.opens(shareFile(1)).types({ password: strong });
    expect(await refused(drill.run(scene.request('memory', { shares: [{ from: 'file' }] })))).toMatchObject({ code: 'drill-shares-wrong' });
    room.person.opens(shareFile(2), shareFile(2)).types({ password: strong }, { password: strong });
    expect(await refused(drill.run(scene.request('memory')))).toMatchObject({ code: 'drill-share-twice' });
    expect(scene.marks).toMatchObject({ closed: 'good all closed', shares: 'bad broken off', wiped: 'good wiped' });
  });

  test('a key that is another than the register says is a failed drill', async () => {
    scene = await DrillScene.make();
    await scene.chooseFiles();
    const [file] = scene.room.fleet.snapshot.drill?.chosen.files ?? [];
    const check = { kind: 'aes-cmac', digits: '0123456789ABCDEF' } as const;
    await registerKeys(scene.room.custody, [
      {
        check,
        label: 'HSM AES Key',
        id: '01' as KeyId,
        type: 'AES-256',
        dkekKcv: file?.kcv as never,
        devices: [],
        files: [{ sha256: file?.sha256 ?? '', name: 'x' }],
      },
    ]);
    const outcome = await scene.bringShares().drill.run(scene.request('memory'));
    expect(outcome.passed).toBe(false);
    expect(scene.keyMarks('HSM AES Key')['value']).toBe('bad differs');
  });
});

describe('the spare', () => {
  test('a device that the register knows, that holds this DKEK, or that holds keys is refused and keeps them', async () => {
    scene = await DrillScene.make();
    const { room, drill } = scene;
    await scene.chooseFiles();
    const production = { ...scene.request('spare'), serial: room.serialOf(0), confirmation: room.serialOf(0) };
    expect(await refused(drill.run(production))).toMatchObject({
      code: 'drill-not-a-spare',
      what: expect.stringContaining('holds the DKEK'),
    });
    await setUp(room, 1, { scheme: 'random' });
    await logIn(room, 1);
    await generateAes(room.workstation, { serial: room.serialOf(1), label: 'Other', size: 128, capabilities: [0x10, 0x92] });
    expect(await refused(drill.run(scene.request('spare', { confirmation: room.serialOf(1).slice(-4) })))).toMatchObject({
      code: 'drill-spare-holds-keys',
    });
    const devices = [{ serial: room.serialOf(1), label: 'Clone', provenAt: '' }];
    const check = { kind: 'aes-cmac', digits: '0123456789ABCDEF' } as const;
    await registerKeys(room.custody, [
      { check, label: 'K', id: '01' as KeyId, type: 'AES', dkekKcv: '0123456789ABCDEF' as never, files: [], devices },
    ]);
    expect(await refused(drill.run(scene.request('spare')))).toMatchObject({
      code: 'drill-not-a-spare',
      what: expect.stringContaining('register of keys'),
    });
    expect(room.device(1).keys.map(({ label }) => label)).toEqual(['Other']);
    expect(room.device(0).keys).toHaveLength(2);
  });

  test('is erased again whatever happens after it was taken, and untouched where the SO-PIN was not given', async () => {
    scene = await DrillScene.make();
    const { room, drill } = scene;
    await scene.chooseFiles();
    await setUp(room, 1, { label: 'Ours' });
    const request = scene.request('spare', { confirmation: room.serialOf(1).slice(-4) });
    room.person.types('close');
    expect(await refused(drill.run(request))).toMatchObject({ code: 'cancelled' });
    expect(room.device(1)).toMatchObject({ label: 'Ours', dkek: { kind: 'incomplete' } });
    expect(scene.shown.failure).toMatchObject({ code: 'drill-stopped' });
    // wrong SO-PIN first, then the person gives up at the second share
    room.person.types({ ...sparePins, 'so-pin': '0000000000000000' }, sparePins);
    room.person.opens(shareFile(1)).types({ password: strong });
    expect(await refused(drill.run(request))).toMatchObject({ code: 'cancelled' });
    expect(room.person.failures.map(({ code }) => code)).toEqual(['pin-wrong']);
    expect(room.device(1)).toMatchObject({ ...erased, label: 'Ours', soPin: { triesLeft: 15 } });
    expect(scene.marks).toMatchObject({ erased: 'good erased', wiped: 'good wiped', shares: 'bad broken off' });
  });

  test('a device that opens a key before the shares stops the drill loudly', async () => {
    scene = await DrillScene.make();
    const { room, drill } = scene;
    await scene.chooseFiles();
    (room.cards[1] as SimulatedCard).faults.add({ at: 1, ins: 0x74, kind: 'status', sw: 0x9000 });
    room.person.types(sparePins);
    const said = await refused(drill.run(scene.request('spare')));
    expect(said).toMatchObject({ code: 'drill-opened-without-shares', what: expect.stringMatching(/^STOP/) });
    expect(room.device(1)).toMatchObject(erased);
    expect(room.person.titles.filter((title) => title.startsWith('Choose DKEK share'))).toEqual([]);
  });

  test('one that cannot be erased afterwards is not let out of sight', async () => {
    scene = await DrillScene.make();
    const { room } = scene;
    await scene.chooseFiles();
    room.person.types(sparePins);
    // set when a password is asked for: the preparation is over then, and the next INITIALIZE is the erasure
    room.person.whileAsked = () => {
      if (room.person.forms.at(-1)?.fields[0]?.name !== 'password') return;
      room.person.whileAsked = () => undefined;
      (room.cards[1] as SimulatedCard).faults.add({ at: 1, ins: 0x50, kind: 'status', sw: 0x6581 });
    };
    expect(await refused(scene.bringShares().drill.run(scene.request('spare')))).toMatchObject({ code: 'drill-not-erased' });
    expect(scene.marks['erased']).toBe('bad not erased');
    expect(room.device(1).label).toBe('Restore drill, erase me');
  });
});

describe('the person', () => {
  test('cannot start two drills, and can stop one before the next key', async () => {
    scene = await DrillScene.make();
    const { room, drill } = scene;
    await scene.chooseFiles();
    room.person.whileAsked = async () => {
      room.person.whileAsked = () => undefined;
      await expect(drill.run(scene.request('memory'))).rejects.toEqual(refusal('drill-running'));
      await expect(drill.addFile()).rejects.toEqual(refusal('drill-running'));
      drill.stop();
    };
    expect(await refused(scene.bringShares().drill.run(scene.request('memory')))).toMatchObject({ code: 'drill-stopped' });
    expect(scene.shown).toMatchObject({ phase: 'failed', failure: { code: 'drill-stopped' } });
    drill.clear();
    expect(room.fleet.snapshot.drill).toBeUndefined();
    expect(await refused(drill.run(scene.request('memory')))).toMatchObject({ code: 'drill-no-files' });
  });

  test('is told which key a sheet or file is when it is of the wrong kind', async () => {
    scene = await DrillScene.make();
    const { room, drill } = scene;
    await scene.chooseFiles();
    const bytes = new Uint8Array(await readFile(join(scene.files, 'Signing.wky')));
    const sheet = { kind: 'wrapped-key', sheetId: '2222-2222', bytes, typedLines: 1, scannedCodes: 0 } as const;
    room.desk.brings(sheet, { ...sheet, kind: 'share-file' });
    expect(await refused(drill.run(scene.request('memory', { shares: [{ from: 'paper' }] })))).toMatchObject({
      code: 'drill-sheet-not-share',
    });
    await expect(drill.addSheet()).rejects.toEqual(refusal('drill-sheet-not-key'));
  });
});
