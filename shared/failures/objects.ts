import { type FailureWords, pickOther, untouched, words } from './words.ts';

const bytes = (count: number) => (count === 1 ? '1 byte' : `${count.toLocaleString('en')} bytes`);

/** Certificates without a key, and data objects. */
export const objectFailures = {
  'no-such-object': () =>
    words(
      'This object is not on the device.',
      'It was deleted or the device was exchanged.',
      'Look at the tree; it shows what is there now.',
    ),
  'object-without-content': (f: { label: string }) =>
    words(
      `"${f.label}" has no content: only its description is on the device.`,
      'There is nothing to save.',
      'Delete the description, and import the object again if it is needed.',
    ),
  'object-empty': (f: { path: string }) => words(`${f.path} is empty.`, `There is nothing to store. ${untouched}`, pickOther),
  'object-too-large': (f: { bytes: number; limit: number }) =>
    words(
      `The file has ${bytes(f.bytes)}; an object on a device has at most ${bytes(f.limit)}.`,
      untouched,
      'Keep it elsewhere, or store only its SHA-256 on the device.',
    ),
  'object-no-room': (f: { bytes: number; free: number }) =>
    words(
      `The device has no room for these ${bytes(f.bytes)}: ${bytes(f.free)} are free.`,
      'Its description needs some bytes as well. Nothing of the object is on the device.',
      'Delete an object or a key that is no longer needed, or use another device.',
    ),
  'object-label-taken': (f: { label: string }) =>
    words(
      `Another object with the label "${f.label}" is already on this device.`,
      'Two objects with one name are mixed up sooner or later.',
      'Enter another label, or rename or delete the one that is there.',
    ),
  'certificate-present': (f: { label: string }) =>
    words(
      `This certificate is already on the device: "${f.label}".`,
      `The same bytes need not be stored twice. ${untouched}`,
      'Nothing needs to be done.',
    ),
  'certificates-too-many': (f: { count: number; limit: number }) =>
    words(
      `The file holds ${f.count} certificates; at most ${f.limit} are imported at a time.`,
      `A list of all trusted issuers does not belong on a device. ${untouched}`,
      'Choose a file with the certificates that are needed.',
    ),
  'no-free-object-number': () =>
    words('The device holds as many objects of this kind as it can.', untouched, 'Delete one that is no longer needed.'),
} as const satisfies Record<string, (facts: never) => FailureWords>;
