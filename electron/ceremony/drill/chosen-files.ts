import { realpath } from 'node:fs/promises';
import { basename } from 'node:path';
import { Refusal, refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { DrillFile, DrillFiles } from '../../../shared/models/drill.ts';
import { type Kcv, keyReference, unknownKcv } from '../../../shared/numbers.ts';
import { readFileBounded } from '../../files/read.ts';
import { type ReadWrappedKey, readKeyFolder, readWrappedKey } from '../clone/key-folder.ts';
import type { TravellingKey } from '../clone/travelling-key.ts';
import { wrappedKeyKinds } from '../keys/key-files.ts';
import { sha256 } from '../sheets/share-file-sheet.ts';
import type { Workstation } from '../workstation.ts';

/** RSA-4096 with a long certificate chain stays far below this. */
const LARGEST_FILE = 65_536;
/** References of keys go from 1 to 255, and a device keeps some for itself. */
const MOST_FILES = 250;

/** A wrapped key that was brought. */
export interface ChosenKey {
  readonly file: DrillFile;
  readonly key: TravellingKey;
}

/** The wrapped keys that were brought for a drill: from folders, single files and sheets of paper. All of it ciphertext. */
export class ChosenFiles {
  readonly #workstation: Workstation;
  #keys: ChosenKey[] = [];
  #left: { readonly name: string; readonly why: string }[] = [];

  constructor(workstation: Workstation) {
    this.#workstation = workstation;
  }

  get snapshot(): DrillFiles {
    return { files: this.#keys.map(({ file }) => file), left: this.#left };
  }

  /** All wrapped keys of a folder. Refusal cancelled, key-folder-empty, file-unreadable. */
  async addFolder(): Promise<void> {
    const { folder, keys } = await readKeyFolder(await this.#workstation.person.openFolder(t('Choose the folder with the wrapped keys')));
    for (const [at, file] of folder.files.entries()) this.#add({ file, key: keys[at] as TravellingKey });
    for (const unusable of folder.left) this.#leave(unusable.name, unusable.why);
  }

  /** One wrapped key; one that cannot be used is listed with its reason. Refusal cancelled, file-unreadable. */
  async addFile(): Promise<void> {
    const path = await this.#workstation.person.openFile(t('Choose a wrapped key'), wrappedKeyKinds);
    const { bytes, sha256: digest } = await readFileBounded(path, LARGEST_FILE);
    const name = basename(await realpath(path).catch(() => path));
    try {
      this.#add(readWrappedKey({ name, bytes, sha256: digest }, 1));
    } catch (error) {
      this.#leave(name, whyOf(error));
    }
  }

  /** A wrapped key from its sheet; nothing is saved. Refusal cancelled, drill-sheet-not-key, sheet-hash-differs, sheet-of-other-file, wrapped-key-malformed. */
  async addSheet(): Promise<void> {
    const { custody, paper } = this.#workstation;
    const entered = await custody.exclusively(t('Restore drill'), () =>
      paper.enterSheet({
        title: t('Restore drill'),
        purpose: t('The lines or codes of the sheet give back the wrapped key for this drill. Nothing is saved.'),
        expected: { kind: 'wrapped-key' },
      }),
    );
    if (entered.kind !== 'wrapped-key') refuse('drill-sheet-not-key');
    const digest = sha256(entered.bytes);
    if (entered.sha256Typed !== undefined && entered.sha256Typed.toLowerCase() !== digest) refuse('sheet-hash-differs');
    const { sheetId } = entered;
    const known = custody.known?.holdings.find((holding) => holding.sheetId === sheetId && holding.fileSha256 !== undefined);
    if (known && known.fileSha256 !== digest) refuse('sheet-of-other-file', { sheetId });
    try {
      const { file, key } = readWrappedKey({ name: t('sheet {sheetId}', { sheetId }), bytes: entered.bytes, sha256: digest }, 1);
      this.#add({ file: { ...file, sheetId }, key });
    } catch (error) {
      if (error instanceof SyntaxError) refuse('wrapped-key-malformed', { detail: t('its description is missing or damaged') });
      throw error;
    }
  }

  /** `all`, `unusable`, or one file by its SHA-256. */
  remove(what: string): void {
    if (what === 'all') this.#keys = [];
    if (what === 'all' || what === 'unusable') this.#left = [];
    this.#keys = this.#keys.filter(({ file }) => file.sha256 !== what);
  }

  /**
   * Everything that was brought, each key with a place of its own, under one DKEK. Refusal drill-no-files, drill-file-unusable,
   * drill-other-dkek.
   */
  toDrill(): { readonly keys: readonly ChosenKey[]; readonly kcv: Kcv } {
    const [unusable] = this.#left;
    if (unusable) refuse('drill-file-unusable', unusable);
    const kcv = this.#keys.map(({ file }) => file.kcv).find((each) => each !== unknownKcv) ?? unknownKcv;
    // zeros: the file does not tell; its MAC will
    const other = this.#keys.find(({ file }) => file.kcv !== unknownKcv && file.kcv !== kcv);
    if (other) refuse('drill-other-dkek', { name: other.file.name, kcv: other.file.kcv, expected: kcv });
    if (this.#keys.length === 0) refuse('drill-no-files');
    return { keys: this.#keys.map(({ file, key }, at) => ({ file, key: { ...key, reference: keyReference(at + 1) } })), kcv };
  }

  /** The same bytes twice are one file. */
  #add(read: ReadWrappedKey | ChosenKey): void {
    if (this.#keys.some(({ file }) => file.sha256 === read.file.sha256)) return;
    if (this.#keys.length >= MOST_FILES) this.#leave(read.file.name, t('A device holds no more keys than those before it.'));
    else this.#keys.push(read);
  }

  #leave(name: string, why: string): void {
    if (!this.#left.some((other) => other.name === name)) this.#left.push({ name, why });
  }
}

const whyOf = (error: unknown): string => {
  if (error instanceof Refusal) return error.failure.what;
  if (error instanceof SyntaxError) return error.message;
  throw error;
};
