import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type Koffi from 'koffi';

/** RLIMIT_CORE of Linux; a struct rlimit is two 64-bit numbers. */
const RLIMIT_CORE = 4;
/** More processes than Chromium ever has. */
const mostProcesses = 64;

/**
 * Forbids core dumps, whose content would be every PIN and share in memory, to this process and to all below it, however the app was
 * started. Chromium's zygotes are among them: the processes of later windows are their children and inherit the limit. Linux only:
 * elsewhere, and where this fails, the preflight says that nobody knows.
 */
export async function forbidAllCoreDumps(): Promise<void> {
  if (process.platform !== 'linux') return;
  try {
    const koffi = createRequire(import.meta.url)('koffi') as typeof Koffi;
    const prlimit = koffi.load(null).func('prlimit', 'int', ['int', 'int', 'uint8 *', 'uint8 *']);
    // The limit first, then the children: one that is made between the two inherits it.
    const processes = [process.pid];
    for (const pid of processes) {
      prlimit(pid, RLIMIT_CORE, new Uint8Array(16), null);
      if (processes.length < mostProcesses) processes.push(...(await childrenOf(pid)));
    }
  } catch {
    process.stderr.write('conclave: core dumps could not be forbidden\n');
  }
}

/** Linux keeps them by the thread that made them. */
async function childrenOf(pid: number): Promise<number[]> {
  const threads = await readdir(`/proc/${pid}/task`).catch(() => []);
  const lists = await Promise.all(threads.map((thread) => readFile(`/proc/${pid}/task/${thread}/children`, 'utf8').catch(() => '')));
  return lists.flatMap((list) => list.split(/\s+/).filter(Boolean).map(Number));
}
