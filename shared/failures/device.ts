import { type FailureWords, untouched, words } from './words.ts';

/** What a device is not, has not, or does not want. */
export const deviceFailures = {
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
} as const satisfies Record<string, (facts: never) => FailureWords>;
