import { t } from '../language/text.ts';
import { type FailureWords, pickOther, untouched, words } from './words.ts';

/** Private keys that come from files: PKCS#12, PEM, raw AES. */
export const keyFileFailures = {
  'key-file-unknown': (f: { detail: string }) =>
    words(
      t('This is not a key file that can be read ({detail}).', f),
      `${t('PKCS#12, PEM or DER private keys, and AES keys in hexadecimal or binary are.')} ${untouched}`,
      pickOther,
    ),
  'key-file-password': () =>
    words(
      t('The password does not open this file.'),
      `${t('Either the password is wrong, or the file is damaged.')} ${untouched}`,
      t('Type the password again; capital letters and spaces count.'),
    ),
  'key-file-password-needed': () =>
    words(
      t('This file is encrypted with a password.'),
      `${t('Without it the key cannot be read.')} ${untouched}`,
      t('Enter the password of the file.'),
    ),
  'key-file-is-share': () =>
    words(
      t('This is a DKEK share file (.pbe), not a key.'),
      `${t('DKEK shares are asked for later, when the key has been chosen.')} ${untouched}`,
      t('Choose the file that holds the key: PKCS#12, PEM, DER or a raw AES key.'),
    ),
  'key-file-is-wrapped': () =>
    words(
      t('This key is already encrypted under a DKEK: it is a wrapped key file.'),
      `${t('A device with the same DKEK takes it as it is, without the shares.')} ${untouched}`,
      t('Choose Import Key… at the DKEK of the device instead.'),
    ),
  'key-file-closed': () =>
    words(
      t('The key that was read from the file is no longer in memory.'),
      `${t('It is wiped after each attempt and when it has waited for 15 minutes.')} ${untouched}`,
      t('Choose the file again.'),
    ),
  'key-file-no-key': () =>
    words(
      t('There is no private key in this file.'),
      `${t('It holds certificates only, or nothing.')} ${untouched}`,
      t('Export it again with its private key, or choose another file.'),
    ),
  'key-file-broken': (f: { detail: string }) =>
    words(t('The key in this file makes no sense: {detail}.', f), `${t('It is damaged and could not be used.')} ${untouched}`, pickOther),
  'key-file-curve-unsupported': (f: { curve: string }) =>
    words(
      t('The key in this file is on a curve that the device does not have ({curve}).', f),
      `${t('It cannot be imported.')} ${untouched}`,
      t('Generate a key on one of the curves of the device instead.'),
    ),
  'key-file-kind-unsupported': (f: { kind: string }) =>
    words(
      t('The key in this file is of a kind that the device does not have ({kind}).', f),
      `${t('The device takes RSA, EC and AES keys.')} ${untouched}`,
      pickOther,
    ),
  'key-file-rsa-size': (f: { bits: number }) =>
    words(
      t('The RSA key in this file has {bits} bits.', f),
      `${t('The device takes RSA keys of 1024, 1536, 2048, 3072 and 4096 bits.')} ${untouched}`,
      t('Generate a key of one of these sizes instead.'),
    ),
  'key-file-aes-size': (f: { bits: number }) =>
    words(t('The file has {bits} bits, which is no AES key.', f), `${t('AES keys have 128, 192 or 256 bits.')} ${untouched}`, pickOther),
  'key-file-encryption-unsupported': (f: { detail: string }) =>
    words(
      t('The file is encrypted in a way that this app cannot open ({detail}).', f),
      untouched,
      t('Export it again as PKCS#12 or PKCS#8 with AES-256 and PBKDF2, which current programs write by default.'),
    ),
} as const satisfies Record<string, (facts: never) => FailureWords>;
