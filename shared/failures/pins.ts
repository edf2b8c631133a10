import { type FailureWords, tries, untouched, words } from './words.ts';

/** PINs: wrong, blocked, badly formed. */
export const pinFailures = {
  'pin-wrong': (f: { pin: string; left: number }) =>
    words(
      `Wrong ${f.pin}: ${tries(f.left)} left.`,
      f.left === 1 ? 'One more wrong try blocks it.' : 'Each wrong try counts; a right one resets the count.',
      'Check that you have the right envelope for this serial, then try again.',
    ),
  'pin-blocked': () =>
    words(
      'The User PIN is blocked.',
      'Too many wrong tries. The keys are still on the device.',
      'Choose Unblock User PIN… and enter the SO-PIN, if the device was initialized to allow it.',
    ),
  'so-pin-blocked': () =>
    words(
      'The SO-PIN is blocked.',
      'Too many wrong tries. The device can never be initialized or unblocked again; its keys stay usable with the User PIN.',
      'Plan to move the keys to another device while the User PIN works.',
    ),
  'pin-not-verified': () => words('The User PIN has not been verified.', untouched, 'Choose Login with User PIN, then try again.'),
  'pin-is-transport-pin': () =>
    words('The device still has its transport PIN.', 'It must be changed before anything else.', 'Choose Change User PIN…'),
  'pin-length': () => words('The User PIN must have 6 to 15 characters.', untouched, 'Enter a PIN of 6 to 15 printable ASCII characters.'),
  'pin-too-short-for-retries': (f: { retries: number; minimum: number }) =>
    words(
      `A device with ${f.retries} tries needs a User PIN of at least ${f.minimum} characters.`,
      'The device allows 3 tries for 6 characters, 5 for 7 and 10 for 8 or more.',
      'Choose a longer PIN or fewer tries.',
    ),
  'new-pin-refused': () =>
    words(
      'The device does not accept this new PIN.',
      'It is too short for the tries this device allows: 6 characters are enough for 3 tries, 7 for 5, 8 for 10. The old PIN stays.',
      'Choose a PIN of 8 to 15 characters.',
    ),
  'pins-differ': (f: { pin: string }) => words(`The two entries of the ${f.pin} differ.`, untouched, 'Enter it again, twice the same.'),
  'so-pin-format': () =>
    words(
      'The SO-PIN must be 16 hexadecimal digits.',
      'It is 8 bytes, written with the digits 0-9 and letters A-F; it is not the User PIN.',
      'Enter all 16 digits, without spaces.',
    ),
  'reset-not-allowed': () =>
    words(
      'This device does not allow its User PIN to be reset with the SO-PIN.',
      'That was decided when it was initialized. A blocked User PIN can only be cured by initializing again, which erases all keys.',
      'Restore the keys on another device from their wrapped files and DKEK shares.',
    ),
} as const satisfies Record<string, (facts: never) => FailureWords>;
