import { type FailureWords, pickOther, untouched, words } from './words.ts';

/** Private keys that come from files: PKCS#12, PEM, raw AES. */
export const keyFileFailures = {
  'key-file-unknown': (f: { detail: string }) =>
    words(
      `This is not a key file that can be read (${f.detail}).`,
      `PKCS#12, PEM or DER private keys, and AES keys in hexadecimal or binary are. ${untouched}`,
      pickOther,
    ),
  'key-file-password': () =>
    words(
      'The password does not open this file.',
      `Either the password is wrong, or the file is damaged. ${untouched}`,
      'Type the password again; capital letters and spaces count.',
    ),
  'key-file-password-needed': () =>
    words('This file is encrypted with a password.', `Without it the key cannot be read. ${untouched}`, 'Enter the password of the file.'),
  'key-file-is-share': () =>
    words(
      'This is a DKEK share file (.pbe), not a key.',
      `DKEK shares are asked for later, when the key has been chosen. ${untouched}`,
      'Choose the file that holds the key: PKCS#12, PEM, DER or a raw AES key.',
    ),
  'key-file-is-wrapped': () =>
    words(
      'This key is already encrypted under a DKEK: it is a wrapped key file.',
      `A device with the same DKEK takes it as it is, without the shares. ${untouched}`,
      'Choose Import Key… at the DKEK of the device instead.',
    ),
  'key-file-closed': () =>
    words(
      'The key that was read from the file is no longer in memory.',
      `It is wiped after each attempt and when it has waited for 15 minutes. ${untouched}`,
      'Choose the file again.',
    ),
  'key-file-no-key': () =>
    words(
      'There is no private key in this file.',
      `It holds certificates only, or nothing. ${untouched}`,
      'Export it again with its private key, or choose another file.',
    ),
  'key-file-broken': (f: { detail: string }) =>
    words(`The key in this file makes no sense: ${f.detail}.`, `It is damaged and could not be used. ${untouched}`, pickOther),
  'key-file-curve-unsupported': (f: { curve: string }) =>
    words(
      `The key in this file is on a curve that the device does not have (${f.curve}).`,
      `It cannot be imported. ${untouched}`,
      'Generate a key on one of the curves of the device instead.',
    ),
  'key-file-kind-unsupported': (f: { kind: string }) =>
    words(
      `The key in this file is of a kind that the device does not have (${f.kind}).`,
      `The device takes RSA, EC and AES keys. ${untouched}`,
      pickOther,
    ),
  'key-file-rsa-size': (f: { bits: number }) =>
    words(
      `The RSA key in this file has ${f.bits} bits.`,
      `The device takes RSA keys of 1024, 1536, 2048, 3072 and 4096 bits. ${untouched}`,
      'Generate a key of one of these sizes instead.',
    ),
  'key-file-aes-size': (f: { bits: number }) =>
    words(`The file has ${f.bits} bits, which is no AES key.`, `AES keys have 128, 192 or 256 bits. ${untouched}`, pickOther),
  'key-file-encryption-unsupported': (f: { detail: string }) =>
    words(
      `The file is encrypted in a way that this app cannot open (${f.detail}).`,
      untouched,
      'Export it again as PKCS#12 or PKCS#8 with AES-256 and PBKDF2, which current programs write by default.',
    ),
} as const satisfies Record<string, (facts: never) => FailureWords>;
