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
} as const satisfies Record<string, (facts: never) => FailureWords>;
