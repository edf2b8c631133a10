import { readdir, realpath } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { hex } from '../../../shared/bytes.ts';
import { Refusal, refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { KeyFolder, WrappedFile } from '../../../shared/models/clone.ts';
import { kcv, keyId, keyReference } from '../../../shared/numbers.ts';
import { readKeyCertificate } from '../../card/public-keys.ts';
import { readKeyBlob } from '../../codec/key-blob.ts';
import { readKeyDescription } from '../../codec/pkcs15.ts';
import { readWrappedKeyFile } from '../../codec/wrapped-key-file.ts';
import { readFileBounded } from '../../files/read.ts';
import type { TravellingKey } from './travelling-key.ts';

/** RSA-4096 with a long certificate chain stays far below this. */
const LARGEST_FILE = 65_536;
const MOST_FILES = 250;
const EXTENSIONS = ['.wky'];
const LONGEST_ID = 32;

/** A folder of wrapped keys as it was read: what the window shows, and the keys themselves, in the same order. */
export interface OpenKeyFolder {
  readonly folder: KeyFolder;
  readonly keys: readonly TravellingKey[];
}

/**
 * Reads the wrapped key files (.wky) of a folder, by name, numbers in their order. Files of `sc-hsm-tool --wrap-key` are such files. What cannot
 * be used is named with its reason. Refusal key-folder-empty, file-unreadable.
 */
export async function readKeyFolder(chosen: string): Promise<OpenKeyFolder> {
  const unreadable = (error: unknown) =>
    refuse('file-unreadable', { path: chosen, detail: (error as NodeJS.ErrnoException).code ?? t('unknown') });
  const path = await realpath(chosen).catch(unreadable);
  const names = (await readdir(path).catch(unreadable)).filter((name) => EXTENSIONS.includes(extname(name).toLowerCase()));
  if (names.length === 0) refuse('key-folder-empty', { path });
  const sorted = names.sort(new Intl.Collator('en', { numeric: true }).compare);
  const files: WrappedFile[] = [];
  const keys: TravellingKey[] = [];
  const left: { name: string; why: string }[] = [];
  for (const name of sorted) {
    try {
      if (files.length >= MOST_FILES) throw new SyntaxError(t('a device holds no more keys than that'));
      const { file, key } = await readOne(join(path, name), files.length + 1);
      files.push(file);
      keys.push(key);
    } catch (error) {
      left.push({ name, why: error instanceof Refusal ? error.failure.what : (error as Error).message });
    }
  }
  return { folder: { path, files, left }, keys };
}

async function readOne(path: string, number: number): Promise<ReadWrappedKey> {
  const { bytes, sha256 } = await readFileBounded(path, LARGEST_FILE);
  return readWrappedKey({ name: basename(path), bytes, sha256 }, number);
}

export interface ReadWrappedKey {
  readonly file: WrappedFile;
  readonly key: TravellingKey;
}

/** The key in the bytes of a wrapped key file, to be put at this place. Throws Refusal wrapped-key-malformed, SyntaxError with whole sentences. */
export function readWrappedKey(
  { name, bytes, sha256 }: { readonly name: string; readonly bytes: Uint8Array; readonly sha256: string },
  number: number,
): ReadWrappedKey {
  const { blob, description, certificate } = readWrappedKeyFile(bytes);
  const { header } = readKeyBlob(blob);
  if (!description) throw new SyntaxError(t('It has no description. Import it once in the Key Manager and export it again.'));
  const told = describe(description);
  const id = keyId(hex.encode(told.id.length > 0 && told.id.length <= LONGEST_ID ? told.id : Uint8Array.of(number)));
  const { label, kind, sizeBits: size } = told;
  const type = { kind, size };
  const sort = (certificate && readKeyCertificate(certificate)?.kind) ?? 'none';
  return {
    file: { name, sha256, kcv: kcv(hex.encode(header.kcv)), label, id, type, capabilities: [...header.allowed], certificate: sort },
    key: {
      reference: keyReference(number),
      label,
      id,
      type,
      blob,
      description,
      ...(certificate && { certificate }),
      fileName: name,
      fileSha256: sha256,
    },
  };
}

function describe(description: Uint8Array) {
  try {
    return readKeyDescription(description);
  } catch {
    throw new SyntaxError(t('Its description is damaged.'));
  }
}
