import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readFileBounded } from '../../electron/files/read.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'conclave-read-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const unreadable = (detail: string) => ({ failure: { code: 'file-unreadable', what: expect.stringContaining(detail) } });

test('reads a file of exactly the maximum and hashes it', async () => {
  const path = join(folder, 'abc');
  await writeFile(path, 'abc');
  expect(await readFileBounded(path, 3)).toEqual({
    bytes: Uint8Array.of(0x61, 0x62, 0x63),
    sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  });
  await expect(readFileBounded(path, 2)).rejects.toMatchObject(unreadable('more than 2 bytes'));
});

test('refuses what is no ordinary file, without waiting', async () => {
  await expect(readFileBounded(join(folder, 'missing'), 10)).rejects.toMatchObject(unreadable('does not exist'));
  await expect(readFileBounded(folder, 10)).rejects.toMatchObject(unreadable('not an ordinary file'));
  if (process.platform !== 'win32') {
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    await expect(readFileBounded(join(folder, 'pipe'), 10)).rejects.toMatchObject(unreadable('not an ordinary file'));
  }
});
