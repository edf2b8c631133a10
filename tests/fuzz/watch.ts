import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NOTE_HEADER, type Order } from './child.ts';
import { type Explored, type Found, type Limits, slowMs } from './explore.ts';
import { minimise } from './minimise.ts';

export interface Watched extends Explored {
  readonly target: string;
  readonly seed: number;
}

/** How long the watchdog waits. */
export interface Patience {
  /** An execution that stands still for so long is looked at alone, */
  readonly stillMs: number;
  /** and hangs if it does not end within this. A busy machine needs long ones. */
  readonly replayMs: number;
  /** How often a smaller input is tried, each time with a process of its own. */
  readonly attempts: number;
}

const usual: Patience = { stillMs: 3000, replayMs: 12_000, attempts: 12 };
/** Until the first execution. */
const startMs = 30_000;
const heapMiB = 256;
const mostRuns = 3;

/** Fuzzes one parser in a process of its own, with a bounded heap and a watchdog; a hang or a crash is found, named and minimised. */
export async function watch(script: string, target: string, limits: Limits, patience: Patience = usual): Promise<Watched> {
  const folder = mkdtempSync(join(tmpdir(), 'conclave-fuzz-'));
  const note = join(folder, 'note');
  try {
    for (let attempt = 1; ; attempt++) {
      const order: Order = { target, note, ...limits };
      const { output, errors } = await run(script, order, () => noted(note).execution, patience.stillMs * attempt);
      if (output !== undefined) return { target, seed: limits.seed, ...(JSON.parse(output) as Explored) };
      const { execution, input } = noted(note);
      const found = await examine(script, order, folder, { input, errors, patience });
      if (!found && attempt < mostRuns) continue; // the machine was busy, not the parser
      const fault = found ?? {
        what: `the process ended and the last input alone does not show why: ${lastLine(errors)}`,
        input: hex(input),
      };
      return { target, seed: limits.seed, executions: execution, seedEdges: 0, seedWays: 0, edges: 0, ways: 0, found: [fault] };
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Whether this input alone stops or kills a process, and the smallest that does. */
async function examine(
  script: string,
  order: Order,
  folder: string,
  { input, errors, patience }: { readonly input: Uint8Array; readonly errors: string; readonly patience: Patience },
): Promise<Found | undefined> {
  const replay = join(folder, 'input');
  const fault = async (candidate: Uint8Array): Promise<string | undefined> => {
    writeFileSync(replay, candidate);
    const { output, timedOut } = await run(script, { ...order, replay }, () => 1, patience.replayMs);
    if (output === undefined) return timedOut ? 'hangs' : 'ends the process: out of memory, or worse';
    const { fault, cpuMs } = JSON.parse(output) as { fault?: string; cpuMs: number };
    return fault ?? (cpuMs > slowMs(candidate.length) ? 'hangs' : undefined);
  };
  const what = await fault(input);
  if (what === undefined) return undefined;
  const smallest = await minimise(input, async (candidate) => (await fault(candidate)) === what, patience.attempts);
  return { what: what === 'hangs' ? what : `${what} ${lastLine(errors)}`.trim(), input: hex(smallest) };
}

interface Ran {
  /** The line of the result; undefined where the process ended without one or was ended. */
  readonly output?: string;
  readonly errors: string;
  readonly timedOut: boolean;
}

/** `progress` must change at least every `still` milliseconds. */
function run(script: string, order: Order, progress: () => number, still: number): Promise<Ran> {
  const args = [`--max-old-space-size=${heapMiB}`, '--expose-gc', script, JSON.stringify(order)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let errors = '';
  let timedOut = false;
  child.stdout.on('data', (chunk: Buffer) => (output += chunk));
  child.stderr.on('data', (chunk: Buffer) => (errors = `${errors}${chunk}`.slice(-4000)));
  let last = -1;
  let since = Date.now();
  const watchdog = setInterval(() => {
    const now = progress();
    if (now !== last) [last, since] = [now, Date.now()];
    else if (Date.now() - since > (now === 0 ? startMs : still)) {
      timedOut = true;
      child.kill('SIGKILL');
    }
  }, 200);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      clearInterval(watchdog);
      resolve({ errors, timedOut, ...(code === 0 && output.endsWith('\n') ? { output } : {}) });
    });
  });
}

function noted(path: string): { readonly execution: number; readonly input: Uint8Array } {
  try {
    const note = readFileSync(path);
    if (note.length < NOTE_HEADER) return { execution: 0, input: new Uint8Array(0) };
    const length = note.readUInt32LE(4);
    return { execution: note.readUInt32LE(0), input: Uint8Array.from(note.subarray(NOTE_HEADER, NOTE_HEADER + length)) };
  } catch {
    return { execution: 0, input: new Uint8Array(0) };
  }
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const lastLine = (text: string): string =>
  text
    .trim()
    .split('\n')
    .find((line) => /rror|heap/.test(line))
    ?.slice(0, 200) ?? '';
