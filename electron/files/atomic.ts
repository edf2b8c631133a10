import { createHash, randomBytes } from 'node:crypto';
import { type FileHandle, link, lstat, open, readdir, readFile, rename, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { equal } from '../../shared/bytes.ts';
import { refuse } from '../../shared/failure.ts';
import { errorCode, writeRefusal } from './file-error.ts';

export interface WrittenFile {
  /** SHA-256 of what was read back, 64 lower-case hex digits. */
  readonly sha256: string;
}

/**
 * Saves a whole file or nothing: temporary name in the same folder, fsync, read back, then the real name in one step.
 *
 * Without `overwrite` an existing file is never touched, also when it appears at the last moment.
 * Throws Refusal file-exists, folder-unwritable, disk-full or file-read-back-differs; then no part of the file is left. What a power cut
 * leaves under a temporary name goes when something is saved in the same folder again.
 */
export async function writeFileSafely(path: string, bytes: Uint8Array, options: { overwrite: boolean }): Promise<WrittenFile> {
  const temporary = join(dirname(path), `.${basename(path).slice(0, 40)}.${process.pid}-${randomBytes(8).toString('hex')}.partial`);
  await removeRemains(dirname(path));
  try {
    if (!options.overwrite && (await exists(path))) refuse('file-exists', { path });
    await writeThrough(temporary, bytes);
    await assertReadsBack(temporary, path, bytes);
    if (options.overwrite) await rename(temporary, path);
    else await publishNew(temporary, path);
  } catch (error) {
    await removeQuietly(temporary);
    throw writeRefusal(error, path);
  }
  try {
    await syncFolder(dirname(path));
    await assertReadsBack(path, path, bytes);
  } catch (error) {
    // A backup that does not count is worse than none. What was replaced is gone already, and the new one was whole when it got the name.
    if (!options.overwrite) await removeQuietly(path);
    throw writeRefusal(error, path);
  }
  return { sha256: createHash('sha256').update(bytes).digest('hex') };
}

/** What a process has left that ended while it saved: nobody can see it, and it may hold a PIN. Never throws. */
async function removeRemains(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const [, writer] = /^\..+\.(\d+)-[0-9a-f]{16}\.partial$/.exec(name) ?? [];
    if (writer !== undefined && !isRunning(Number(writer))) await removeQuietly(join(folder, name));
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
}

async function writeThrough(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function assertReadsBack(from: string, path: string, bytes: Uint8Array): Promise<void> {
  if (!equal(await readFile(from), bytes)) refuse('file-read-back-differs', { path });
}

/** link(2) fails when the target exists, which rename(2) does not; USB media (FAT, exFAT) know no links. */
async function publishNew(temporary: string, path: string): Promise<void> {
  try {
    await link(temporary, path);
  } catch (error) {
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'].includes(errorCode(error) ?? '')) throw error;
    return await publishNewWithoutLinks(temporary, path);
  }
  await unlink(temporary);
}

/** Reserves the name with O_EXCL, so that the rename can only replace our own empty file. */
async function publishNewWithoutLinks(temporary: string, path: string): Promise<void> {
  await (await open(path, 'wx', 0o600)).close();
  try {
    await rename(temporary, path);
  } catch (error) {
    await removeQuietly(path);
    throw error;
  }
}

/** Makes a new name in this folder last. */
export async function syncFolder(folder: string): Promise<void> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(folder, 'r');
    await handle.sync();
  } catch (error) {
    // Windows opens no folders, and some file systems sync none; the file itself has been synced.
    if (process.platform !== 'win32' && errorCode(error) !== 'EINVAL') throw error;
  } finally {
    await handle?.close();
  }
}

/** Takes a file away that was saved a moment ago and must not stay. Never throws: what cannot be removed is told by who asked. */
export async function removeFile(path: string): Promise<void> {
  await removeQuietly(path);
  await syncFolder(dirname(path)).catch(() => undefined);
}

async function removeQuietly(path: string): Promise<void> {
  try {
    await unlink(path);
  } catch {
    // Not there, or the medium is gone: there is nothing left to remove.
  }
}
