import { t } from '../language/text.ts';
import { type FailureWords, untouched, words } from './words.ts';

/** What a device is not, has not, or does not want. */
export const deviceFailures = {
  'not-a-smartcard-hsm': (f: { reader: string }) =>
    words(
      t('The card in {reader} is not a SmartCard-HSM.', f),
      t('It does not know the SmartCard-HSM application.'),
      t('Insert a SmartCard-HSM or a Nitrokey HSM 2.'),
    ),
  'no-such-device': (f: { serial: string }) =>
    words(t('The device {serial} is not in any reader.', f), untouched, t('Insert the device and try again.')),
  'serial-twice': (f: { serial: string; reader: string }) =>
    words(
      t('Two readers hold a device with the serial {serial}; the second is {reader}.', f),
      t('No two devices have one serial: one of them is a copy or a forgery.'),
      t('Remove the device you do not trust. Do not enter a PIN for it.'),
    ),
  'not-initialized': () =>
    words(t('This device has not been initialized.'), t('It has no PIN and no key domain yet.'), t('Choose Initialize Device…')),
  'device-busy': (f: { activity: string }) =>
    words(
      t('The device is busy: {activity}.', f),
      t('One operation at a time runs on a device.'),
      t('Wait until it is done, or cancel it.'),
    ),
  'card-full': () =>
    words(
      t('The device has no room for this object.'),
      untouched,
      t('Delete a key or certificate that is no longer needed, or use another device.'),
    ),
  'not-supported-by-device': (f: { feature: string }) =>
    words(t('This device does not support: {feature}.', f), untouched, t('Use a device with newer firmware, or choose another option.')),
  'device-refused': (f: { during: string; statusWord: string }) =>
    words(
      t('The device refused: {during}.', f),
      t('It gave the reason {statusWord}, for which this app knows no better words.', f),
      t('Note the reason in the minutes. Remove and insert the device, look at its state, then try again.'),
    ),
  'device-answer-malformed': (f: { during: string }) =>
    words(
      t('The device gave an answer that makes no sense during: {during}.', f),
      t('Its firmware may be unknown to this app, or the connection is damaged.'),
      t('Remove and insert the device and try again; try another reader.'),
    ),
  'read-back-differs': (f: { subject: string }) =>
    words(
      t('Read back, {subject} is not what was written.', f),
      t('The step does not count as done.'),
      t('Do not rely on it. Delete the object and repeat the step; if it happens again, use another device.'),
    ),
} as const satisfies Record<string, (facts: never) => FailureWords>;
