import { type FailureWords, words } from './words.ts';

const noTry = 'No PIN reached the device, and no try was used.';

/** PINs entered on the reader: what the reader says instead of the device. */
export const pinPadFailures = {
  'pin-pad-timed-out': () =>
    words(
      'Nobody entered the PIN on the reader in time.',
      noTry,
      'Choose Enter on the reader again and press its OK key after the last digit.',
    ),
  'pin-pad-cancelled': () =>
    words('The entry was cancelled on the reader.', noTry, 'Choose Enter on the reader to begin again, or Cancel.'),
  'pin-pad-pins-differ': () =>
    words('The two entries of the new User PIN differ.', 'The PIN was not changed.', 'Begin again, and enter the new PIN twice the same.'),
  'pin-pad-length': () =>
    words(
      'The PIN entered on the reader is too short or too long.',
      noTry,
      'Enter 6 to 15 digits. A PIN with letters can only be typed here.',
    ),
  'pin-pad-not-proven': () =>
    words(
      'The device took the new User PIN, but it was not entered once more to prove it.',
      'The old PIN is no longer valid.',
      'Choose Login with User PIN and enter the new one before the device leaves the room.',
    ),
} as const satisfies Record<string, (facts: never) => FailureWords>;
