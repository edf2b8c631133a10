import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Transcript } from '../../electron/ceremony/transcript/transcript.ts';
import { killWhileAppending } from '../../tests/ceremony/transcript/kill-appender.ts';
import { atLeast, atMost, type Bench, median } from './bench.ts';

const entries = 10_000;
const kills = 100;

/** A long transcript opened and verified, the time of an append at its beginning and end, and a writer that is killed again and again. */
export const transcript: Bench = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'conclave-bench-transcript-'));
  try {
    return [...(await verifying(folder)), await killing(folder)];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const parts = { subject: { practice: true }, opening: {} };
const facts = {
  operation: 'key.generate-aes',
  words: 'Generate AES Key',
  request: { serial: 'UTBENCH0001', label: 'HSM AES Key', size: 256 },
};

async function verifying(folder: string) {
  const path = join(folder, 'long.jsonl');
  const long = await Transcript.open(path, parts);
  const appended: number[] = [];
  while (long.head.entries < entries) {
    const start = performance.now();
    await long.append('operation', facts);
    appended.push(performance.now() - start);
  }
  await long.close();
  const opened: number[] = [];
  for (let run = 0; run < 5; run++) {
    const start = performance.now();
    const again = await Transcript.open(path, parts);
    opened.push(performance.now() - start);
    await again.close();
  }
  const early = median(appended.slice(0, 1000));
  const late = median(appended.slice(-1000));
  return [
    atMost('transcript.verify-ms', median(opened), 'ms', 1000, `${entries} entries opened and verified (median of 5)`),
    atMost(
      'transcript.append-growth',
      late / early,
      'ratio',
      1.5,
      `an append takes ${late.toFixed(2)} ms at the end, ${early.toFixed(2)} ms at the beginning`,
    ),
  ];
}

async function killing(folder: string) {
  const script = join(process.cwd(), 'out/bench/append-process.cjs');
  const path = join(folder, 'killed.jsonl');
  let survived = 0;
  let last = 0;
  for (let kill = 0; kill < kills; kill++) {
    const { kept } = await killWhileAppending(script, path, Math.random() * 40);
    if (kept > last) survived++;
    last = kept;
  }
  return atLeast(
    'transcript.kills-survived',
    survived,
    'kills',
    kills,
    `${survived} of ${kills} kills lost no entry that had been said to be kept; ${last} entries`,
  );
}
