import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { apduTimes } from './apdu-times.ts';
import { atMost, type Bench, type Figure, median, quietMedian } from './bench.ts';
import { withSimulatorProcess } from './virtual-device.ts';

const rounds = 15;
const commands = 1000;
const run = promisify(execFile);

/**
 * Host time of a short command: the app's channel and transport, under Node and in Electron's main process, against a
 * loop in C on the same library. All talk to one simulated device, in a process of its own, in one virtual reader of
 * pcscd: what pcscd and the device take is in each of the times. In turns, so that a busy machine slows all of them.
 */
export const apdu: Bench = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'conclave-bench-'));
  try {
    const program = await compiled(folder);
    if (!program) return [];
    return await withSimulatorProcess(async (reader) => {
      const electron = new ElectronTimes(reader);
      try {
        const medians = { c: [] as number[], node: [] as number[], electron: [] as number[] };
        await electron.next();
        for (let round = 0; round < rounds; round++) {
          medians.c.push(
            median(
              (await run(program, [reader, `${commands}`])).stdout
                .trim()
                .split('\n')
                .map((ns) => Number(ns) / 1e6),
            ),
          );
          medians.node.push(median(await apduTimes(reader, commands)));
          medians.electron.push(median(await electron.next()));
        }
        return [
          ratio('apdu.overhead-ratio', medians.node, medians.c, 'Node'),
          ratio('apdu.overhead-ratio.electron', medians.electron, medians.c, 'Electron'),
        ];
      } finally {
        electron.end();
      }
    });
  } finally {
    await rm(folder, { recursive: true });
  }
};

function ratio(name: string, ours: readonly number[], theirs: readonly number[], here: string): Figure {
  const shown = (values: readonly number[]) => values.map((value) => (1000 * value).toFixed(0)).join(' ');
  const detail = `medians of ${commands} commands in µs: ${here} ${shown(ours)}; C ${shown(theirs)}; medians of the faster half of each`;
  return atMost(name, quietMedian(ours) / quietMedian(theirs), 'ratio', 1.3, detail);
}

/** apdu.c, compiled; undefined, and says so, where there is no compiler. */
async function compiled(folder: string): Promise<string | undefined> {
  const program = join(folder, 'apdu');
  try {
    await run('cc', ['-O2', '-o', program, resolve('build/bench/apdu.c'), '-l:libpcsclite.so.1']);
    return program;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    process.stderr.write('      apdu.overhead-ratio is not measured: there is no C compiler (cc) on this machine\n');
    return undefined;
  }
}

/** An Electron whose main process sends commands when asked. */
class ElectronTimes {
  readonly #process: ChildProcess;
  readonly #lines: AsyncIterator<string>;
  #ready = false;

  constructor(reader: string) {
    const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const args = [...sandbox, resolve('out/bench/apdu-electron.cjs'), reader, `${commands}`];
    this.#process = spawn(resolve('node_modules/electron/dist/electron'), args, { stdio: ['pipe', 'pipe', 'ignore'] });
    this.#lines = createInterface({ input: this.#process.stdout as NodeJS.ReadableStream })[Symbol.asyncIterator]();
  }

  /** Milliseconds of each command. */
  async next(): Promise<number[]> {
    if (!this.#ready) await this.#line();
    this.#ready = true;
    this.#process.stdin?.write('\n');
    return (await this.#line()).split(' ').map(Number);
  }

  end(): void {
    this.#process.kill();
  }

  async #line(): Promise<string> {
    const { value, done } = await this.#lines.next();
    if (done) throw new Error('Electron ended');
    return value;
  }
}
