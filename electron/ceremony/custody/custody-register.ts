import { basename } from 'node:path';
import { validateRegister } from '../../../shared/custody/register.ts';
import { Refusal, refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { CustodySnapshot, Register } from '../../../shared/models/custody.ts';
import { newId } from '../../crypto/sheet-id.ts';
import { CeremonyFolder } from '../../files/ceremony-folder.ts';
import type { Recorder } from '../transcript/recorder.ts';

export interface CustodyParts {
  /** Whether a rehearsal runs now. */
  readonly practice: () => boolean;
  /** Gets what the main window shows after each change; undefined when no folder is open. */
  readonly show: (snapshot: CustodySnapshot | undefined) => void;
  /** Keeps the transcript in the folder that is open. */
  readonly records?: Pick<Recorder, 'openFor' | 'closeCeremony'>;
}

interface Open {
  readonly folder: CeremonyFolder;
  register: Register;
}

/** Why a record could not be made, to stand in brackets. */
export function causeOf(error: unknown): string {
  return error instanceof Refusal ? error.failure.what.replace(/\.$/, '') : t('a defect in the app');
}

/** Who holds what: the register of the one ceremony folder that is open, and one procedure at a time on it. Never a secret. */
export class Custody {
  readonly #parts: CustodyParts;
  #open: Open | undefined;
  #activity: string | undefined;
  /** Changes are written one after the other. */
  #writing: Promise<unknown> = Promise.resolve();

  constructor(parts: CustodyParts) {
    this.#parts = parts;
  }

  /** The open register. Refusal no-ceremony-folder. */
  get register(): Register {
    return this.#open?.register ?? refuse('no-ceremony-folder');
  }

  /** The open register, or undefined where none is open. */
  get known(): Register | undefined {
    return this.#open?.register;
  }

  /**
   * Opens the register of a folder in place of the one that is open; an empty folder gets a new one. Refusal register-…,
   * folder-not-for-ceremony; then what was open stays open.
   */
  async open(chosen: string): Promise<void> {
    const before = this.#open;
    const folder = before && (await isSame(before.folder, chosen)) ? before.folder : await CeremonyFolder.open(chosen);
    if (folder === before?.folder) return;
    try {
      const practice = this.#parts.practice();
      const register = folder.bytes ? readRegister(folder, folder.bytes) : emptyRegister(basename(folder.path) || folder.path, practice);
      if (register.practice && !practice) refuse('register-of-practice', { folder: folder.path });
      if (!register.practice && practice) refuse('register-of-production', { folder: folder.path });
      if (!folder.bytes) await folder.write(encode(register));
      this.#open = { folder, register };
    } catch (error) {
      await folder.close();
      throw error;
    }
    const { ceremonyId, title } = this.#open.register;
    await this.#parts.records?.openFor(folder.path, { ceremonyId, title });
    this.#show();
    await before?.folder.close();
  }

  /** Closes the register and frees the folder. */
  async close(): Promise<void> {
    await this.#writing;
    const open = this.#open;
    this.#open = undefined;
    if (open) await this.#parts.records?.closeCeremony();
    await open?.folder.close();
    if (open) this.#show();
  }

  /** The open folder, for records of procedures beside the register. Refusal no-ceremony-folder. */
  get folder(): Pick<CeremonyFolder, 'path' | 'records' | 'readRecord' | 'writeRecord'> {
    return this.#open?.folder ?? refuse('no-ceremony-folder');
  }

  /** The procedure under way, in words; undefined where none is. */
  get activity(): string | undefined {
    return this.#activity;
  }

  /** Runs one procedure; a second one meanwhile gets Refusal custody-busy. */
  async exclusively<T>(activity: string, work: () => Promise<T>): Promise<T> {
    if (this.#activity !== undefined) refuse('custody-busy', { activity: this.#activity });
    this.#activity = activity;
    try {
      return await work();
    } finally {
      this.#activity = undefined;
    }
  }

  /** Changes between practice and production: the register of the other kind is closed. Refusal custody-busy. */
  changingMode(change: () => Promise<void>): Promise<void> {
    return this.exclusively(t('The change of readers'), async () => {
      await change();
      if (this.#open && this.#open.register.practice !== this.#parts.practice()) await this.close();
    });
  }

  /**
   * Writes a changed register, all of it or nothing, and shows it. `edit` gets the register as it is then and may refuse.
   * Refusal no-ceremony-folder, register-changed, folder-unwritable, disk-full.
   */
  change(edit: (register: Register) => Register): Promise<void> {
    const turn = this.#writing.then(async () => {
      const open = this.#open ?? refuse('no-ceremony-folder');
      const changed = edit(open.register);
      // What we write we must be able to read again.
      validateRegister(JSON.parse(JSON.stringify(changed)));
      await open.folder.write(encode(changed));
      open.register = changed;
      this.#show();
    });
    this.#writing = turn.catch(() => undefined);
    return turn;
  }

  #show(): void {
    const open = this.#open;
    const notice = open?.folder.notice;
    this.#parts.show(open && { folder: open.folder.path, register: open.register, ...(notice === undefined ? {} : { notice }) });
  }
}

async function isSame(folder: CeremonyFolder, chosen: string): Promise<boolean> {
  return folder.path === (await CeremonyFolder.locate(chosen));
}

function readRegister(folder: CeremonyFolder, bytes: Uint8Array): Register {
  const damaged = (detail: string) => refuse('register-unreadable', { path: folder.registerPath, detail });
  let untrusted: unknown;
  try {
    untrusted = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return damaged(bytes.length === 0 ? t('it is empty') : t('it is no JSON text'));
  }
  try {
    return validateRegister(untrusted);
  } catch (error) {
    return damaged((error as Error).message);
  }
}

function emptyRegister(title: string, practice: boolean): Register {
  return { format: 'conclave-register-1', ceremonyId: newId(), title, practice, custodians: [], sets: [], holdings: [] };
}

const encode = (register: Register): Uint8Array => new TextEncoder().encode(`${JSON.stringify(register, null, 2)}\n`);
