import { languageTag, t } from '../language/text.ts';
import { type FailureWords, pickOther, untouched, words } from './words.ts';

const bytes = (count: number) => (count === 1 ? t('1 byte') : t('{count} bytes', { count: count.toLocaleString(languageTag()) }));

/** Certificates without a key, and data objects. */
export const objectFailures = {
  'no-such-object': () =>
    words(
      t('This object is not on the device.'),
      t('It was deleted or the device was exchanged.'),
      t('Look at the tree; it shows what is there now.'),
    ),
  'object-without-content': (f: { label: string }) =>
    words(
      t('"{label}" has no content: only its description is on the device.', f),
      t('There is nothing to save.'),
      t('Delete the description, and import the object again if it is needed.'),
    ),
  'object-empty': (f: { path: string }) => words(t('{path} is empty.', f), `${t('There is nothing to store.')} ${untouched}`, pickOther),
  'object-too-large': (f: { bytes: number; limit: number }) =>
    words(
      t('The file has {bytes}; an object on a device has at most {limit}.', { bytes: bytes(f.bytes), limit: bytes(f.limit) }),
      untouched,
      t('Keep it elsewhere, or store only its SHA-256 on the device.'),
    ),
  'object-no-room': (f: { bytes: number; free: number }) =>
    words(
      t('The device has no room for these {bytes}: {free} are free.', { bytes: bytes(f.bytes), free: bytes(f.free) }),
      t('Its description needs some bytes as well. Nothing of the object is on the device.'),
      t('Delete an object or a key that is no longer needed, or use another device.'),
    ),
  'object-label-taken': (f: { label: string }) =>
    words(
      t('Another object with the label "{label}" is already on this device.', f),
      t('Two objects with one name are mixed up sooner or later.'),
      t('Enter another label, or rename or delete the one that is there.'),
    ),
  'certificate-present': (f: { label: string }) =>
    words(
      t('This certificate is already on the device: "{label}".', f),
      `${t('The same bytes need not be stored twice.')} ${untouched}`,
      t('Nothing needs to be done.'),
    ),
  'certificates-too-many': (f: { count: number; limit: number }) =>
    words(
      t('The file holds {count} certificates; at most {limit} are imported at a time.', f),
      `${t('A list of all trusted issuers does not belong on a device.')} ${untouched}`,
      t('Choose a file with the certificates that are needed.'),
    ),
  'no-free-object-number': () =>
    words(t('The device holds as many objects of this kind as it can.'), untouched, t('Delete one that is no longer needed.')),
} as const satisfies Record<string, (facts: never) => FailureWords>;
