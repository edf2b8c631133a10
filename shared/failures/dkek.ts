import { type FailureWords, pickOther, untouched, words } from './words.ts';

/** DKEK, its shares, and keys wrapped under another one. */
export const dkekFailures = {
  'no-dkek': () =>
    words(
      'This device has no DKEK.',
      'Its keys can be used, but never exported or imported.',
      'Initialize it with DKEK shares; that erases its keys.',
    ),
  'dkek-incomplete': (f: { missing: number; total: number }) =>
    words(
      `${f.missing} of ${f.total} shares missing; no keys can be made.`,
      'The DKEK is complete only when all shares are imported.',
      'Import the remaining DKEK shares.',
    ),
  'dkek-complete': () =>
    words(
      'The DKEK of this device is already complete.',
      'It takes no further share.',
      'If the wrong shares were imported, initialize the device again (this erases its keys).',
    ),
  'kcv-differs': (f: { expected: string; got: string }) =>
    words(
      `The key check values differ: expected ${f.expected}, got ${f.got}.`,
      'A share is wrong, belongs to another set, or was entered twice.',
      'Initialize the device again and import the right shares.',
    ),
  'share-kcv-differs': (f: { expected: string; got: string }) =>
    words(
      `This is not the expected DKEK share: its check value is ${f.got}, expected ${f.expected}.`,
      `The file belongs to another set or another custodian. ${untouched}`,
      pickOther,
    ),
  'share-already-imported': () =>
    words(
      'This DKEK share has already been imported into this device.',
      `Importing it twice would cancel it out. ${untouched}`,
      'Choose the file of the next custodian.',
    ),
  'wrapped-under-other-dkek': (f: { file: string; device: string }) =>
    words(
      `The file is encrypted under the DKEK ${f.file}; this device has the DKEK ${f.device}.`,
      'Only a device with the same DKEK can import it.',
      'Use a device initialized with the shares of that DKEK, or choose another file.',
    ),
  'dkek-without-shares': () =>
    words(
      'The DKEK of this device has no shares: the device made it itself (Random DKEK).',
      `A key from a file must be encrypted under the DKEK first, and nobody but this device has it. ${untouched}`,
      'Use a device that was initialized with DKEK shares, or initialize this one so; that erases its keys.',
    ),
  'dkek-check-value-unknown': () =>
    words(
      'This device does not tell the check value of its DKEK.',
      `Without it nobody can see whether the right shares were given. ${untouched}`,
      'Log out and in again. If the check value stays unknown, use a device with newer firmware.',
    ),
  'dkek-assembled-differs': (f: { expected: string; got: string; shares: string }) =>
    words(
      `These shares make the DKEK ${f.got}; this device has the DKEK ${f.expected}.`,
      `At least one belongs to another set; which one cannot be seen from the sum. The check values of the shares given are ${f.shares}. Everything was wiped from memory. ${untouched}`,
      'Compare these check values with the minutes or the sheets, find the share that differs, and start again with the right one.',
    ),
  'dkek-share-again': (f: { kcv: string }) =>
    words(
      `The share with the check value ${f.kcv} was given twice, in two files.`,
      `The same share twice cancels itself out. Everything was wiped from memory. ${untouched}`,
      'Start again with one file for each share.',
    ),
} as const satisfies Record<string, (facts: never) => FailureWords>;
