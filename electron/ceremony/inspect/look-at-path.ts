import { createHash } from 'node:crypto';
import { opendir } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { hex } from '../../../shared/bytes.ts';
import { Refusal } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { InspectedFile } from '../../../shared/models/inspection.ts';
import { readFileBounded } from '../../files/read.ts';
import type { PaperDesk } from '../paper.ts';
import { aSecretFile, isSecretName, lookAtBytes } from './look-at-file.ts';

/** RSA-4096 with a long certificate chain stays far below this. */
const LARGEST_FILE = 65_536;
/** A page at 600 dots per inch in colour has about 10 MB. */
const LARGEST_SHEET = 20 * 1024 * 1024;
const sheetEndings = ['.pdf', '.png', '.jpg', '.jpeg'];
/** Those that are looked at first where a folder holds too many. */
const likelyEndings = ['.wky', '.pbe', '.bin', ...sheetEndings];

export const MOST_FILES = 300;
/** Names that are read of a folder; a folder with more is the wrong one. */
const MOST_NAMES = 20_000;
/** A sheet takes a window and a second or two. */
const MOST_SHEETS = 30;

/** Looks at one file after the other; sheets are limited, since each takes its time. */
export class FileLooker {
  readonly #paper: PaperDesk;
  #sheets = 0;

  constructor(paper: PaperDesk) {
    this.#paper = paper;
  }

  /** What the file is. Whatever is wrong with it is part of the answer. */
  async look(path: string): Promise<InspectedFile> {
    const name = basename(path);
    if (isSecretName(name)) return { name, found: aSecretFile };
    try {
      return sheetEndings.includes(extname(name).toLowerCase()) ? await this.#lookAtSheet(path, name) : await lookAtFile(path, name);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { name, found: { kind: 'other', why: error.failure.what } };
    }
  }

  async #lookAtSheet(path: string, name: string): Promise<InspectedFile> {
    if (++this.#sheets > MOST_SHEETS)
      return {
        name,
        found: { kind: 'other', why: t('Only {most} pictures and PDFs are looked at in one go. Choose it alone.', { most: MOST_SHEETS }) },
      };
    const { bytes } = await readFileBounded(path, LARGEST_SHEET);
    const size = bytes.length;
    try {
      const sheet = await this.#paper.readSheetFile(name, bytes);
      return { name, bytes: size, sha256: sha256(sheet.bytes), sheet: { sheetId: sheet.sheetId }, found: lookAtBytes(sheet.bytes) };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { name, bytes: size, found: { kind: 'other', why: error.failure.what } };
    }
  }
}

async function lookAtFile(path: string, name: string): Promise<InspectedFile> {
  const read = await readFileBounded(path, LARGEST_FILE);
  try {
    const found = lookAtBytes(read.bytes);
    // Only of ciphertext: with a hash, a guess at anything else could be confirmed.
    const isCiphertext = found.kind === 'wrapped-key' || found.kind === 'share-file';
    return { name, bytes: read.bytes.length, ...(isCiphertext ? { sha256: read.sha256 } : {}), found };
  } finally {
    read.bytes.fill(0);
  }
}

/** The files in a folder, not in those inside it: at most `MOST_FILES`, the likely ones first. */
export async function filesIn(folder: string): Promise<{ readonly paths: readonly string[]; readonly left: number }> {
  const names: string[] = [];
  for await (const entry of await opendir(folder)) {
    if (entry.isFile() && !entry.name.startsWith('.')) names.push(entry.name);
    if (names.length >= MOST_NAMES) break;
  }
  const rank = (name: string) => (likelyEndings.includes(extname(name).toLowerCase()) ? 0 : 1);
  const { compare } = new Intl.Collator('en', { numeric: true });
  const sorted = names.sort((a, b) => rank(a) - rank(b) || compare(a, b));
  return { paths: sorted.slice(0, MOST_FILES).map((name) => join(folder, name)), left: Math.max(0, sorted.length - MOST_FILES) };
}

const sha256 = (bytes: Uint8Array) => hex.encode(createHash('sha256').update(bytes).digest()).toLowerCase();
