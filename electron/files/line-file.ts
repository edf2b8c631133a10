import { type FileHandle, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { concat } from '../../shared/bytes.ts';
import { refuse } from '../../shared/failure.ts';
import { syncFolder, writeFileSafely } from './atomic.ts';
import { writeRefusal } from './file-error.ts';
import { readFileBounded } from './read.ts';

const LF = 0x0a;

/** A file that grows line by line, each on the medium before the next is begun. One writer: the folder's lock sees to that. */
export class LineFile {
  readonly path: string;
  readonly #file: FileHandle;
  /** Bytes of all whole lines. */
  #length: number;

  private constructor(path: string, file: FileHandle, length: number) {
    this.path = path;
    this.#file = file;
    this.#length = length;
  }

  /**
   * Opens the file, or makes an empty one, and gives its whole lines (without LF) and what stands behind the last LF: the
   * remains of a write that was cut off. Refusal file-unreadable, also for more than `maximum` bytes, and folder-unwritable.
   */
  static async open(path: string, maximum: number): Promise<{ file: LineFile; lines: Uint8Array[]; tail: Uint8Array }> {
    let handle: FileHandle | undefined;
    try {
      handle = await open(path, 'a', 0o600);
      await syncFolder(dirname(path));
      const { lines, tail } = splitLines((await readFileBounded(path, maximum)).bytes);
      const length = lines.reduce((sum, line) => sum + line.length + 1, 0);
      return { file: new LineFile(path, handle, length), lines, tail };
    } catch (error) {
      await handle?.close();
      throw writeRefusal(error, path);
    }
  }

  /** Adds a line without LF in it; it is on the medium when this resolves. Refusal file-changed, disk-full, folder-unwritable; then nothing of it stays. */
  async append(line: Uint8Array): Promise<void> {
    if ((await this.#file.stat()).size !== this.#length) refuse('file-changed', { path: this.path });
    try {
      await this.#file.writeFile(concat(line, Uint8Array.of(LF)));
      await this.#file.datasync();
      this.#length += line.length + 1;
    } catch (error) {
      await this.#file.truncate(this.#length).catch(() => undefined);
      throw writeRefusal(error, this.path);
    }
  }

  /** Keeps the remains of a write that was cut off in a file of their own, then takes them off this one. */
  async setTailAside(tail: Uint8Array, path: string): Promise<void> {
    await writeFileSafely(path, tail, { overwrite: false });
    await this.#file.truncate(this.#length);
    await this.#file.datasync();
  }

  async close(): Promise<void> {
    await this.#file.close();
  }
}

export function splitLines(bytes: Uint8Array): { lines: Uint8Array[]; tail: Uint8Array } {
  const lines: Uint8Array[] = [];
  let start = 0;
  for (let end = bytes.indexOf(LF); end >= 0; end = bytes.indexOf(LF, start)) {
    lines.push(bytes.subarray(start, end));
    start = end + 1;
  }
  return { lines, tail: bytes.subarray(start) };
}
