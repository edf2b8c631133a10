import { type FailureWords, untouched, words } from './words.ts';

/** What we refuse ourselves: bad input, wrong order, and our own defects. */
export const requestFailures = {
  'confirmation-differs': (f: { serial: string }) =>
    words(
      `The four characters typed are not the last four of ${f.serial}.`,
      untouched,
      'Compare the serial on the screen with the one on the device, then type its last four characters.',
    ),
  'label-characters': () =>
    words('The label has characters that cannot be shown.', untouched, 'Enter letters, digits, spaces and punctuation only.'),
  'label-empty': () => words('A label is needed.', untouched, 'Enter a label that tells people what this is for.'),
  'label-too-long': (f: { bytes: number; limit: number }) =>
    words(
      `The label is too long: ${f.bytes} bytes, at most ${f.limit} are allowed.`,
      'Letters outside ASCII count as two or more bytes.',
      'Enter a shorter label.',
    ),
  'label-duplicate': (f: { label: string }) =>
    words(
      `A key named "${f.label}" is already on this device.`,
      'Two keys with one name are mixed up sooner or later.',
      'Enter another label, or rename the key that is there.',
    ),
  'retries-not-allowed': (f: { retries: number }) =>
    words(
      `${f.retries} tries are not possible.`,
      'A device allows 1 to 3 tries for a PIN of 6 characters, up to 5 for 7 and up to 10 for 8 or more.',
      'Choose 1 to 10 tries that fit the PIN.',
    ),
  'no-capability': () =>
    words('No capability is chosen.', 'A key that may do nothing is of no use.', 'Tick at least one capability, or choose a preset.'),
  'key-not-exportable': (f: { label: string }) =>
    words(
      `The key "${f.label}" may not be exported.`,
      'It was made without the capability WRAP (92); that can never be changed.',
      'If a backup is needed, make a new key with WRAP and replace this one everywhere.',
    ),
  'key-not-allowed': (f: { label: string; operation: string }) =>
    words(
      `The key "${f.label}" may not be used to ${f.operation}.`,
      'The capability was not given to it when it was made.',
      'Use a key with this capability.',
    ),
  'no-such-key': () =>
    words(
      'This key is not on the device.',
      'It was deleted or the device was exchanged.',
      'Look at the tree; it shows the keys that are there now.',
    ),
  'key-used-up': (f: { label: string }) =>
    words(
      `The key "${f.label}" has been used as often as it may be.`,
      'It was made with a use counter, which has reached zero and cannot be raised.',
      'Use another key. It stays on the device until it is deleted.',
    ),
  'key-place-taken': () =>
    words(
      'Another key is already in this place on the device.',
      `Making or importing a key here would have destroyed it. ${untouched}`,
      'Read the device again, then repeat the step; a free place is chosen.',
    ),
  'no-free-key-reference': () =>
    words('The device holds as many keys as it can.', untouched, 'Delete a key that is no longer needed, or use another device.'),
  'test-failed': (f: { subject: string; detail: string }) =>
    words(
      `${f.subject} failed its test: ${f.detail}.`,
      'It must not be relied on.',
      'Repeat the test. If it fails again, restore the key on another device from its backup.',
    ),
  'password-too-weak': (f: { bits: number; minimum: number }) =>
    words(
      `The password is too weak: about ${f.bits} of the ${f.minimum} bits needed.`,
      'Who finds the share file could try all likely passwords.',
      'Use the generated password, or a longer one.',
    ),
  'not-in-rehearsal': () => words('This works only in a rehearsal.', untouched, 'Start a rehearsal first.'),
  'request-malformed': (f: { operation: string }) =>
    words(
      `The request ${f.operation} was refused.`,
      'The window asked for something that does not exist. This is a defect in the app.',
      'Restart the app and report this.',
    ),
  'window-not-trusted': () =>
    words(
      'A request from an unknown window was refused.',
      'Only the windows of this app may ask for operations.',
      'Restart the app and report this.',
    ),
  cancelled: () => words('Cancelled.', untouched, 'You can start again at any time.'),
  unexpected: (f: { during: string }) =>
    words(
      `Something went wrong that should not happen during: ${f.during}.`,
      'This is a defect in the app. The step may not be complete.',
      'Remove and insert the device, look at its state, and report this.',
    ),
} as const satisfies Record<string, (facts: never) => FailureWords>;
