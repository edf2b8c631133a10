import promises, { type FileHandle } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';

/** What the program under test asks of the disk. */
export interface DiskCall {
  readonly act: 'read' | 'open' | 'write' | 'sync' | 'name' | 'unlink';
  /** Goes by the path; what has a handle goes on where only the name is gone. */
  readonly byPath: boolean;
  readonly path: string;
  /** Writes the first half of what was to be written, as a full disk or a power cut leaves it. */
  readonly half: () => Promise<void>;
}

/** Called before each call; what it throws is what the program gets. */
export type MeetDisk = (call: DiskCall) => Promise<void>;

type Loose = Record<string, (...given: never[]) => Promise<unknown>>;

let watched: { readonly folder: string; readonly meet: MeetDisk } | undefined;
const real = { ...promises } as unknown as Loose;
const nothing = async () => {};

async function meet(act: DiskCall['act'], path: unknown, byPath: boolean, half: () => Promise<void> = nothing): Promise<void> {
  if (watched && typeof path === 'string' && path.startsWith(watched.folder)) await watched.meet({ act, path, byPath, half });
}

const isWriting = (flags: unknown) => typeof flags === 'string' && /[wa+]/.test(flags);

/** The handle itself, with its calls watched. Closing never fails. */
function watchedHandle(handle: FileHandle, path: string): FileHandle {
  const own = handle as unknown as Record<string, (...given: unknown[]) => Promise<unknown>>;
  const plainWrite = handle.writeFile.bind(handle);
  for (const [name, act] of [
    ['read', 'read'],
    ['stat', 'read'],
    ['sync', 'sync'],
    ['datasync', 'sync'],
    ['truncate', 'write'],
    ['writeFile', 'write'],
  ] as const) {
    const plain = own[name]?.bind(handle);
    if (!plain) continue;
    own[name] = async (...given: unknown[]) => {
      const [bytes] = given;
      const half = name === 'writeFile' ? () => plainWrite((bytes as Uint8Array).slice(0, (bytes as Uint8Array).length >> 1)) : nothing;
      await meet(act, path, false, half);
      // A process that is killed loses nothing of what it has written; only the power of a machine would, and these tests would take longer.
      return act === 'sync' ? undefined : plain(...given);
    };
  }
  return handle;
}

function install(): void {
  const put = promises as unknown as Loose;
  put['open'] = async (...given: never[]) => {
    const [path, flags] = given as unknown as [string, unknown];
    await meet(isWriting(flags) ? 'open' : 'read', path, true);
    return watchedHandle((await real['open']?.(...given)) as FileHandle, String(path));
  };
  for (const name of ['readFile', 'readdir', 'lstat', 'stat', 'realpath']) {
    put[name] = async (...given: never[]) => {
      await meet('read', given[0], true);
      return real[name]?.(...given);
    };
  }
  for (const name of ['rename', 'link', 'unlink', 'mkdir']) {
    put[name] = async (...given: never[]) => {
      await meet(name === 'unlink' ? 'unlink' : 'name', given[0], true);
      return real[name]?.(...given);
    };
  }
  syncBuiltinESMExports();
}
install();

/** From now on every call on files below the folder is met; gives the function that ends it. One folder at a time. */
export function watchDisk(folder: string, meetCall: MeetDisk): () => void {
  if (watched) throw new Error('the disk is watched already');
  watched = { folder, meet: meetCall };
  return () => {
    watched = undefined;
  };
}

/** An error as the operating system gives it. */
export function diskError(code: string): Error {
  return Object.assign(new Error(`${code}: scripted`), { code });
}
