import { readFileSync } from 'node:fs';
import { open, readFile, unlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { failure, Refusal } from '../../shared/failure.ts';
import { t } from '../../shared/language/text.ts';
import { errorCode, writeRefusal } from './file-error.ts';

const lockName = 'register.lock';

interface Holder {
  readonly pid: number;
  readonly host: string;
  /** Changes with every start of the computer, where the system tells it. */
  readonly boot: string;
  readonly since: string;
}

/** Folders that this very process holds. */
const held = new Set<string>();

/** One writer per folder, across processes. Held until `release`. */
export interface FolderLock {
  /** What was found, in words, where a lock that nobody holds any more was taken over. */
  readonly notice?: string;
  release(): Promise<void>;
}

/** Takes the lock of a folder. Refusal register-in-use where another running program holds it, folder-unwritable, disk-full. */
export async function lockFolder(folder: string): Promise<FolderLock> {
  if (held.has(folder)) throw inUse(folder, t('this window'));
  held.add(folder);
  try {
    return await takeLock(folder);
  } catch (error) {
    held.delete(folder);
    throw error;
  }
}

async function takeLock(folder: string): Promise<FolderLock> {
  const path = join(folder, lockName);
  let notice: string | undefined;
  if (!(await writeLock(path))) {
    const { holder, words } = await readHolder(path);
    if (!holder || runs(holder)) throw inUse(folder, words);
    // Between these two lines another process may take over too; then the second write fails and this one gives way.
    await unlink(path).catch(() => undefined);
    if (!(await writeLock(path))) throw inUse(folder, t('one that was just started'));
    notice = t('The folder had not been closed ({words}). That program no longer runs; its last saved register was opened.', { words });
  }
  return {
    ...(notice === undefined ? {} : { notice }),
    release: async () => {
      held.delete(folder);
      await unlink(path).catch(() => undefined);
    },
  };
}

/** False where there is a lock already. */
async function writeLock(path: string): Promise<boolean> {
  const me: Holder = { pid: process.pid, host: hostname(), boot: bootId(), since: new Date().toISOString() };
  try {
    const file = await open(path, 'wx', 0o600);
    try {
      await file.writeFile(`${JSON.stringify(me)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw writeRefusal(error, path);
  }
}

async function readHolder(path: string): Promise<{ readonly holder: Holder | undefined; readonly words: string }> {
  try {
    const told: unknown = JSON.parse((await readFile(path, 'utf8')).slice(0, 2000));
    const { pid, host, boot, since } = told as Holder;
    if (Number.isSafeInteger(pid) && pid > 0 && [host, boot, since].every((each) => typeof each === 'string')) {
      return {
        holder: { pid, host, boot, since },
        words: t('process {pid} on {host}, since {since}', { pid: String(pid), host: host.slice(0, 80), since: since.slice(0, 30) }),
      };
    }
  } catch {
    // Half-written or not ours: nobody knows who holds it.
  }
  return { holder: undefined, words: t('nobody knows which') };
}

/** Whether the holder may still be running. Of another computer nobody can tell, so it counts as running. */
function runs({ pid, host, boot }: Holder): boolean {
  if (host !== hostname()) return true;
  if (boot !== bootId()) return false;
  // What this process holds is in `held`: a lock with our number is left from an earlier process that had it.
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return '';
  }
}

const inUse = (folder: string, holder: string) => new Refusal(failure('register-in-use', { folder, holder }));
