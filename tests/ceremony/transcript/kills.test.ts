import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleScript } from '../../../build/bundle.mjs';
import { verifyTranscript } from '../../../electron/ceremony/transcript/transcript.ts';
import { killWhileAppending } from './kill-appender.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'conclave-kills-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('a writer that is killed again and again loses no entry that it said was kept', async () => {
  const script = join(folder, 'append.cjs');
  await bundleScript('tests/ceremony/transcript/append-process.ts', script);
  const path = join(folder, 'transcript.jsonl');
  let kept = 0;
  for (let kill = 0; kill < 12; kill++) {
    const now = await killWhileAppending(script, path, kill * 3);
    expect(now.kept).toBeGreaterThan(kept);
    kept = now.kept;
  }
  expect(await verifyTranscript(path)).toMatchObject({ whole: true });
});
