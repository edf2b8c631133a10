import { t } from '../language/text.ts';
import { type FailureWords, pickOther, untouched, words } from './words.ts';

/** Files: share files, wrapped keys, and the media they lie on. */
export const fileFailures = {
  'pbe-length': (f: { length: number }) =>
    words(t('A DKEK share file has 64 bytes; this one has {length}.', f), t('It is truncated, or another kind of file.'), pickOther),
  'pbe-no-salt': () =>
    words(
      t('This is not a DKEK share file: it does not begin with "Salted__".'),
      t('It may be a text copy, a wrapped key or damaged.'),
      pickOther,
    ),
  'pbe-password': () =>
    words(
      t('The password does not open this DKEK share.'),
      `${t('Either the password is wrong, or the file is damaged.')} ${untouched}`,
      t('Type the password again; capital letters and spaces count.'),
    ),
  'wrapped-key-malformed': (f: { detail: string }) =>
    words(
      t('This is not a complete wrapped key file ({detail}).', f),
      `${t('It is truncated, altered or another kind of file.')} ${untouched}`,
      t('Use another copy of the file.'),
    ),
  'wrapped-key-altered': () =>
    words(
      t('The device rejected the wrapped key: its check does not fit.'),
      `${t('The file was altered, or it was wrapped under another DKEK.')} ${untouched}`,
      t('Use another copy of the file, and compare its SHA-256 with the one in the minutes.'),
    ),
  'file-exists': (f: { path: string }) =>
    words(t('{path} already exists.', f), t('It was not overwritten.'), t('Choose another name, or confirm that it may be replaced.')),
  'file-unreadable': (f: { path: string; detail: string }) =>
    words(t('{path} cannot be read ({detail}).', f), untouched, t('Check that the medium is inserted and that you may read the file.')),
  'folder-unwritable': (f: { path: string; detail: string }) =>
    words(
      t('{path} cannot be written ({detail}).', f),
      t('The file was not saved. The original is unharmed.'),
      t('Choose another folder or medium.'),
    ),
  'disk-full': (f: { path: string }) =>
    words(
      t('There is no room to save {path}.', f),
      t('Nothing half-written was left behind.'),
      t('Free some space or choose another medium, and save again.'),
    ),
  'file-read-back-differs': (f: { path: string }) =>
    words(
      t('{path} reads back differently from what was written.', f),
      t('The medium is damaged or was removed too early. The file does not count as saved.'),
      t('Save again to another medium.'),
    ),
} as const satisfies Record<string, (facts: never) => FailureWords>;
