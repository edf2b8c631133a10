import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { encodePbe } from '../../electron/codec/pbe.ts';
import { derivePbeKey } from '../../electron/crypto/derive-pbe-key.ts';
import { md5Chain } from '../../electron/crypto/md5-chain.ts';
import { type PbeKeys, sealShare } from '../../electron/crypto/pbe.ts';
import { hostRandom } from '../../electron/crypto/random.ts';
import { Secret } from '../../electron/crypto/secret.ts';
import { hex, utf8 } from '../../shared/bytes.ts';
import { atMost, type Bench, type Figure, quietMedian } from './bench.ts';
import { password, peerImports } from './open-share.ts';

/** sc-hsm-tool takes four times as long as the others and runs in every second round. */
const rounds = 7;
const chainLength = 30_000_000;
const workerPath = resolve('out/app/pbe-worker.cjs');
const run = promisify(execFile);

/**
 * The key of a share file in the app's worker, under Node and in Electron's main process, against sc-hsm-tool on the same
 * file and against a bare loop in C. One after the other in turns, so that a busy machine slows all of them.
 */
export const kdf: Bench = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'conclave-bench-'));
  const salt = hostRandom(8);
  const electron = new Derivations(salt);
  try {
    const keys = await derive(salt);
    const file = join(folder, 'share.pbe');
    await writeFile(file, encodePbe({ salt, ciphertext: sealShare(new Secret(hostRandom(32)), keys) }));
    const loop = await compiledLoop(folder);
    await electron.next(keys);
    const times = { node: [] as number[], electron: [] as number[], c: [] as number[], peer: [] as number[] };
    for (let round = 0; round < rounds; round++) {
      if (loop) times.c.push(await loop(chainLength));
      times.node.push(await millisecondsOf(() => derive(salt)));
      times.electron.push(await electron.next(keys));
      if (round % 2 === 1) times.peer.push(await peerImports(file));
    }
    return [
      ratio('kdf.vs-sc-hsm-tool', times.node, times.peer, 0.25, 'Node', 'sc-hsm-tool'),
      ratio('kdf.vs-sc-hsm-tool.electron', times.electron, times.peer, 0.25, 'Electron', 'sc-hsm-tool'),
      ...(loop ? [ratio('kdf.vs-c', times.node, times.c, 1.15, 'Node', 'C at -O3')] : []),
      ...(loop ? [ratio('kdf.vs-c.electron', times.electron, times.c, 1.15, 'Electron', 'C at -O3')] : []),
    ];
  } finally {
    electron.end();
    await rm(folder, { recursive: true });
  }
};

function ratio(name: string, ours: readonly number[], theirs: readonly number[], limit: number, here: string, there: string): Figure {
  const seconds = (values: readonly number[]) => values.map((value) => (value / 1000).toFixed(2)).join(' ');
  const detail = `${here} ${seconds(ours)} s; ${there} ${seconds(theirs)} s; medians of the faster half of each`;
  return atMost(name, quietMedian(ours) / quietMedian(theirs), 'ratio', limit, detail);
}

function derive(salt: Uint8Array): Promise<PbeKeys> {
  return derivePbeKey(new Secret(utf8.encode(password)), salt, { workerPath });
}

async function millisecondsOf(work: () => Promise<PbeKeys>): Promise<number> {
  const start = performance.now();
  const { key, iv } = await work();
  const elapsed = performance.now() - start;
  key.wipe();
  iv.wipe();
  return elapsed;
}

/** kdf.c, compiled: gives the milliseconds of so many rounds. undefined, and says so, where there is no compiler. */
async function compiledLoop(folder: string): Promise<((length: number) => Promise<number>) | undefined> {
  const program = join(folder, 'kdf');
  try {
    await run('cc', ['-O3', '-o', program, resolve('build/bench/kdf.c')]);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    process.stderr.write('      kdf.vs-c is not measured: there is no C compiler (cc) on this machine\n');
    return undefined;
  }
  const loop = async (length: number) => (await run(program, [`${length}`])).stdout.trim().split(' ').map(Number);
  const [, ...words] = await loop(1000);
  const state = new Int32Array(4);
  md5Chain(state, 1000);
  if (`${new Uint32Array(state.buffer)}` !== `${words}`) throw new Error('kdf.c and md5-chain.ts differ');
  return async (length) => (await loop(length))[0] as number;
}

/** An Electron whose main process derives when asked. */
class Derivations {
  readonly #process: ChildProcess;
  readonly #lines: AsyncIterator<string>;
  #ready = false;

  constructor(salt: Uint8Array) {
    const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const args = [...sandbox, resolve('out/bench/kdf-electron.cjs'), workerPath, password, hex.encode(salt)];
    this.#process = spawn(resolve('node_modules/electron/dist/electron'), args, { stdio: ['pipe', 'pipe', 'ignore'] });
    this.#lines = createInterface({ input: this.#process.stdout as NodeJS.ReadableStream })[Symbol.asyncIterator]();
  }

  /** Milliseconds of one derivation, whose outcome must be these keys. */
  async next(keys: PbeKeys): Promise<number> {
    if (!this.#ready) await this.#line();
    this.#ready = true;
    this.#process.stdin?.write('\n');
    const [elapsed, key] = (await this.#line()).split(' ');
    if (key?.toUpperCase() !== hex.encode(keys.key.expose())) throw new Error('Electron derived another key');
    return Number(elapsed);
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
