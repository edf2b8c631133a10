import { createHash } from 'node:crypto';
import type { close, open, read, readdir } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** The name of a package's list of hashes, in the form that `sha256sum -c` reads. */
export const hashListName = 'SHA256SUMS';

/**
 * The callbacks of node:fs, as Electron's `original-fs` has them too: its own fs shows an archive (app.asar) as a folder, and
 * its promises do so even in `original-fs`.
 */
export interface PlainFiles {
  readonly open: typeof open;
  readonly read: typeof read;
  readonly close: typeof close;
  readonly readdir: typeof readdir;
}

/** Paths relative to the list, with slashes, and the SHA-256 of each, 64 lower-case hex digits. */
export type HashList = ReadonlyMap<string, string>;

const linePattern = /^([0-9a-f]{64}) {2}(.+)$/;
const chunkBytes = 1 << 20;
const mostListBytes = 1 << 20;

/** Reads a list of hashes. Undefined where a line is none, a path leads out of the folder or comes twice, or nothing is listed. */
export function parseHashList(text: string): HashList | undefined {
  const list = new Map<string, string>();
  const lines = text.split('\n');
  if (lines.pop() !== '') return undefined; // cut off
  for (const line of lines) {
    const [, hash, path] = linePattern.exec(line) ?? [];
    if (hash === undefined || path === undefined || list.has(path)) return undefined;
    if (path.startsWith('/') || path.includes('\\') || path.split('/').includes('..')) return undefined;
    list.set(path, hash);
  }
  return list.size > 0 ? list : undefined;
}

/** The bytes of a list, undefined where there is none or it is longer than 1 MiB. */
export async function readHashList(files: PlainFiles, path: string): Promise<Buffer | undefined> {
  const parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of chunks(files, path)) {
      length += chunk.length;
      if (length > mostListBytes) return undefined;
      parts.push(Buffer.from(chunk));
    }
  } catch {
    return undefined;
  }
  return Buffer.concat(parts);
}

/** SHA-256 of a file, 64 lower-case hex digits; undefined where it cannot be read. */
export async function hashOfFile(files: PlainFiles, path: string): Promise<string | undefined> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of chunks(files, path)) hash.update(chunk);
  } catch {
    return undefined;
  }
  return hash.digest('hex');
}

/** The paths among `paths` whose file is not the one of the list: another content, missing, unreadable, or not listed. */
export async function changedAmong(files: PlainFiles, folder: string, list: HashList, paths: Iterable<string>): Promise<string[]> {
  const changed: string[] = [];
  for (const path of paths) {
    const expected = list.get(path);
    if (expected === undefined || (await hashOfFile(files, join(folder, path))) !== expected) changed.push(path);
  }
  return changed;
}

/** Every file below the folder, relative to it and with slashes, sorted. Links are not followed: they count as files. */
export async function filesBelow(files: PlainFiles, folder: string): Promise<string[]> {
  const list = promisify(files.readdir);
  const found: string[] = [];
  const enter = async (prefix: string): Promise<void> => {
    for (const entry of await list(join(folder, prefix), { withFileTypes: true })) {
      const path = `${prefix}${entry.name}`;
      if (entry.isDirectory()) await enter(`${path}/`);
      else found.push(path);
    }
  };
  await enter('');
  return found.sort();
}

/** The content of a file, piece by piece; each piece is valid until the next is asked for. */
async function* chunks(files: PlainFiles, path: string): AsyncGenerator<Uint8Array> {
  const handle = await promisify(files.open)(path, 'r');
  try {
    const readSome = promisify(files.read);
    const buffer = new Uint8Array(chunkBytes);
    for (;;) {
      const { bytesRead: length } = await readSome(handle, buffer, 0, buffer.length, null);
      if (length === 0) return;
      yield buffer.subarray(0, length);
    }
  } finally {
    await promisify(files.close)(handle);
  }
}
