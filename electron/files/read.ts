import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { Refusal, refuse } from '../../shared/failure.ts';
import { plainCause } from './file-error.ts';

export interface ReadFile {
  readonly bytes: Uint8Array;
  /** 64 lower-case hex digits. */
  readonly sha256: string;
}

/** Reads a regular file of at most `maximum` bytes. Throws Refusal file-unreadable, also for a larger file, a folder or a pipe. */
export async function readFileBounded(path: string, maximum: number): Promise<ReadFile> {
  let file: FileHandle | undefined;
  try {
    // Without O_NONBLOCK, opening a named pipe would wait for a writer for ever.
    file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    if (!(await file.stat()).isFile()) return refuse('file-unreadable', { path, detail: 'it is not an ordinary file' });
    const bytes = await readAtMost(file, maximum + 1);
    if (bytes.length > maximum) return refuse('file-unreadable', { path, detail: `it has more than ${maximum} bytes` });
    return { bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
  } catch (error) {
    if (error instanceof Refusal) throw error;
    return refuse('file-unreadable', { path, detail: plainCause(error) });
  } finally {
    await file?.close();
  }
}

async function readAtMost(file: FileHandle, limit: number): Promise<Uint8Array> {
  const buffer = new Uint8Array(limit);
  let filled = 0;
  while (filled < limit) {
    const { bytesRead } = await file.read(buffer, filled, limit - filled, null);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.slice(0, filled);
}
