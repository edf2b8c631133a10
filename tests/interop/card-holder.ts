/**
 * A second program that uses our transport, for tests of what crosses processes. Bundled to CommonJS as the app is,
 * so it also runs inside Electron's main process. Speaks lines of JSON on its standard output.
 *   hold READER          connects and holds the card until its input ends
 *   work MS READER...    sends one command to each card at once; meanwhile looks at a file every few milliseconds for MS
 *   measure N READER     sends N commands one after another, gives microseconds a command
 *   watch                watches until its input ends, then stops the watch and lets the process end by itself
 */
import { stat } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { pcscReaders } from '../../electron/transport/pcsc.ts';

const say = (value: unknown): void => void process.stdout.write(`${JSON.stringify(value)}\n`);
const inputEnds = (): Promise<void> => new Promise((resolve) => process.stdin.on('end', () => resolve()).resume());
const command = Uint8Array.of(0x00, 0xa4, 0x00, 0x00, 0x00);

async function run([verb, ...words]: string[]): Promise<void> {
  const readers = pcscReaders();
  if (verb === 'hold') {
    const connection = await readers.connect(words[0] as string);
    say('holding');
    await inputEnds();
    await connection.close();
  } else if (verb === 'work') {
    const [timeMs, ...names] = words as [string, ...string[]];
    const connections = await Promise.all(names.map((name) => readers.connect(name)));
    const answers = connections.map((connection) => connection.transmit(command));
    let longestMs = 0;
    for (const until = Date.now() + Number(timeMs); Date.now() < until; await wait(5)) {
      const started = performance.now();
      await stat(process.execPath);
      longestMs = Math.max(longestMs, performance.now() - started);
    }
    await Promise.all(answers);
    await Promise.all(connections.map((connection) => connection.close()));
    say({ longestMs: Math.round(longestMs) });
  } else if (verb === 'measure') {
    const [count, reader] = words as [string, string];
    const connection = await readers.connect(reader);
    for (let i = 0; i < 20; i += 1) await connection.transmit(command);
    const started = performance.now();
    for (let i = 0; i < Number(count); i += 1) await connection.transmit(command);
    say({ microseconds: Math.round((1000 * (performance.now() - started)) / Number(count)), versions: process.versions });
    await connection.close();
  } else if (verb === 'watch') {
    const stop = readers.watch((service, states) => say({ service, states }));
    await inputEnds();
    stop();
  } else throw new Error(`no such verb: ${verb}`);
}

// Electron's own arguments come first there: ours begin after `--`.
const mark = process.argv.indexOf('--');
run(process.argv.slice(mark < 0 ? 2 : mark + 1))
  .catch((error) => {
    say({ error: String(error), fault: (error as { fault?: string }).fault });
    process.exitCode = 1;
  })
  .finally(() => {
    if (process.versions['electron']) process.exit();
  });
