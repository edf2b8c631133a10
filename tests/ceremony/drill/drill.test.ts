import { readFile } from 'node:fs/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { login } from '../../../electron/ceremony/pins/login.ts';
import { sha256 } from '../../../electron/ceremony/sheets/share-file-sheet.ts';
import { firstDraft } from '../../../shared/ceremony/templates/first-draft.ts';
import type { DocumentModel } from '../../../shared/models/document.ts';
import { typed } from '../custody/custody-steps.ts';
import { DrillScene, sparePins } from './drill-scene.ts';

let scene: DrillScene;
afterEach(() => scene.close());

const opens = { closed: 'good stays closed', opened: 'good opens' };
const good = { ...opens, works: 'good works' };
const labels = ['HSM AES Key', 'Signing', 'MAC only', 'RSA', 'Derive only', 'Brainpool'];
const everything = (model: DocumentModel | undefined) => JSON.stringify(model);

describe('a restore drill', () => {
  test('in memory: every kind of key opens only with the shares and is compared; no device is touched', async () => {
    scene = await DrillScene.make({ devices: 1, keys: 'all' });
    const { room, drill } = scene;
    await scene.chooseFiles();
    const before = room.sent.length;
    const outcome = await scene.bringShares().drill.run(scene.request('memory'));
    expect(outcome).toMatchObject({ passed: true, dkekKcv: scene.shown.kcv, keys: expect.arrayContaining(labels) });
    expect(room.sent).toHaveLength(before);
    expect(scene.marks).toEqual({
      closed: 'good all closed',
      shares: 'good 2 brought',
      kcv: 'good same',
      keys: 'good 6 brought back',
      wiped: 'good wiped',
    });
    for (const label of labels) expect(scene.keyMarks(label), label).toMatchObject(opens);
    // AES keys have no certificate: nothing was on record the first time
    expect(scene.keyMarks('HSM AES Key')['value']).toBe('unknown first time');
    expect(scene.keyMarks('Brainpool')['value']).toBe('good same');
    expect(scene.wiped).toBe(true);
    // the second time the register knows it
    drill.clear();
    await scene.chooseFiles();
    await scene.bringShares().drill.run(scene.request('memory'));
    expect(scene.keyMarks('HSM AES Key')['value']).toBe('good same');
  });

  test('on a simulated device: it refuses every key before the shares, then takes and uses them; nothing of it is shown or left', async () => {
    scene = await DrillScene.make({ devices: 1, keys: 'all' });
    const { room } = scene;
    await scene.chooseFiles();
    const before = room.sent.length;
    const outcome = await scene.bringShares().drill.run(scene.request('simulated'));
    expect(outcome.passed).toBe(true);
    expect(room.sent).toHaveLength(before);
    expect(scene.marks).toMatchObject({ prepared: 'good empty', closed: 'good all closed', kcv: 'good same', erased: 'good erased' });
    for (const label of labels) expect(scene.keyMarks(label), label).toMatchObject(good);
    expect(scene.shown.keys[0]?.closed.detail).toContain('the device refused it');
    const serials = room.snapshots.flatMap(({ readers }) =>
      readers.flatMap(({ card }) => (card.kind === 'device' ? card.device.serial : [])),
    );
    expect(new Set(serials)).toEqual(new Set([room.serialOf(0)]));
  });

  test('on a spare device: it is erased before and after, and the production device sees no command', async () => {
    scene = await DrillScene.make({ keys: 'all' });
    const { room } = scene;
    await scene.chooseFiles();
    room.person.types(sparePins);
    const production = JSON.stringify(room.device(0));
    const outcome = await scene.bringShares().drill.run(scene.request('spare'));
    expect(outcome.passed, JSON.stringify(scene.shown)).toBe(true);
    for (const label of labels) expect(scene.keyMarks(label), label).toMatchObject(good);
    expect(JSON.stringify(room.device(0))).toBe(production);
    expect(room.device(1)).toMatchObject({ label: 'Spare', keys: [], dkek: { kind: 'none' }, userPin: { kind: 'not-verified' } });
    expect(scene.marks['erased']).toBe('good erased');
    expect(scene.wiped).toBe(true);
    // the spare opens to the PIN that was entered for it
    room.person.types({ 'user-pin': sparePins['new-user-pin'] });
    await login(room.workstation, room.serialOf(1));
    expect(room.device(1).userPin.kind).toBe('verified');
  });

  test('by a quorum and from paper: the register knows the sheets that were used as drilled, and the certificate names them', async () => {
    scene = await DrillScene.makeSplit();
    const { room, drill, split } = scene;
    if (!split) throw new Error('nothing was split');
    const file = new Uint8Array(await readFile(split.created.path));
    const wrapped = new Uint8Array(await readFile(`${scene.files}/HSM AES Key.wky`));
    const entered = { typedLines: 4, scannedCodes: 0 };
    room.desk.brings({ kind: 'wrapped-key', sheetId: '2222-2222', bytes: wrapped, ...entered });
    await drill.addSheet();
    room.desk.brings({ kind: 'share-file', sheetId: '3333-3333', bytes: file, ...entered, sha256Typed: sha256(file) });
    const [, second, third] = split.papers;
    if (!second || !third) throw new Error('no papers');
    room.desk.enters(typed(second), typed(third));
    const outcome = await drill.run(scene.request('simulated', { shares: [{ from: 'paper', by: 'quorum' }] }));
    const used = [second, third].map(({ model }) => model.sheetId);
    expect(outcome).toMatchObject({ passed: true, keys: ['HSM AES Key'], sheets: used });
    const drilled = room.custody.register.holdings.filter(({ events }) => events.some(({ state }) => state === 'drilled'));
    expect(drilled.map(({ sheetId }) => sheetId)).toEqual(used);
    await drill.certificate();
    const [model] = room.shownDocuments.slice(-1);
    const text = everything(model);
    const year = new Date().getFullYear() + 1;
    for (const fact of [
      ...used,
      sha256(wrapped),
      sha256(file),
      scene.shown.kcv,
      'sheet 2222-2222',
      'Barbara Liskov',
      `${year}-`,
      'stays closed',
    ])
      expect(text).toContain(fact);
    for (const holding of drilled) expect(text).toContain(holding.fingerprint);
    for (const secret of [typed(second).value, typed(third).value]) expect(text).not.toContain(secret);
    expect(scene.wiped).toBe(true);
  });

  test('in a ceremony: its people stand on the certificate, and a device that the plan has as source is no spare', async () => {
    scene = await DrillScene.make();
    const { room, drill } = scene;
    await room.script.adopt(firstDraft('drill', true, '2026-12-01T09:00:00+01:00', '2026-12-01T12:00:00+01:00'));
    for (const id of ['operator', 'witness']) await room.script.person(id, true, 'identity card, by Witness');
    await room.script.device('A', room.serialOf(1), 'cd'.repeat(32));
    await scene.chooseFiles();
    await expect(drill.run(scene.request('spare'))).rejects.toMatchObject({
      failure: { code: 'drill-not-a-spare', what: expect.stringContaining('device A, a source') },
    });
    await scene.bringShares().drill.run(scene.request('memory'));
    await drill.certificate();
    const model = room.shownDocuments.at(-1);
    expect(everything(model)).toContain('Operator, operator; Witness, internal witness');
    expect(model?.parts.at(-1)).toMatchObject({
      kind: 'signatures',
      blocks: [
        { role: 'Operator', name: 'Operator' },
        { role: 'Witness', name: 'Witness' },
      ],
    });
  });
});
