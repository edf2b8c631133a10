import { t } from '../language/text.ts';
import { type FailureWords, words } from './words.ts';

const noTry = t('No PIN reached the device, and no try was used.');

/** PINs entered on the reader: what the reader says instead of the device. */
export const pinPadFailures = {
  'pin-pad-timed-out': () =>
    words(
      t('Nobody entered the PIN on the reader in time.'),
      noTry,
      t('Choose Enter on the reader again and press its OK key after the last digit.'),
    ),
  'pin-pad-cancelled': () =>
    words(t('The entry was cancelled on the reader.'), noTry, t('Choose Enter on the reader to begin again, or Cancel.')),
  'pin-pad-pins-differ': () =>
    words(
      t('The two entries of the new User PIN differ.'),
      t('The PIN was not changed.'),
      t('Begin again, and enter the new PIN twice the same.'),
    ),
  'pin-pad-length': () =>
    words(
      t('The PIN entered on the reader is too short or too long.'),
      noTry,
      t('Enter 6 to 15 digits. A PIN with letters can only be typed here.'),
    ),
  'pin-pad-not-proven': () =>
    words(
      t('The device took the new User PIN, but it was not entered once more to prove it.'),
      t('The old PIN is no longer valid.'),
      t('Choose Login with User PIN and enter the new one before the device leaves the room.'),
    ),
} as const satisfies Record<string, (facts: never) => FailureWords>;
