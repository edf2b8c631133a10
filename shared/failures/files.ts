import { type FailureWords, pickOther, untouched, words } from './words.ts';

/** Files: share files, wrapped keys, and the media they lie on. */
export const fileFailures = {
  'pbe-length': (f: { length: number }) =>
    words(`A DKEK share file has 64 bytes; this one has ${f.length}.`, 'It is truncated, or another kind of file.', pickOther),
  'pbe-no-salt': () =>
    words(
      'This is not a DKEK share file: it does not begin with "Salted__".',
      'It may be a text copy, a wrapped key or damaged.',
      pickOther,
    ),
  'pbe-password': () =>
    words(
      'The password does not open this DKEK share.',
      `Either the password is wrong, or the file is damaged. ${untouched}`,
      'Type the password again; capital letters and spaces count.',
    ),
  'wrapped-key-malformed': (f: { detail: string }) =>
    words(
      `This is not a complete wrapped key file (${f.detail}).`,
      `It is truncated, altered or another kind of file. ${untouched}`,
      'Use another copy of the file.',
    ),
  'wrapped-key-altered': () =>
    words(
      'The device rejected the wrapped key: its check does not fit.',
      `The file was altered, or it was wrapped under another DKEK. ${untouched}`,
      'Use another copy of the file, and compare its SHA-256 with the one in the minutes.',
    ),
  'file-exists': (f: { path: string }) =>
    words(`${f.path} already exists.`, 'It was not overwritten.', 'Choose another name, or confirm that it may be replaced.'),
  'file-unreadable': (f: { path: string; detail: string }) =>
    words(`${f.path} cannot be read (${f.detail}).`, untouched, 'Check that the medium is inserted and that you may read the file.'),
  'folder-unwritable': (f: { path: string; detail: string }) =>
    words(
      `${f.path} cannot be written (${f.detail}).`,
      'The file was not saved. The original is unharmed.',
      'Choose another folder or medium.',
    ),
  'disk-full': (f: { path: string }) =>
    words(
      `There is no room to save ${f.path}.`,
      'Nothing half-written was left behind.',
      'Free some space or choose another medium, and save again.',
    ),
  'file-read-back-differs': (f: { path: string }) =>
    words(
      `${f.path} reads back differently from what was written.`,
      'The medium is damaged or was removed too early. The file does not count as saved.',
      'Save again to another medium.',
    ),
} as const satisfies Record<string, (facts: never) => FailureWords>;
