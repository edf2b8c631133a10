import { appendFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Custody } from '../../../electron/ceremony/custody/custody-register.ts';
import { askFirst } from '../../../electron/ceremony/questions/ask-first.ts';
import { Recorder } from '../../../electron/ceremony/transcript/recorder.ts';
import { verifyTranscript } from '../../../electron/ceremony/transcript/transcript.ts';
import { door } from '../../../electron/ipc/door.ts';
import { handlersOf } from '../../../electron/ipc/handlers/all.ts';
import type { OperationName } from '../../../shared/ipc/contract.ts';
import type { TranscriptSnapshot } from '../../../shared/models/transcript.ts';
import { ok } from '../../../shared/result.ts';
import { pins, RehearsalRoom, strong } from '../rehearsal-room.ts';

let room: RehearsalRoom;
let recorder: Recorder;
let shown: (TranscriptSnapshot | undefined)[];
let custody: Custody;
beforeEach(async () => {
  room = await RehearsalRoom.withDevices(1);
  shown = [];
  recorder = new Recorder({
    workstationFolder: () => room.path('workstation'),
    practice: () => true,
    opening: { app: '0' },
    show: (snapshot) => shown.push(snapshot),
  });
  custody = new Custody({ practice: () => true, show: () => undefined, records: recorder });
  await mkdir(room.path('ceremony'));
});
afterEach(async () => {
  await custody.close();
  await recorder.close();
  await room.close();
});

function asker() {
  const workstation = { ...room.workstation, custody };
  const enter = door({
    isTrusted: () => true,
    handlers: handlersOf(workstation, {} as never),
    askFirst: askFirst(workstation),
    record: (operation, work) => recorder.operation(operation, work),
    follow: (_, work) => work(),
    log: () => undefined,
  });
  return (name: OperationName, request: object) => enter('us', name, request);
}

async function entriesIn(folder: string) {
  const chain = await verifyTranscript(join(room.path(folder), 'transcript.jsonl'));
  expect(chain.whole).toBe(true);
  return chain.entries.map(({ kind, facts }) => ({ kind, ...facts }));
}

test('a whole set-up of a device lands in the transcript with what was asked and what came of it, and none of its secrets', async () => {
  await custody.open(room.path('ceremony'));
  const ask = asker();
  const serial = room.serialOf(0);
  room.person.types({ 'so-pin': pins.so, 'new-user-pin': pins.user });
  const asked = { serial, label: 'Vault', scheme: 'shares', shares: 1, retries: 3, resetWithSoPin: true, confirmation: serial.slice(-4) };
  expect(await ask('device.initialize', asked)).toMatchObject({ ok: true });
  room.person.types({ 'user-pin': pins.user });
  await ask('pin.login', { serial });
  room.person.saves(room.path('share.pbe')).types({ password: strong });
  await ask('share.create', { serial });
  room.person.opens(room.path('share.pbe')).types({ password: strong });
  await ask('share.import', { serial });
  await ask('key.generate-aes', { serial, label: 'HSM AES Key', size: 256, capabilities: [0x10, 0x11, 0x92] });
  await ask('key.rename', { serial, reference: 1, label: '' });
  await custody.close();

  const entries = await entriesIn('ceremony');
  expect(entries.map(({ kind }) => kind)).toEqual(['begun', ...Array(6).fill(['operation', 'outcome']).flat(), 'closed']);
  expect(entries[0]).toMatchObject({ ceremonyId: expect.any(String), title: 'ceremony', practice: true, app: '0' });
  expect(entries[1]).toMatchObject({ operation: 'device.initialize', changesCard: true, request: { serial, label: 'Vault' } });
  expect(entries[8]).toMatchObject({ of: 8, operation: 'share.import', outcome: 'done', answer: { dkekKcv: expect.any(String) } });
  expect(entries[12]).toMatchObject({ of: 12, operation: 'key.rename', outcome: 'label-empty' });
  const text = await readFile(join(room.path('ceremony'), 'transcript.jsonl'), 'utf8');
  for (const secret of [pins.user, pins.so, strong, Buffer.from(pins.so, 'hex').toString('latin1')]) expect(text).not.toContain(secret);
});

test('without a ceremony folder the workstation keeps its own; one that was changed is kept and followed by a new one', async () => {
  const ask = asker();
  await ask('custody.add-custodian', { name: 'Ada', organisation: '' });
  await recorder.close();
  const path = join(room.path('workstation'), 'transcript.jsonl');
  expect((await entriesIn('workstation')).map(({ kind }) => kind)).toEqual(['begun', 'operation', 'outcome', 'closed']);
  await writeFile(path, (await readFile(path, 'utf8')).replace('Ada', 'Eve'));
  await ask('custody.add-custodian', { name: 'Ada', organisation: '' });
  const [kept] = (await readdir(room.path('workstation'))).filter((name) => name.startsWith('transcript-not-whole-'));
  expect((await entriesIn('workstation'))[0]).toMatchObject({ kind: 'begun', workstation: true, follows: kept });
});

test('with a transcript that was changed the folder opens, says so, and lets nothing change a card', async () => {
  await custody.open(room.path('ceremony'));
  await asker()('custody.add-custodian', { name: 'Ada', organisation: '' });
  await custody.close();
  const path = join(room.path('ceremony'), 'transcript.jsonl');
  await writeFile(path, (await readFile(path, 'utf8')).replace('Ada', 'Eve'));
  await custody.open(room.path('ceremony'));
  expect(shown.at(-1)).toMatchObject({ path, broken: { code: 'transcript-altered' } });
  expect(custody.register.custodians).toHaveLength(1);
  const serial = room.serialOf(0);
  const before = room.sent.length;
  expect(await asker()('so-pin.change', { serial })).toMatchObject({ ok: false, failure: { code: 'transcript-altered' } });
  expect(room.sent.length).toBe(before);
  // Looking is still possible.
  expect(await asker()('device.test', { serial, module: false, counted: [] })).toMatchObject({ ok: true });
  await custody.close();
  room.person.types({ 'so-pin': pins.so });
  expect(await asker()('so-pin.change', { serial })).not.toMatchObject({ failure: { code: 'transcript-altered' } });
});

test('what cannot be recorded and would change a card does not run', async () => {
  await writeFile(room.path('workstation'), 'a file in the way of the folder');
  let ran = 0;
  const work = async () => ok(++ran);
  const told = { operation: 'key.delete', words: 'Delete Key', request: {} };
  expect(await recorder.operation({ ...told, changesCard: true }, work)).toMatchObject({
    ok: false,
    failure: { code: 'folder-unwritable' },
  });
  expect(ran).toBe(0);
  expect(await recorder.operation({ ...told, changesCard: false }, work)).toEqual(ok(1));
  await rm(room.path('workstation'));
  // The cause is gone: no restart is needed.
  expect(await recorder.operation({ ...told, changesCard: true }, work)).toEqual(ok(2));
  expect((await entriesIn('workstation')).map(({ kind }) => kind)).toEqual(['begun', 'operation', 'outcome']);
});

test('a workstation transcript that another program wrote to is opened and verified afresh', async () => {
  const told = { operation: 'key.rename', words: 'Rename Key', changesCard: true, request: {} };
  const path = join(room.path('workstation'), 'transcript.jsonl');
  await recorder.operation(told, async () => ok(1));
  await appendFile(path, '{"n":');
  expect(await recorder.operation(told, async () => ok(2))).toMatchObject({ ok: false, failure: { code: 'file-changed' } });
  expect(await recorder.operation(told, async () => ok(3))).toEqual(ok(3));
  expect((await entriesIn('workstation')).map(({ kind }) => kind)).toContain('torn-tail');
});

test('of a very long answer the hash is kept', async () => {
  await recorder.operation({ operation: 'device.test', words: 'Test Device', changesCard: false, request: {} }, async () =>
    ok({ lines: 'x'.repeat(200_000) }),
  );
  expect((await entriesIn('workstation'))[2]).toMatchObject({
    answer: { ofWhole: { bytes: 200_012, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) } },
  });
});
