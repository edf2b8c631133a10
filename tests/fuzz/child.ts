import { openSync, readFileSync, writeSync } from 'node:fs';
import { explore, faultOf, type Limits } from './explore.ts';
import type { Target } from './target.ts';

/** What the fuzzing process is told, as JSON in its first argument. */
export interface Order extends Limits {
  readonly target: string;
  /** File in which it notes, before each execution, its number and the input: a hang or crash leaves its cause there. */
  readonly note: string;
  /** Runs the input in this file and nothing else. */
  readonly replay?: string;
}

export const NOTE_HEADER = 8;

/** Does what the order says, and writes the result as one line of JSON. */
export async function obey(targets: readonly Target[]): Promise<void> {
  const order = JSON.parse(process.argv[2] ?? '{}') as Order;
  const target = targets.find(({ name }) => name === order.target);
  if (!target) throw new Error(`no such parser: ${order.target}`);
  // Something must keep the process alive while a parser awaits what never comes: the watchdog ends it.
  const alive = setInterval(() => undefined, 60_000);
  // libraries that begin something when they are loaded shall be done with it
  await new Promise((turn) => setTimeout(turn, 10));
  const result = order.replay === undefined ? await explore(target, order, noteInto(order.note)) : await replay(target, order.replay);
  clearInterval(alive);
  writeSync(1, `${JSON.stringify(result)}\n`);
  process.exit(0);
}

async function replay(target: Target, file: string): Promise<{ readonly fault?: string; readonly cpuMs: number }> {
  const input = readFileSync(file);
  const { user } = process.cpuUsage();
  const fault = await faultOf(target, Uint8Array.from(input));
  const cpuMs = (process.cpuUsage().user - user) / 1000;
  return { ...(fault === undefined ? {} : { fault }), cpuMs };
}

function noteInto(path: string): (execution: number, input: Uint8Array) => void {
  const file = openSync(path, 'w');
  let note = Buffer.alloc(NOTE_HEADER + 65_536);
  return (execution, input) => {
    const length = NOTE_HEADER + input.length;
    if (length > note.length) note = Buffer.alloc(2 * length);
    note.writeUInt32LE(execution >>> 0, 0);
    note.writeUInt32LE(input.length, 4);
    note.set(input, NOTE_HEADER);
    writeSync(file, note, 0, length, 0);
  };
}
