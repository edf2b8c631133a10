import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { hashOfFolder } from '../../electron/files/folder-hash.ts';

const folder = mkdtempSync(join(tmpdir(), 'conclave-folder-hash-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the hash of a folder is the one that stock tools make of its files, and changes with any of them', async () => {
  mkdirSync(join(folder, 'parts/deep'), { recursive: true });
  for (const name of ['main.cjs', 'parts/b.cjs', 'parts/a.cjs', 'parts/deep/empty']) writeFileSync(join(folder, name), name.repeat(3));
  const stock = 'find . -type f | cut -c3- | LC_ALL=C sort | xargs sha256sum | sha256sum | cut -d" " -f1';
  const before = await hashOfFolder(folder);
  expect(before).toBe(execFileSync('sh', ['-c', stock], { cwd: folder, encoding: 'utf8' }).trim());
  writeFileSync(join(folder, 'parts/a.cjs'), 'changed');
  expect(await hashOfFolder(folder)).not.toBe(before);
  await expect(hashOfFolder(join(folder, 'none'))).rejects.toThrow();
});
