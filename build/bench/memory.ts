import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron } from 'playwright';
import { bareApp } from './bare-window.ts';
import { atMost, type Bench, median } from './bench.ts';

const runs = 3;
/** Until what the start has left behind is collected. */
const settleMs = 3000;
const rootFlags = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** Memory of all processes with two devices in the tree, against a window with one heading on the same runtime. Linux only. */
export const memory: Bench = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'conclave-bench-'));
  try {
    const bare = join(folder, 'bare');
    await bareApp(bare);
    const ours: number[] = [];
    const peer: number[] = [];
    for (let round = 0; round < runs; round++) {
      peer.push(await megabytesOf([bare, `--user-data-dir=${join(folder, 'peer')}`], 'h1'));
      ours.push(await megabytesOf(['.', '--rehearsal', `--user-data-dir=${join(folder, 'ours')}`], '[role=treeitem][aria-level="2"]'));
    }
    const detail = `app ${Math.round(median(ours))} MB, bare window ${Math.round(median(peer))} MB (proportional set size of all processes, medians of ${runs})`;
    return [atMost('rss.ratio', median(ours) / median(peer), 'ratio', 1.5, detail)];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

async function megabytesOf(args: readonly string[], selector: string): Promise<number> {
  const executablePath = resolve('node_modules/electron/dist/electron');
  const app = await _electron.launch({ executablePath, args: [...args, ...rootFlags], env: { ...process.env } as Record<string, string> });
  const window = await app.firstWindow();
  await window.waitForSelector(selector);
  await new Promise((done) => setTimeout(done, settleMs));
  const kilobytes = familyOf(app.process().pid as number).map(pssKilobytes);
  await app.close();
  return kilobytes.reduce((sum, each) => sum + each, 0) / 1024;
}

/** A process and its descendants. Shared pages count in parts, so that a sum counts them once. */
function familyOf(pid: number): number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        return [[Number(name), Number(/\) \S (\d+) /.exec(readFileSync(`/proc/${name}/stat`, 'utf8'))?.[1])] as const];
      } catch {
        return []; // it has just ended
      }
    });
  const below = (id: number): number[] => [id, ...parents.filter(([, parent]) => parent === id).flatMap(([child]) => below(child))];
  return below(pid);
}

function pssKilobytes(pid: number): number {
  return Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1]);
}
