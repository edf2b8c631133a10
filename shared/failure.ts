/**
 * The closed list of failures a person can meet: what happened, what it means, what to do next.
 * No status words, no stack traces; `facts` carry the numbers and names, never a secret.
 */
export interface Failure {
  readonly code: FailureCode;
  readonly what: string;
  readonly meaning: string;
  readonly next: string;
  /** Tries left on the PIN concerned, where the card told. */
  readonly triesLeft?: number;
}

type Words = Pick<Failure, 'what' | 'meaning' | 'next'>;
const words = (what: string, meaning: string, next: string): Words => ({ what, meaning, next });
const tries = (left: number) => (left === 1 ? '1 try' : `${left} tries`);

const untouched = 'Nothing on the device was changed.';
const pickOther = 'Choose another file and try again.';

const list = {
  // the wire
  'service-absent': () =>
    words(
      'The smart card service (pcscd) does not answer.',
      'Without it no reader can be used.',
      'Start it: sudo systemctl start pcscd.socket',
    ),
  'reader-gone': (f: { reader: string }) =>
    words(
      `The reader ${f.reader} is gone.`,
      'It was unplugged, or its driver stopped.',
      'Plug the reader in again; the device is read afresh.',
    ),
  'card-removed': (f: { during: string }) =>
    words(
      `The device was removed during: ${f.during}.`,
      'The step may or may not have reached the device. Whatever it did finish is kept.',
      'Insert the device again. It is read afresh and its state is shown; then repeat the step if its result is missing.',
    ),
  'card-reset': (f: { during: string }) =>
    words(
      `Another program reset the device during: ${f.during}.`,
      'The login was lost.',
      'Close other programs that use the device, log in and try again.',
    ),
  'card-in-use': (f: { reader: string }) =>
    words(
      `Another program is using the device in ${f.reader}.`,
      'Only one program at a time may talk to it, so that nobody slips a command into your session.',
      'Close the other program (a browser, an OpenSC tool, a PKCS#11 application, gpg-agent) and try again.',
    ),
  'card-mute': (f: { reader: string }) =>
    words(
      `The card in ${f.reader} does not answer.`,
      'It may be upside down, dirty or not supported by the reader.',
      'Take it out and insert it again; try another reader.',
    ),
  'wire-failed': (f: { during: string; detail: string }) =>
    words(
      `The reader reported an error during: ${f.during} (${f.detail}).`,
      'The step may not be complete.',
      'Remove the device, insert it again, look at its state, then repeat the step.',
    ),
  // the device
  'not-a-smartcard-hsm': (f: { reader: string }) =>
    words(
      `The card in ${f.reader} is not a SmartCard-HSM.`,
      'It does not know the SmartCard-HSM application.',
      'Insert a SmartCard-HSM or a Nitrokey HSM 2.',
    ),
  'no-such-device': (f: { serial: string }) =>
    words(`The device ${f.serial} is not in any reader.`, untouched, 'Insert the device and try again.'),
  'serial-twice': (f: { serial: string; reader: string }) =>
    words(
      `Two readers hold a device with the serial ${f.serial}; the second is ${f.reader}.`,
      'No two devices have one serial: one of them is a copy or a forgery.',
      'Remove the device you do not trust. Do not enter a PIN for it.',
    ),
  'not-initialized': () =>
    words('This device has not been initialized.', 'It has no PIN and no key domain yet.', 'Choose Initialize Device…'),
  'device-busy': (f: { activity: string }) =>
    words(`The device is busy: ${f.activity}.`, 'One operation at a time runs on a device.', 'Wait until it is done, or cancel it.'),
  'card-full': () =>
    words(
      'The device has no room for this object.',
      untouched,
      'Delete a key or certificate that is no longer needed, or use another device.',
    ),
  'not-supported-by-device': (f: { feature: string }) =>
    words(`This device does not support: ${f.feature}.`, untouched, 'Use a device with newer firmware, or choose another option.'),
  'device-refused': (f: { during: string; statusWord: string }) =>
    words(
      `The device refused: ${f.during}.`,
      `It gave the reason ${f.statusWord}, for which this app knows no better words.`,
      'Note the reason in the minutes. Remove and insert the device, look at its state, then try again.',
    ),
  'device-answer-malformed': (f: { during: string }) =>
    words(
      `The device gave an answer that makes no sense during: ${f.during}.`,
      'Its firmware may be unknown to this app, or the connection is damaged.',
      'Remove and insert the device and try again; try another reader.',
    ),
  'read-back-differs': (f: { subject: string }) =>
    words(
      `Read back, ${f.subject} is not what was written.`,
      'The step does not count as done.',
      'Do not rely on it. Delete the object and repeat the step; if it happens again, use another device.',
    ),
  // PINs
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
  // DKEK
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
  // files
  'pbe-length': (f: { length: number }) =>
    words(`A DKEK share file has 64 bytes; this one has ${f.length}.`, 'It is truncated, or another kind of file.', pickOther),
  'pbe-no-salt': () =>
    words(
      'This is not a DKEK share file: it does not begin with "Salted__".',
      'It may be a text copy, a wrapped key or damaged.',
      pickOther,
    ),
  'pbe-password': () =>
    words(
      'The password does not open this DKEK share.',
      `Either the password is wrong, or the file is damaged. ${untouched}`,
      'Type the password again; capital letters and spaces count.',
    ),
  'wrapped-key-malformed': (f: { detail: string }) =>
    words(
      `This is not a complete wrapped key file (${f.detail}).`,
      `It is truncated, altered or another kind of file. ${untouched}`,
      'Use another copy of the file.',
    ),
  'wrapped-key-altered': () =>
    words(
      'The device rejected the wrapped key: its check does not fit.',
      `The file was altered, or it was wrapped under another DKEK. ${untouched}`,
      'Use another copy of the file, and compare its SHA-256 with the one in the minutes.',
    ),
  'file-exists': (f: { path: string }) =>
    words(`${f.path} already exists.`, 'It was not overwritten.', 'Choose another name, or confirm that it may be replaced.'),
  'file-unreadable': (f: { path: string; detail: string }) =>
    words(`${f.path} cannot be read (${f.detail}).`, untouched, 'Check that the medium is inserted and that you may read the file.'),
  'folder-unwritable': (f: { path: string; detail: string }) =>
    words(
      `${f.path} cannot be written (${f.detail}).`,
      'The file was not saved. The original is unharmed.',
      'Choose another folder or medium.',
    ),
  'disk-full': (f: { path: string }) =>
    words(
      `There is no room to save ${f.path}.`,
      'Nothing half-written was left behind.',
      'Free some space or choose another medium, and save again.',
    ),
  'file-read-back-differs': (f: { path: string }) =>
    words(
      `${f.path} reads back differently from what was written.`,
      'The medium is damaged or was removed too early. The file does not count as saved.',
      'Save again to another medium.',
    ),
  // our own refusals
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
} as const satisfies Record<string, (facts: never) => Words>;

export type FailureCode = keyof typeof list;
export type FailureFacts<Code extends FailureCode> = Parameters<(typeof list)[Code]>[0];

export const failureCodes = Object.keys(list) as readonly FailureCode[];

/** Facts are required where the words need them: `failure('pin-wrong', { pin: 'User PIN', left: 2 })`. */
export function failure<Code extends FailureCode>(
  code: Code,
  ...facts: FailureFacts<Code> extends undefined ? [] : [FailureFacts<Code>]
): Failure {
  const said = (list[code] as (facts: unknown) => Words)(facts[0]);
  const left = (facts[0] as { left?: number } | undefined)?.left;
  return { code, ...said, ...(left === undefined ? {} : { triesLeft: left }) };
}

/** Our own "no": bad input or wrong order. The wire's is `WireError`, the card's is `StatusError`. */
export class Refusal extends Error {
  readonly failure: Failure;
  constructor(failure: Failure, options?: ErrorOptions) {
    super(failure.what, options);
    this.name = 'Refusal';
    this.failure = failure;
  }
}

export function refuse<Code extends FailureCode>(
  code: Code,
  ...facts: FailureFacts<Code> extends undefined ? [] : [FailureFacts<Code>]
): never {
  throw new Refusal(failure(code, ...facts));
}
