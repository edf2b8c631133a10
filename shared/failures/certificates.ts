import { t } from '../language/text.ts';
import { type FailureWords, pickOther, untouched, words } from './words.ts';

const again = t('Correct it and try again.');
const askIssuer = t('Ask whoever issued the certificate for the right one.');

/** Certificate requests, certificates and their chains, public keys. */
export const certificateFailures = {
  'subject-field-invalid': (f: { field: string; detail: string }) =>
    words(t('The subject field {field} cannot be used: {detail}.', f), t('No request was made.'), again),
  'subject-empty': () =>
    words(
      t('The request names nobody: it has neither a subject nor an alternative name.'),
      t('No certificate could be issued for it.'),
      t('Fill in at least the common name.'),
    ),
  'alternative-name-invalid': (f: { name: string; detail: string }) =>
    words(t('The alternative name "{name}" cannot be used: {detail}.', f), t('No request was made.'), again),
  'evidence-absent': () =>
    words(
      t('There is no evidence to save for this key.'),
      t('The device holds no request that it signed when it generated the key.'),
      t('A key that must be attested has to be generated in its device; export its attestation before a certificate takes its place.'),
    ),
  'request-signature-wrong': () =>
    words(
      t('The signature on the request does not fit the key.'),
      t('The device signed with another key, or its answer was altered. The request was thrown away.'),
      t('Test the key on the device, then make the request again.'),
    ),
  'certificate-malformed': (f: { detail: string }) =>
    words(
      t('This is not a certificate that can be read ({detail}).', f),
      `${t('It is damaged or another kind of file.')} ${untouched}`,
      pickOther,
    ),
  /** `owner`: the label of the key it is for, where that is on the same device. */
  'certificate-other-key': (f: { subject: string; owner?: string | undefined }) =>
    words(
      f.owner === undefined
        ? t('The certificate of {subject} is for another key.', { subject: f.subject })
        : t('The certificate of {subject} is for the key "{owner}" of this device.', { subject: f.subject, owner: f.owner }),
      `${t('Its public key differs from that of the chosen key.')} ${untouched}`,
      f.owner === undefined
        ? t('Choose the certificate made from the request of this key, or choose the other key.')
        : t('Choose the key "{owner}" in the tree and import it there.', { owner: f.owner }),
    ),
  'certificate-none-for-key': (f: { count: number; owner?: string | undefined }) =>
    words(
      t('None of the {count} certificates in this file is for the chosen key.', { count: f.count }),
      f.owner === undefined ? untouched : `${t('One of them is for the key "{owner}" of this device.', { owner: f.owner })} ${untouched}`,
      t('Choose the certificate made from the request of this key; add those of its issuers afterwards.'),
    ),
  'certificate-not-chosen': () =>
    words(
      t('The certificate is no longer at hand.'),
      `${t('Many others were looked at since.')} ${untouched}`,
      t('Choose its file again.'),
    ),
  'certificate-reason-missing': () =>
    words(
      t('The certificate was not imported: something speaks against it, and no reason was given.'),
      `${t('Whoever reads the transcript later must know why it was imported all the same.')} ${untouched}`,
      t('Enter the reason in a few words.'),
    ),
  'certificate-not-accepted': (f: { what: string }) =>
    words(
      t('The certificate was not imported: something speaks against it that nobody has confirmed yet.'),
      `${f.what} ${untouched}`,
      t('Look at the findings again, and confirm them if you want to go on.'),
    ),
  'certificate-too-large': (f: { bytes: number; limit: number }) =>
    words(
      t('The certificate has {bytes} bytes; a device holds at most {limit} in one file.', f),
      untouched,
      t('Ask whoever issued the certificate for a smaller one.'),
    ),
  'certificate-absent': () =>
    words(
      t('The device holds neither a certificate nor a request for this key.'),
      t('The key was imported without one, or it was deleted.'),
      t('Import the certificate first.'),
    ),
  'certificate-expired': (f: { subject: string; date: string }) =>
    words(
      t('The certificate of {subject} expired on {date}.', f),
      t('Applications will reject it.'),
      t('Check the clock, or ask for a new one.'),
    ),
  'certificate-not-yet-valid': (f: { subject: string; date: string }) =>
    words(
      t('The certificate of {subject} is valid only from {date}.', f),
      t('Applications reject it until then, or the clock of this workstation is wrong.'),
      t('Check the clock of this workstation.'),
    ),
  'certificate-self-signed': (f: { subject: string }) =>
    words(
      t('The certificate of {subject} is self-signed.', f),
      t('Nobody but the key itself vouches for it; it is not among the issuers you trust.'),
      t('Use it only if you compared its SHA-256 with one from a source you trust.'),
    ),
  'certificate-issuer-missing': (f: { subject: string; issuer: string }) =>
    words(
      t('The issuer of {subject} is not among the given certificates: {issuer}.', f),
      t('The chain cannot be checked up to an issuer you trust.'),
      t('Add the certificates of the issuers and check again.'),
    ),
  'certificate-wrong-issuer': (f: { subject: string; issuer: string }) =>
    words(
      t('The certificate of {subject} was not signed by the given {issuer}.', f),
      t('The name fits but the signature does not: it is altered, or the issuer has another key of the same name.'),
      askIssuer,
    ),
  'certificate-issuer-not-ca': (f: { subject: string; issuer: string }) =>
    words(
      t('{issuer} signed the certificate of {subject}, but may not issue certificates.', f),
      t('Its own certificate does not make it a certification authority for this. Applications will reject the chain.'),
      askIssuer,
    ),
  'certificate-algorithm-unsupported': (f: { subject: string; algorithm: string }) =>
    words(
      t('The signature on the certificate of {subject} cannot be checked ({algorithm}).', f),
      t('This app checks RSA (PKCS#1 and PSS) and ECDSA with SHA-1 and SHA-2 on the curves that the device has.'),
      t('Check it with other means, or ask for a certificate with another algorithm.'),
    ),
  'certificate-extension-unknown': (f: { subject: string; extension: string }) =>
    words(
      t('The certificate of {subject} has a critical extension that this app does not know ({extension}).', f),
      t('Whoever does not understand it must not trust the certificate.'),
      t('Check it with other means.'),
    ),
  'certificate-path-too-long': (f: { subject: string }) =>
    words(
      t('The chain below {subject} is longer than that certificate allows.', f),
      t('Applications will reject the chain.'),
      t('Ask whoever issued the certificate for the right one.'),
    ),
  'public-key-untold': () =>
    words(
      t('The device does not tell the public key of this key.'),
      t('It holds neither a request nor a certificate that could be read for it.'),
      t('Import the certificate of this key, which holds its public key.'),
    ),
  'public-key-no-ssh': (f: { curve: string }) =>
    words(
      t('OpenSSH has no keys on the curve {curve}.', f),
      t('It knows RSA and the curves secp256r1, secp384r1 and secp521r1.'),
      t('Export the key as PEM, or generate one on a curve that OpenSSH knows.'),
    ),
  'public-key-unknown-curve': () =>
    words(
      t('The curve of this public key is not known.'),
      t('Without it the key cannot be written down for other programs.'),
      t('Read the device again; if that does not help, the key cannot be exported.'),
    ),
} as const satisfies Record<string, (facts: never) => FailureWords>;
