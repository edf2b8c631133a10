import { readdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { equal } from '../../shared/bytes.ts';
import { Refusal, refuse } from '../../shared/failure.ts';
import { writeFileSafely } from './atomic.ts';
import { plainCause } from './file-error.ts';
import { type FolderLock, lockFolder } from './folder-lock.ts';
import { readFileBounded } from './read.ts';

const registerName = 'register.json';
/** The state before the last change: what remains should the medium fail in the one moment between two names. */
const previousName = 'register-previous.json';
/** Tens of thousands of sheets. */
const LARGEST_REGISTER = 8 * 1024 * 1024;
/** What systems put on a medium by themselves. */
const ofTheSystem = new Set(['lost+found', 'System Volume Information', '$RECYCLE.BIN']);

/** An open ceremony folder: its register's bytes, and the lock that keeps a second writer away. Knows nothing of what the bytes say. */
export class CeremonyFolder {
  /** Absolute, without symbolic links. */
  readonly path: string;
  readonly #lock: FolderLock;
  /** What register.json held when it was last read or written; undefined while there is none. */
  #bytes: Uint8Array | undefined;

  private constructor(path: string, lock: FolderLock, bytes: Uint8Array | undefined) {
    this.path = path;
    this.#lock = lock;
    this.#bytes = bytes;
  }

  /**
   * Locks the folder and reads its register. Refusal register-in-use, register-missing, folder-not-for-ceremony, file-unreadable,
   * folder-unwritable; then the folder is as it was.
   */
  static async open(chosen: string): Promise<CeremonyFolder> {
    const path = await CeremonyFolder.locate(chosen);
    const names = await readdir(path).catch((error) => refuse('file-unreadable', { path, detail: plainCause(error) }));
    if (!names.includes(registerName)) {
      if (names.includes(previousName)) refuse('register-missing', { path: join(path, registerName) });
      if (names.some((name) => !name.startsWith('.') && !ofTheSystem.has(name) && name !== 'register.lock')) {
        refuse('folder-not-for-ceremony', { path });
      }
    }
    const lock = await lockFolder(path);
    try {
      const bytes = names.includes(registerName) ? (await readFileBounded(join(path, registerName), LARGEST_REGISTER)).bytes : undefined;
      return new CeremonyFolder(path, lock, bytes);
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  /** The folder's one name, whatever path leads there. Refusal file-unreadable. */
  static locate(chosen: string): Promise<string> {
    return realpath(chosen).catch((error) => refuse('file-unreadable', { path: chosen, detail: plainCause(error) }));
  }

  get registerPath(): string {
    return join(this.path, registerName);
  }

  /** In words, where a lock that nobody holds any more was taken over. */
  get notice(): string | undefined {
    return this.#lock.notice;
  }

  /** The register as it was read or last written; undefined in a new folder. */
  get bytes(): Uint8Array | undefined {
    return this.#bytes;
  }

  /**
   * Replaces the register in one step and reads it back; the state before stays beside it. Refusal register-changed where
   * the file is not what was last read, folder-unwritable, disk-full, file-read-back-differs.
   */
  async write(bytes: Uint8Array): Promise<void> {
    const path = this.registerPath;
    if (this.#bytes) {
      if (!equal(await this.#onDisk(), this.#bytes)) refuse('register-changed', { path });
      await writeFileSafely(join(this.path, previousName), this.#bytes, { overwrite: true });
    }
    // A register that appeared in a new folder meanwhile is not ours to replace.
    await writeFileSafely(path, bytes, { overwrite: this.#bytes !== undefined }).catch(async (error) => {
      await this.#takeBack(bytes);
      throw error;
    });
    this.#bytes = bytes;
  }

  /** The write failed when the new register had its name already: people are told that nothing was recorded, so the old one is put back. */
  async #takeBack(bytes: Uint8Array): Promise<void> {
    const before = this.#bytes;
    const bearsTheName = async () => equal(await this.#onDisk().catch(() => new Uint8Array()), bytes);
    if (!before || !(await bearsTheName())) return;
    await writeFileSafely(this.registerPath, before, { overwrite: true }).catch(() => undefined);
    // Where that fails too, the next write must not take our own for somebody else's.
    if (await bearsTheName()) this.#bytes = bytes;
  }

  /** Names of the records of procedures that lie beside the register: those that begin so. */
  async records(prefix: string): Promise<string[]> {
    const names = await readdir(this.path).catch((error) => refuse('file-unreadable', { path: this.path, detail: plainCause(error) }));
    return names.filter((name) => name.startsWith(prefix) && name.endsWith('.json')).sort();
  }

  /** A record beside the register; undefined where there is none. Refusal file-unreadable. */
  async readRecord(name: string): Promise<Uint8Array | undefined> {
    if (!(await this.records(name)).includes(name)) return undefined;
    return (await readFileBounded(join(this.path, name), LARGEST_REGISTER)).bytes;
  }

  /** Replaces a record beside the register in one step and reads it back. Refusal folder-unwritable, disk-full, file-read-back-differs. */
  async writeRecord(name: string, bytes: Uint8Array): Promise<void> {
    await writeFileSafely(join(this.path, name), bytes, { overwrite: true });
  }

  close(): Promise<void> {
    return this.#lock.release();
  }

  async #onDisk(): Promise<Uint8Array> {
    try {
      return (await readFileBounded(this.registerPath, LARGEST_REGISTER)).bytes;
    } catch (error) {
      if (error instanceof Refusal) return refuse('register-changed', { path: this.registerPath });
      throw error;
    }
  }
}
