import { t } from '../language/text.ts';
import { type FailureWords, pickOther, untouched, words } from './words.ts';

/** Public key authentication: registering keys, and keys that authenticate. */
export const publicKeyAuthenticationFailures = {
  'pka-not-set-up': () =>
    words(
      t('This device was not initialized for public key authentication.'),
      t('It is decided when a device is initialized, and cannot be added later.'),
      t('Use the User PIN, or initialize the device again with public key authentication; that erases its keys.'),
    ),
  'pka-without-pin': () =>
    words(
      t('This device has no User PIN.'),
      t('Registered public keys stand in its place; that was decided when it was initialized.'),
      t('Let the custodians’ devices authenticate instead.'),
    ),
  'pka-needed': (f: { missing: number }) =>
    words(
      t('{missing, plural, one {# more custodian’s device} other {# more custodians’ devices}} must authenticate first.', f),
      t('This device opens only when enough registered keys have authenticated.'),
      t('Insert a custodian’s device and choose Authenticate with Device…'),
    ),
  'pka-keys-missing': (f: { missing: number }) =>
    words(
      t('{missing, plural, one {# key has} other {# keys have}} not been registered yet.', f),
      t('This device lets nobody in until all its places are taken.'),
      t('Choose Register Public Key… for each custodian who is missing.'),
    ),
  'pka-full': () =>
    words(
      t('All places for public keys are taken.'),
      t('A registered key cannot be exchanged; only initializing the device again makes room.'),
      t('Check with the minutes which keys are registered.'),
    ),
  'pka-already-registered': () =>
    words(t('This key is registered on this device already.'), untouched, t('Go on with the next custodian’s key.')),
  'pka-name-taken': (f: { holder: string }) =>
    words(
      t('A key with the name {holder} is registered already.', f),
      `${t('The device could not tell the two apart.')} ${untouched}`,
      t('Use a key from another custodian’s device: each custodian needs a device of their own.'),
    ),
  'pka-same-device': () =>
    words(
      t('This key is on the device itself.'),
      t('A key that opens its own device would protect nothing.'),
      t('Choose a key on a custodian’s device.'),
    ),
  'pka-file-malformed': () =>
    words(t('This is not a public key for registration.'), t('The file is damaged or of another kind.'), pickOther),
  'pka-key-unsuitable': (f: { label: string }) =>
    words(
      t('The key "{label}" cannot be used for public key authentication.', f),
      t(
        'It must be an EC key that was generated in its device, so that the device can vouch for it; an imported key, or one whose request was replaced by a certificate, cannot.',
      ),
      t('Make a key with Generate ECC Key… on the custodian’s device.'),
    ),
  'pka-not-vouched-for': () =>
    words(
      t('The signatures of this public key do not fit.'),
      t('Nothing proves that the key lives in the device it names; the file may have been altered.'),
      t('Export the public key again from the custodian’s device.'),
    ),
  'pka-issuer-unknown': () =>
    words(
      t('This device does not accept the certificate of the custodian’s device.'),
      t('The two devices come from different issuers, or one is simulated and the other is not.'),
      t('Use a custodian’s device of the same maker.'),
    ),
  'pka-key-refused': () =>
    words(
      t('The device refused this public key.'),
      t('It could not verify that the key was generated in the custodian’s device, or does not take keys of this kind.'),
      t('Make a new key with Generate ECC Key… (curve brainpoolP256r1 or secp256r1) and register that one.'),
    ),
  'pka-not-registered': () =>
    words(
      t('This key is not registered on the device.'),
      t('Only registered keys can authenticate.'),
      t('Choose another key or another custodian’s device. The registered keys are listed under Public key authentication.'),
    ),
  'pka-already-authenticated': () =>
    words(t('This key has authenticated already.'), t('Each registered key counts once.'), t('Insert the device of the next custodian.')),
  'pka-not-accepted': () =>
    words(
      t('The device did not accept the signature.'),
      t('The key that signed is not the one that was registered, or the wrong device was inserted.'),
      t('Compare the serial with the minutes, then try again.'),
    ),
} as const satisfies Record<string, (facts: never) => FailureWords>;
