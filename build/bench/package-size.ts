import { spawnSync } from 'node:child_process';
import { lstatSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { atMost, type Bench } from './bench.ts';

/** Size of a package, once it is installed against the runtime it is made of, and as the file that is carried. */
export const packageSize: Bench = async () => {
  const made = spawnSync(process.execPath, ['build/dist.mjs', '--test-package', '--unfused', 'deb'], { encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`no package was made:\n${made.stdout}${made.stderr}`);
  const folder = resolve('out/packages/test-unfused');
  const ours = megabytes(folder, (path) => path.includes('-unpacked'));
  const carried = megabytes(folder, (path) => path.endsWith('.deb'));
  if (carried === 0) throw new Error(`no .deb was made:\n${made.stdout}`);
  const runtime = megabytes(resolve('node_modules/electron/dist'), () => true);
  rmSync(folder, { recursive: true, force: true });
  const detail = `of the runtime as it is ${runtime.toFixed(0)} MB; only its English texts are shipped`;
  return [
    atMost('package.mb', ours, 'MB', 230, detail),
    atMost('package.deb-mb', carried, 'MB', 75, 'the .deb of the same, compressed with xz'),
  ];
};

function megabytes(folder: string, counts: (path: string) => boolean): number {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map(({ parentPath, name }) => join(parentPath, name)).filter(counts);
  return paths.reduce((sum, path) => sum + lstatSync(path).size, 0) / 1e6;
}
