import { readFile } from 'node:fs/promises';
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
    const none = new Uint8Array(16);
    for (const pid of await withDescendants(process.pid)) prlimit(pid, RLIMIT_CORE, none, null);
  } catch {
    process.stderr.write('conclave: core dumps could not be forbidden\n');
  }
}

async function withDescendants(pid: number): Promise<number[]> {
  const found = [pid];
  // The list grows while it is walked.
  for (const parent of found) {
    if (found.length > mostProcesses) break;
    const children = await readFile(`/proc/${parent}/task/${parent}/children`, 'utf8').catch(() => '');
    found.push(...children.trim().split(/\s+/).filter(Boolean).map(Number));
  }
  return found;
}
