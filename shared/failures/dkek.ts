import { t } from '../language/text.ts';
import { type FailureWords, pickOther, untouched, words } from './words.ts';

/** DKEK, its shares, and keys wrapped under another one. */
export const dkekFailures = {
  'no-dkek': () =>
    words(
      t('This device has no DKEK.'),
      t('Its keys can be used, but never exported or imported.'),
      t('Initialize it with DKEK shares; that erases its keys.'),
    ),
  'dkek-incomplete': (f: { missing: number; total: number }) =>
    words(
      t('{missing} of {total} shares missing; no keys can be made.', f),
      t('The DKEK is complete only when all shares are imported.'),
      t('Import the remaining DKEK shares.'),
    ),
  'dkek-complete': () =>
    words(
      t('The DKEK of this device is already complete.'),
      t('It takes no further share.'),
      t('If the wrong shares were imported, initialize the device again (this erases its keys).'),
    ),
  'kcv-differs': (f: { expected: string; got: string }) =>
    words(
      t('The key check values differ: expected {expected}, got {got}.', f),
      t('A share is wrong, belongs to another set, or was entered twice.'),
      t('Initialize the device again and import the right shares.'),
    ),
  'share-kcv-differs': (f: { expected: string; got: string }) =>
    words(
      t('This is not the expected DKEK share: its check value is {got}, expected {expected}.', f),
      `${t('The file belongs to another set or another custodian.')} ${untouched}`,
      pickOther,
    ),
  'share-already-imported': () =>
    words(
      t('This DKEK share has already been imported into this device.'),
      `${t('Importing it twice would cancel it out.')} ${untouched}`,
      t('Choose the file of the next custodian.'),
    ),
  'wrapped-under-other-dkek': (f: { file: string; device: string }) =>
    words(
      t('The file is encrypted under the DKEK {file}; this device has the DKEK {device}.', f),
      t('Only a device with the same DKEK can import it.'),
      t('Use a device initialized with the shares of that DKEK, or choose another file.'),
    ),
  'dkek-without-shares': () =>
    words(
      t('The DKEK of this device has no shares: the device made it itself (Random DKEK).'),
      `${t('A key from a file must be encrypted under the DKEK first, and nobody but this device has it.')} ${untouched}`,
      t('Use a device that was initialized with DKEK shares, or initialize this one so; that erases its keys.'),
    ),
  'dkek-check-value-unknown': () =>
    words(
      t('This device does not tell the check value of its DKEK.'),
      `${t('Without it nobody can see whether the right shares were given.')} ${untouched}`,
      t('Log out and in again. If the check value stays unknown, use a device with newer firmware.'),
    ),
  'dkek-assembled-differs': (f: { expected: string; got: string; shares: string }) =>
    words(
      t('These shares make the DKEK {got}; this device has the DKEK {expected}.', f),
      `${t('At least one belongs to another set; which one cannot be seen from the sum. The check values of the shares given are {shares}. Everything was wiped from memory.', f)} ${untouched}`,
      t('Compare these check values with the minutes or the sheets, find the share that differs, and start again with the right one.'),
    ),
  'dkek-share-again': (f: { kcv: string }) =>
    words(
      t('The share with the check value {kcv} was given twice, in two files.', f),
      `${t('The same share twice cancels itself out. Everything was wiped from memory.')} ${untouched}`,
      t('Start again with one file for each share.'),
    ),
} as const satisfies Record<string, (facts: never) => FailureWords>;
