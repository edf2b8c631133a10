import { t } from '../language/text.ts';
import { type FailureWords, untouched, words } from './words.ts';

/** What we refuse ourselves: bad input, wrong order, and our own defects. */
export const requestFailures = {
  'confirmation-differs': (f: { serial: string }) =>
    words(
      t('The four characters typed are not the last four of {serial}.', f),
      untouched,
      t('Compare the serial on the screen with the one on the device, then type its last four characters.'),
    ),
  'question-outdated': () =>
    words(
      t('What was agreed to is no longer what would be done: the device has changed meanwhile.'),
      untouched,
      t('Look at the device as it is now, then choose the action again.'),
    ),
  'label-characters': () =>
    words(t('The label has characters that cannot be shown.'), untouched, t('Enter letters, digits, spaces and punctuation only.')),
  'label-empty': () => words(t('A label is needed.'), untouched, t('Enter a label that tells people what this is for.')),
  'label-too-long': (f: { bytes: number; limit: number }) =>
    words(
      t('The label is too long: {bytes} bytes, at most {limit} are allowed.', f),
      t('Letters outside ASCII count as two or more bytes.'),
      t('Enter a shorter label.'),
    ),
  'label-duplicate': (f: { label: string }) =>
    words(
      t('A key named "{label}" is already on this device.', f),
      t('Two keys with one name are mixed up sooner or later.'),
      t('Enter another label, or rename the key that is there.'),
    ),
  'retries-not-allowed': (f: { retries: number }) =>
    words(
      t('{retries} tries are not possible.', f),
      t('A device allows 1 to 3 tries for a PIN of 6 characters, up to 5 for 7 and up to 10 for 8 or more.'),
      t('Choose 1 to 10 tries that fit the PIN.'),
    ),
  'no-capability': () =>
    words(
      t('No capability is chosen.'),
      t('A key that may do nothing is of no use.'),
      t('Tick at least one capability, or choose a preset.'),
    ),
  'key-not-exportable': (f: { label: string }) =>
    words(
      t('The key "{label}" may not be exported.', f),
      t('It was made without the capability WRAP (92); that can never be changed.'),
      t('If a backup is needed, make a new key with WRAP and replace this one everywhere.'),
    ),
  'key-not-allowed': (f: { label: string; operation: string }) =>
    words(
      t('The key "{label}" may not be used to {operation}.', f),
      t('The capability was not given to it when it was made.'),
      t('Use a key with this capability.'),
    ),
  'no-such-key': () =>
    words(
      t('This key is not on the device.'),
      t('It was deleted or the device was exchanged.'),
      t('Look at the tree; it shows the keys that are there now.'),
    ),
  'key-used-up': (f: { label: string }) =>
    words(
      t('The key "{label}" has been used as often as it may be.', f),
      t('It was made with a use counter, which has reached zero and cannot be raised.'),
      t('Use another key. It stays on the device until it is deleted.'),
    ),
  'key-place-taken': () =>
    words(
      t('Another key is already in this place on the device.'),
      `${t('Making or importing a key here would have destroyed it.')} ${untouched}`,
      t('Read the device again, then repeat the step; a free place is chosen.'),
    ),
  'no-free-key-reference': () =>
    words(t('The device holds as many keys as it can.'), untouched, t('Delete a key that is no longer needed, or use another device.')),
  'test-failed': (f: { subject: string; detail: string }) =>
    words(
      t('{subject} failed its test: {detail}.', f),
      t('It must not be relied on.'),
      t('Repeat the test. If it fails again, restore the key on another device from its backup.'),
    ),
  'password-too-weak': (f: { bits: number; minimum: number }) =>
    words(
      t('The password is too weak: about {bits} of the {minimum} bits needed.', f),
      t('Who finds the share file could try all likely passwords.'),
      t('Use the generated password, or a longer one.'),
    ),
  'not-in-rehearsal': () => words(t('This works only in a rehearsal.'), untouched, t('Start a rehearsal first.')),
  'request-malformed': (f: { operation: string }) =>
    words(
      t('The request {operation} was refused.', f),
      t('The window asked for something that does not exist. This is a defect in the app.'),
      t('Restart the app and report this.'),
    ),
  'window-not-trusted': () =>
    words(
      t('A request from an unknown window was refused.'),
      t('Only the windows of this app may ask for operations.'),
      t('Restart the app and report this.'),
    ),
  cancelled: () => words(t('Cancelled.'), untouched, t('You can start again at any time.')),
  unexpected: (f: { during: string }) =>
    words(
      t('Something went wrong that should not happen during: {during}.', f),
      t('This is a defect in the app. The step may not be complete.'),
      t('Remove and insert the device, look at its state, and report this.'),
    ),
} as const satisfies Record<string, (facts: never) => FailureWords>;
