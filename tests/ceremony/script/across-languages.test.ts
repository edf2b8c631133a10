import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { textsOf } from '../../../build/languages/catalogs.mjs';

const root = new URL('../../..', import.meta.url).pathname;
const folder = await mkdtemp(join(tmpdir(), 'conclave-languages-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The app as it is loaded in this language: texts are made while modules are loaded. */
async function loadedIn(tag: 'en' | 'de') {
  vi.resetModules();
  globalThis.conclaveLanguage = tag === 'en' ? undefined : { tag, texts: textsOf(root, tag) };
  const { RehearsalRoom } = await import('../rehearsal-room.ts');
  const played = await import('./played-script.ts');
  const { SimulatedCard } = await import('../../../electron/simulator/card.ts');
  const { ceremonyRecord } = await import('../../../electron/ceremony/minutes/make-minutes.ts');
  const { minutesDocument } = await import('../../../electron/ceremony/minutes/minutes-document.ts');
  const { verifyCommand } = await import('../../../electron/ceremony/transcript/verify-cli.ts');
  const room = new RehearsalRoom();
  room.folder = folder;
  for (const serial of ['UTTEST00001', 'UTTEST00002']) room.add(SimulatedCard.create({ serial }));
  room.fleet.start(room.readers);
  await room.ready();
  return { ...played, room, verifyCommand, minutes: async () => JSON.stringify(minutesDocument(await ceremonyRecord(room.workstation))) };
}

/** Everything is let go but the folder. */
async function left(room: Awaited<ReturnType<typeof loadedIn>>['room']): Promise<void> {
  room.folder = '';
  await room.close();
}

test('a ceremony that was begun in German goes on in English where it stood, is closed, and its transcript is whole', async () => {
  const german = await loadedIn('de');
  await german.adopted(german.room);
  const half = Math.floor(german.steps.length / 2);
  for (const step of german.steps.slice(0, half)) await german.play(german.room, step);
  const stoodAt = german.room.script.snapshot?.current;
  const title = german.plan.acts[0]?.title as string;
  await left(german.room);

  const english = await loadedIn('en');
  const { room } = english;
  await room.custody.open(join(folder, 'ceremony'));
  expect(room.script.snapshot?.current).toBe(stoodAt);
  expect(room.script.snapshot?.unexplained).toEqual([]);
  const planned = room.script.snapshot?.plan.acts.flatMap(({ steps }) => steps) ?? [];
  for (const step of planned.slice(half)) await english.play(room, step);
  await room.script.finish();
  const minutes = await english.minutes();
  // The plan is what was reviewed, word for word; the rest is in the language of whoever asks.
  for (const words of [title, 'The ceremony is closed.']) expect(minutes).toContain(words);
  expect(title).not.toBe(english.plan.acts[0]?.title);
  const said: string[] = [];
  expect(await english.verifyCommand([join(folder, 'ceremony', 'transcript.jsonl')], (line) => said.push(line))).toBe(0);
  expect(said.join('\n')).toContain('WHOLE');
  await left(room);
});
