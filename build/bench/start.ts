import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron } from 'playwright';
import { bareApp } from './bare-window.ts';
import { atMost, type Bench, median } from './bench.ts';

const runs = 7;
const rootFlags = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** From the start of the process to a device in the tree, against a window with one heading on the same runtime. */
export const start: Bench = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'conclave-bench-'));
  try {
    const bare = join(folder, 'bare');
    await bareApp(bare);
    const ours = ['.', '--rehearsal', `--user-data-dir=${join(folder, 'ours')}`];
    const peer = [bare, `--user-data-dir=${join(folder, 'peer')}`];
    const treeItem = '[role=treeitem][aria-level="2"]';
    // The first start of each fills its caches and, for ours, makes the simulated devices.
    await startedIn(ours, treeItem);
    await startedIn(peer, 'h1');
    const times = { ours: [] as number[], peer: [] as number[] };
    for (let round = 0; round < runs; round++) {
      times.peer.push(await startedIn(peer, 'h1'));
      times.ours.push(await startedIn(ours, treeItem));
    }
    const ratio = median(times.ours) / median(times.peer);
    const detail = `app ${Math.round(median(times.ours))} ms to the first device, bare window ${Math.round(median(times.peer))} ms (medians of ${runs})`;
    return [atMost('start.time-ratio', ratio, 'ratio', 1.5, detail)];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** Milliseconds until `selector` is visible in the first window. */
async function startedIn(args: readonly string[], selector: string): Promise<number> {
  const begin = performance.now();
  const executablePath = resolve('node_modules/electron/dist/electron');
  const app = await _electron.launch({ executablePath, args: [...args, ...rootFlags], env: { ...process.env } as Record<string, string> });
  const window = await app.firstWindow();
  await window.waitForSelector(selector);
  const elapsed = performance.now() - begin;
  await app.close();
  return elapsed;
}
