import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pcscReaders } from '../../electron/transport/pcsc.ts';
import type { ReaderState } from '../../electron/transport/transport.ts';
import { type ScriptedPcscd, startScriptedPcscd } from './scripted-pcscd.ts';

let pcscd: ScriptedPcscd;
beforeAll(async () => {
  pcscd = await startScriptedPcscd();
  Object.assign(process.env, pcscd.env);
});
afterAll(() => pcscd.stop());

test('readers that are plugged in and out, and a card exchanged between two looks, are seen through libpcsclite', async () => {
  const reports: (readonly ReaderState[])[] = [];
  const stop = pcscReaders().watch((_, readers) => reports.push(readers));
  const until = async (
    claim: (readers: readonly ReaderState[]) => boolean,
  ): Promise<{ readers: readonly ReaderState[]; timeMs: number }> => {
    const started = Date.now();
    for (; Date.now() < started + 5_000; await wait(2)) {
      const readers = reports.at(-1);
      if (readers && claim(readers)) return { readers, timeMs: Date.now() - started };
    }
    throw new Error(`waited in vain; last report: ${JSON.stringify(reports.at(-1))}`);
  };
  try {
    await until((readers) => readers.length === 0);

    // plug in: the only reader, then a second with a name outside ASCII
    pcscd.readers.push({ name: 'Nitrokey Nitrokey HSM (DENK0100000) 00 00', present: true, events: 1 });
    pcscd.changed();
    expect((await until((readers) => readers[0]?.card === 'present')).timeMs).toBeLessThan(500);
    pcscd.readers.push({ name: 'Leser für Karten 01 00', present: false, events: 0 });
    pcscd.changed();
    expect((await until((readers) => readers.length === 2)).readers[1]).toMatchObject({ name: 'Leser für Karten 01 00', card: 'absent' });

    // removed and inserted again before anyone looked: the state is the same, the count is not
    const before = reports.at(-1)?.[0]?.insertion;
    (pcscd.readers[0] as { events: number }).events += 2;
    pcscd.changed();
    const exchanged = (await until((readers) => readers[0]?.insertion !== before)).readers;
    expect(exchanged[0]?.card).toBe('present');

    // unplug the first: the second keeps its insertion number
    pcscd.readers.shift();
    pcscd.changed();
    const left = (await until((readers) => readers.length === 1)).readers;
    expect(left).toEqual([exchanged[1]]);
    pcscd.readers.shift();
    pcscd.changed();
    await until((readers) => readers.length === 0);
  } finally {
    stop();
  }
  for (let i = 0; i < 200 && pcscd.clients() > 0; i += 1) await wait(10);
  expect(pcscd.clients()).toBe(0);
});
