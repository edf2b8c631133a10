import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

const here = join(import.meta.dirname, '../..');

/** Bundles the sources in a folder of their own, as another person would; gives the SHA-256 of every file of `out/app`. */
async function bundledElsewhere(name: string, env: Record<string, string>): Promise<Record<string, string>> {
  await mkdir(join(here, 'out'), { recursive: true });
  const folder = await mkdtemp(join(here, 'out', name));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const part of ['electron', 'renderer', 'shared', 'languages', 'build', 'package.json', 'package-lock.json'])
    await cp(join(here, part), join(folder, part), { recursive: true });
  // As hard links, so on the same disk: a copy would take minutes.
  execFileSync('cp', ['-al', join(here, 'node_modules'), join(folder, 'node_modules')]);
  const { PATH = '', HOME = '' } = process.env;
  execFileSync(process.execPath, ['build/bundle.mjs'], { cwd: folder, env: { PATH, HOME, ...env } });
  const app = join(folder, 'out/app');
  const files = readdirSync(app, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const hashes = files.map(({ parentPath, name: file }) => {
    const path = join(parentPath, file);
    return [relative(app, path), createHash('sha256').update(readFileSync(path)).digest('hex')] as const;
  });
  return Object.fromEntries(hashes.sort());
}

test('two people who bundle the same sources get the same bytes', { timeout: 300_000 }, async () => {
  const first = await bundledElsewhere('one-', { TZ: 'UTC', LANG: 'C.UTF-8' });
  const second = await bundledElsewhere('another-folder-', { TZ: 'Asia/Tokyo', LANG: 'de_DE.UTF-8' });
  expect(Object.keys(first).length).toBeGreaterThan(30);
  expect(second).toEqual(first);
});
