import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { unmovedCopy } from '../../shared/bytes.ts';
import { Refusal, refuse } from '../../shared/failure.ts';
import { t } from '../../shared/language/text.ts';
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
    const about = await file.stat();
    if (!about.isFile()) return refuse('file-unreadable', { path, detail: t('it is not an ordinary file') });
    const bytes = await readAtMost(file, about.size, maximum + 1);
    if (bytes.length > maximum) return refuse('file-unreadable', { path, detail: t('it has more than {maximum} bytes', { maximum }) });
    return { bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
  } catch (error) {
    if (error instanceof Refusal) throw error;
    return refuse('file-unreadable', { path, detail: plainCause(error) });
  } finally {
    await file?.close();
  }
}

/** As long as the file is said to be, and on from there in case it has grown. */
async function readAtMost(file: FileHandle, size: number, limit: number): Promise<Uint8Array> {
  let buffer = new Uint8Array(Math.min(size + 1, limit));
  let filled = 0;
  for (;;) {
    if (filled === buffer.length) {
      if (filled === limit) break;
      const longer = new Uint8Array(Math.min(2 * filled, limit));
      longer.set(buffer);
      // The file may hold a secret.
      buffer.fill(0);
      buffer = longer;
    }
    const { bytesRead } = await file.read(buffer, filled, buffer.length - filled, null);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  const bytes = unmovedCopy(buffer.subarray(0, filled));
  // the file may hold a key: whoever wipes `bytes` must not leave this copy behind
  buffer.fill(0, 0, filled);
  return bytes;
}
