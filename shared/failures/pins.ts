import { t } from '../language/text.ts';
import { type FailureWords, untouched, words } from './words.ts';

/** PINs: wrong, blocked, badly formed. */
export const pinFailures = {
  'pin-wrong': (f: { pin: string; left: number }) =>
    words(
      t('Wrong {pin}: {left, plural, one {# try} other {# tries}} left.', f),
      f.left === 1 ? t('One more wrong try blocks it.') : t('Each wrong try counts; a right one resets the count.'),
      t('Check that you have the right envelope for this serial, then try again.'),
    ),
  'pin-blocked': () =>
    words(
      t('The User PIN is blocked.'),
      t('Too many wrong tries. The keys are still on the device.'),
      t('Choose Unblock User PIN… and enter the SO-PIN, if the device was initialized to allow it.'),
    ),
  'so-pin-blocked': () =>
    words(
      t('The SO-PIN is blocked.'),
      t('Too many wrong tries. The device can never be initialized or unblocked again; its keys stay usable with the User PIN.'),
      t('Plan to move the keys to another device while the User PIN works.'),
    ),
  'pin-not-verified': () => words(t('The User PIN has not been verified.'), untouched, t('Choose Login with User PIN, then try again.')),
  'pin-is-transport-pin': () =>
    words(t('The device still has its transport PIN.'), t('It must be changed before anything else.'), t('Choose Change User PIN…')),
  'pin-length': () =>
    words(t('The User PIN must have 6 to 15 characters.'), untouched, t('Enter a PIN of 6 to 15 printable ASCII characters.')),
  'pin-too-short-for-retries': (f: { retries: number; minimum: number }) =>
    words(
      t('A device with {retries} tries needs a User PIN of at least {minimum} characters.', f),
      t('The device allows 3 tries for 6 characters, 5 for 7 and 10 for 8 or more.'),
      t('Choose a longer PIN or fewer tries.'),
    ),
  'new-pin-refused': () =>
    words(
      t('The device does not accept this new PIN.'),
      t('It is too short for the tries this device allows: 6 characters are enough for 3 tries, 7 for 5, 8 for 10. The old PIN stays.'),
      t('Choose a PIN of 8 to 15 characters.'),
    ),
  'pins-differ': (f: { pin: string }) =>
    words(t('The two entries of the {pin} differ.', f), untouched, t('Enter it again, twice the same.')),
  'so-pin-format': () =>
    words(
      t('The SO-PIN must be 16 hexadecimal digits.'),
      t('It is 8 bytes, written with the digits 0-9 and letters A-F; it is not the User PIN.'),
      t('Enter all 16 digits, without spaces.'),
    ),
  'reset-not-allowed': () =>
    words(
      t('This device does not allow its User PIN to be reset with the SO-PIN.'),
      t('That was decided when it was initialized. A blocked User PIN can only be cured by initializing again, which erases all keys.'),
      t('Restore the keys on another device from their wrapped files and DKEK shares.'),
    ),
} as const satisfies Record<string, (facts: never) => FailureWords>;
