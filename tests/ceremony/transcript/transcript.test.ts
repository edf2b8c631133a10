import { appendFile, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Transcript, verifyTranscript } from '../../../electron/ceremony/transcript/transcript.ts';
import { refusal } from '../steps.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'conclave-transcript-'));
  path = join(folder, 'transcript.jsonl');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const parts = { subject: { ceremony: 'K7Q2-M5TX', practice: true }, opening: { version: '0.1.0' } };

test('keeps what was recorded over closings, and its head is that of the file', async () => {
  const first = await Transcript.open(path, parts);
  await Promise.all([first.append('operation', { words: 'Generate AES Key' }), first.append('outcome', { of: 2, outcome: 'done' })]);
  await first.close();
  const second = await Transcript.open(path, parts);
  expect(second.entries.map(({ kind }) => kind)).toEqual(['begun', 'operation', 'outcome', 'closed', 'resumed']);
  expect(second.entries[0]?.facts).toEqual({ ceremony: 'K7Q2-M5TX', practice: true, version: '0.1.0' });
  const verified = await verifyTranscript(path);
  expect(verified.whole && verified.head).toEqual(second.head);
  await second.close();
});

test('a changed transcript is not opened and not touched', async () => {
  const transcript = await Transcript.open(path, parts);
  await transcript.append('operation', { words: 'Delete Key' });
  await transcript.close();
  const altered = (await readFile(path, 'utf8')).replace('Delete Key', 'Rename Key');
  await writeFile(path, altered);
  await expect(Transcript.open(path, parts)).rejects.toEqual(refusal('transcript-altered'));
  expect(await readFile(path, 'utf8')).toBe(altered);
  expect(await verifyTranscript(path)).toMatchObject({ whole: false, broken: { line: 3 } });
});

test('the remains of a write that was cut off are kept beside it and recorded; whole entries stay', async () => {
  const transcript = await Transcript.open(path, parts);
  await transcript.append('operation', { words: 'Export Key' });
  await transcript.close();
  await appendFile(path, '{"n":4,"at":"2026-');
  expect(await verifyTranscript(path)).toMatchObject({ whole: false, broken: { line: 4, detail: expect.stringContaining('cut off') } });
  const again = await Transcript.open(path, parts);
  expect(again.entries.map(({ kind }) => kind)).toEqual(['begun', 'operation', 'closed', 'torn-tail', 'resumed']);
  expect(again.entries[3]?.facts).toMatchObject({ bytes: 18, file: 'transcript-torn-after-3.txt' });
  await again.close();
  expect((await readdir(folder)).sort()).toEqual(['transcript-torn-after-3.txt', 'transcript.jsonl']);
  expect(await readFile(join(folder, 'transcript-torn-after-3.txt'), 'utf8')).toBe('{"n":4,"at":"2026-');
  expect(await verifyTranscript(path)).toMatchObject({ whole: true });
});

test('a clock that is set back is told, and times never run backwards', async () => {
  let now = new Date('2026-11-25T10:00:00Z');
  const transcript = await Transcript.open(path, { ...parts, now: () => now });
  now = new Date('2026-11-25T09:59:30Z');
  await transcript.append('operation', { words: 'Test Key' });
  expect(transcript.entries[1]).toMatchObject({ at: '2026-11-25T10:00:00.000Z', facts: { words: 'Test Key', clockBehindMs: 30_000 } });
  await transcript.close();
  expect(await verifyTranscript(path)).toMatchObject({ whole: true });
});

test('nothing is added to a file that another program changed meanwhile', async () => {
  const transcript = await Transcript.open(path, parts);
  await truncate(path, 10);
  await expect(transcript.append('operation', {})).rejects.toEqual(refusal('file-changed'));
  expect(transcript.head.entries).toBe(1);
  await transcript.close();
  expect((await readFile(path)).length).toBe(10);
});
