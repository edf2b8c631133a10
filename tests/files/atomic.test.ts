import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { writeFileSafely } from '../../electron/files/atomic.ts';

/** What the medium does wrong in the test at hand. */
const medium = vi.hoisted(() => ({ knowsLinks: true, garbles: undefined as string | undefined, failsRename: false }));

vi.mock('node:fs/promises', async (importOriginal) => {
  const real = await importOriginal<typeof import('node:fs/promises')>();
  return {
    ...real,
    async link(from: string, to: string) {
      if (!medium.knowsLinks) throw Object.assign(new Error('no links on FAT'), { code: 'EPERM' });
      await real.link(from, to);
    },
    async rename(from: string, to: string) {
      if (medium.failsRename) throw Object.assign(new Error('medium gone'), { code: 'EIO' });
      await real.rename(from, to);
    },
    async readFile(path: string, encoding?: 'utf8') {
      const bytes = await real.readFile(path);
      if (medium.garbles && path.endsWith(medium.garbles)) bytes[0] = (bytes[0] as number) ^ 1;
      return encoding ? bytes.toString(encoding) : bytes;
    },
  };
});

let folder: string;
const content = Uint8Array.from({ length: 3000 }, (_, i) => i % 251);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'conclave-files-'));
});
afterEach(async () => {
  Object.assign(medium, { knowsLinks: true, garbles: undefined, failsRename: false });
  await rm(folder, { recursive: true, force: true });
});

const refusal = (code: string) => expect.objectContaining({ failure: expect.objectContaining({ code }) });

for (const knowsLinks of [true, false]) {
  describe(`a medium ${knowsLinks ? 'with' : 'without'} hard links`, () => {
    beforeEach(() => {
      medium.knowsLinks = knowsLinks;
    });

    test('gets the whole file, its hash is right and no temporary name stays', async () => {
      const path = join(folder, 'share 1.pbe');
      const { sha256 } = await writeFileSafely(path, content, { overwrite: false });
      expect(sha256).toBe(createHash('sha256').update(content).digest('hex'));
      expect(Uint8Array.from(await readFile(path))).toEqual(content);
      expect(await readdir(folder)).toEqual(['share 1.pbe']);
    });

    test('deletes a new file that reads back differently, and never one that took the place of another', async () => {
      await writeFile(join(folder, 'register.json'), 'before');
      medium.garbles = 'register.json';
      await expect(writeFileSafely(join(folder, 'register.json'), content, { overwrite: true })).rejects.toEqual(
        refusal('file-read-back-differs'),
      );
      medium.garbles = 'share.pbe';
      await expect(writeFileSafely(join(folder, 'share.pbe'), content, { overwrite: false })).rejects.toEqual(
        refusal('file-read-back-differs'),
      );
      expect(await readdir(folder)).toEqual(['register.json']);
    });

    test('takes away what a process has left that ended while it saved, and nothing that one still writes', async () => {
      const { pid } = spawnSync('true');
      const remains = (of: number) => `.webadm.conf.${of}-0011223344556677.partial`;
      for (const of of [pid, process.pid]) await writeFile(join(folder, remains(of)), 'half of a PIN');
      await writeFileSafely(join(folder, 'webadm.conf'), content, { overwrite: false });
      expect((await readdir(folder)).sort()).toEqual([remains(process.pid), 'webadm.conf']);
    });

    test('keeps an existing file unless asked to replace it', async () => {
      const path = join(folder, 'share.pbe');
      await writeFile(path, 'the only copy');
      await expect(writeFileSafely(path, content, { overwrite: false })).rejects.toEqual(refusal('file-exists'));
      expect(await readFile(path, 'utf8')).toBe('the only copy');
      await writeFileSafely(path, content, { overwrite: true });
      expect(Uint8Array.from(await readFile(path))).toEqual(content);
      expect(await readdir(folder)).toEqual(['share.pbe']);
    });

    test('keeps a dangling link: a name in use is in use', async () => {
      await symlink('nowhere', join(folder, 'link.pbe'));
      await expect(writeFileSafely(join(folder, 'link.pbe'), content, { overwrite: false })).rejects.toEqual(refusal('file-exists'));
      expect(await readdir(folder)).toEqual(['link.pbe']);
    });

    test('leaves nothing behind when two writers want one name: exactly one wins', async () => {
      const path = join(folder, 'race.pbe');
      const results = await Promise.allSettled([1, 2, 3].map((n) => writeFileSafely(path, Uint8Array.of(n, n), { overwrite: false })));
      expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
      expect(await readdir(folder)).toEqual(['race.pbe']);
      expect((await readFile(path)).length).toBe(2);
    });
  });
}

test('a medium that garbles what was written is found out before the old file is replaced', async () => {
  const path = join(folder, 'key.wky');
  await writeFile(path, 'old');
  medium.garbles = '.partial';
  await expect(writeFileSafely(path, content, { overwrite: true })).rejects.toEqual(refusal('file-read-back-differs'));
  expect(await readdir(folder)).toEqual(['key.wky']);
  medium.garbles = undefined;
  expect(await readFile(path, 'utf8')).toBe('old');
});

test('a file that reads back differently under its final name does not stay', async () => {
  medium.garbles = 'key.wky';
  await expect(writeFileSafely(join(folder, 'key.wky'), content, { overwrite: false })).rejects.toEqual(refusal('file-read-back-differs'));
  expect(await readdir(folder)).toEqual([]);
});

test('a medium that fails at the last step leaves neither a reserved name nor a temporary one', async () => {
  Object.assign(medium, { knowsLinks: false, failsRename: true });
  await expect(writeFileSafely(join(folder, 'key.wky'), content, { overwrite: false })).rejects.toEqual(refusal('folder-unwritable'));
  expect(await readdir(folder)).toEqual([]);
});

test('a folder that does not exist, or is a file, is refused in plain words', async () => {
  await expect(writeFileSafely(join(folder, 'no', 'x.pbe'), content, { overwrite: false })).rejects.toMatchObject({
    failure: { code: 'folder-unwritable', what: expect.stringContaining('the folder does not exist') },
  });
  await writeFile(join(folder, 'file'), '');
  await expect(writeFileSafely(join(folder, 'file', 'x.pbe'), content, { overwrite: false })).rejects.toEqual(refusal('folder-unwritable'));
});

const root = process.getuid?.() === 0;

/** Runs `use` on a small file system of its own, which only root may mount; says why when it cannot. */
async function onTmpfs(options: string, skip: (reason: string) => void, use: (at: string) => Promise<void>) {
  const at = join(folder, 'medium');
  await mkdir(at);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', at], { stdio: 'pipe' });
  } catch (error) {
    return skip(`no tmpfs can be mounted here (${root ? (error as Error).message.trim() : 'not root'})`);
  }
  try {
    await use(at);
  } finally {
    execFileSync('umount', ['-l', at]);
  }
}

test('a read-only folder is refused and keeps what it has', async ({ skip }) => {
  if (!root) {
    await chmod(folder, 0o500);
    await expect(writeFileSafely(join(folder, 'x.pbe'), content, { overwrite: false })).rejects.toEqual(refusal('folder-unwritable'));
    await chmod(folder, 0o700);
    return;
  }
  await onTmpfs('ro,size=64k', skip, async (at) => {
    await expect(writeFileSafely(join(at, 'x.pbe'), content, { overwrite: false })).rejects.toEqual(refusal('folder-unwritable'));
  });
});

test('a full disk is refused, nothing half-written stays and the old file is unharmed', async ({ skip }) => {
  await onTmpfs('size=64k', skip, async (at) => {
    await writeFile(join(at, 'old.pbe'), 'old');
    const large = new Uint8Array(200_000).fill(7);
    await expect(writeFileSafely(join(at, 'new.pbe'), large, { overwrite: false })).rejects.toEqual(refusal('disk-full'));
    await expect(writeFileSafely(join(at, 'old.pbe'), large, { overwrite: true })).rejects.toEqual(refusal('disk-full'));
    expect(await readdir(at)).toEqual(['old.pbe']);
    expect(await readFile(join(at, 'old.pbe'), 'utf8')).toBe('old');
  });
});
