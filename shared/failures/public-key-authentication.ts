import { type FailureWords, pickOther, untouched, words } from './words.ts';

/** Public key authentication: registering keys, and keys that authenticate. */
export const publicKeyAuthenticationFailures = {
  'pka-not-set-up': () =>
    words(
      'This device was not initialized for public key authentication.',
      'It is decided when a device is initialized, and cannot be added later.',
      'Use the User PIN, or initialize the device again with public key authentication; that erases its keys.',
    ),
  'pka-without-pin': () =>
    words(
      'This device has no User PIN.',
      'Registered public keys stand in its place; that was decided when it was initialized.',
      'Let the custodians’ devices authenticate instead.',
    ),
  'pka-needed': (f: { missing: number }) =>
    words(
      `${f.missing === 1 ? '1 more custodian’s device' : `${f.missing} more custodians’ devices`} must authenticate first.`,
      'This device opens only when enough registered keys have authenticated.',
      'Insert a custodian’s device and choose Authenticate with Device…',
    ),
  'pka-keys-missing': (f: { missing: number }) =>
    words(
      `${f.missing === 1 ? '1 key has' : `${f.missing} keys have`} not been registered yet.`,
      'This device lets nobody in until all its places are taken.',
      'Choose Register Public Key… for each custodian who is missing.',
    ),
  'pka-full': () =>
    words(
      'All places for public keys are taken.',
      'A registered key cannot be exchanged; only initializing the device again makes room.',
      'Check with the minutes which keys are registered.',
    ),
  'pka-already-registered': () =>
    words('This key is registered on this device already.', untouched, 'Go on with the next custodian’s key.'),
  'pka-name-taken': (f: { holder: string }) =>
    words(
      `A key with the name ${f.holder} is registered already.`,
      `The device could not tell the two apart. ${untouched}`,
      'Use a key from another custodian’s device: each custodian needs a device of their own.',
    ),
  'pka-same-device': () =>
    words(
      'This key is on the device itself.',
      'A key that opens its own device would protect nothing.',
      'Choose a key on a custodian’s device.',
    ),
  'pka-file-malformed': () => words('This is not a public key for registration.', 'The file is damaged or of another kind.', pickOther),
  'pka-key-unsuitable': (f: { label: string }) =>
    words(
      `The key "${f.label}" cannot be used for public key authentication.`,
      'It must be an EC key that was generated in its device, so that the device can vouch for it; an imported key, or one whose request was replaced by a certificate, cannot.',
      'Make a key with Generate ECC Key… on the custodian’s device.',
    ),
  'pka-not-vouched-for': () =>
    words(
      'The signatures of this public key do not fit.',
      'Nothing proves that the key lives in the device it names; the file may have been altered.',
      'Export the public key again from the custodian’s device.',
    ),
  'pka-issuer-unknown': () =>
    words(
      'This device does not accept the certificate of the custodian’s device.',
      'The two devices come from different issuers, or one is simulated and the other is not.',
      'Use a custodian’s device of the same maker.',
    ),
  'pka-key-refused': () =>
    words(
      'The device refused this public key.',
      'It could not verify that the key was generated in the custodian’s device, or does not take keys of this kind.',
      'Make a new key with Generate ECC Key… (curve brainpoolP256r1 or secp256r1) and register that one.',
    ),
  'pka-not-registered': () =>
    words(
      'This key is not registered on the device.',
      'Only registered keys can authenticate.',
      'Choose another key or another custodian’s device. The registered keys are listed under Public key authentication.',
    ),
  'pka-already-authenticated': () =>
    words('This key has authenticated already.', 'Each registered key counts once.', 'Insert the device of the next custodian.'),
  'pka-not-accepted': () =>
    words(
      'The device did not accept the signature.',
      'The key that signed is not the one that was registered, or the wrong device was inserted.',
      'Compare the serial with the minutes, then try again.',
    ),
} as const satisfies Record<string, (facts: never) => FailureWords>;
