import { type FailureWords, pickOther, untouched, words } from './words.ts';

const again = 'Correct it and try again.';
const askIssuer = 'Ask whoever issued the certificate for the right one.';

/** Certificate requests, certificates and their chains, public keys. */
export const certificateFailures = {
  'subject-field-invalid': (f: { field: string; detail: string }) =>
    words(`The subject field ${f.field} cannot be used: ${f.detail}.`, 'No request was made.', again),
  'subject-empty': () =>
    words(
      'The request names nobody: it has neither a subject nor an alternative name.',
      'No certificate could be issued for it.',
      'Fill in at least the common name.',
    ),
  'alternative-name-invalid': (f: { name: string; detail: string }) =>
    words(`The alternative name "${f.name}" cannot be used: ${f.detail}.`, 'No request was made.', again),
  'evidence-absent': () =>
    words(
      'There is no evidence to save for this key.',
      'The device holds no request that it signed when it generated the key.',
      'A key that must be attested has to be generated in its device; export its attestation before a certificate takes its place.',
    ),
  'request-signature-wrong': () =>
    words(
      'The signature on the request does not fit the key.',
      'The device signed with another key, or its answer was altered. The request was thrown away.',
      'Test the key on the device, then make the request again.',
    ),
  'certificate-malformed': (f: { detail: string }) =>
    words(`This is not a certificate that can be read (${f.detail}).`, `It is damaged or another kind of file. ${untouched}`, pickOther),
  /** `owner`: the label of the key it is for, where that is on the same device. */
  'certificate-other-key': (f: { subject: string; owner?: string | undefined }) =>
    words(
      f.owner === undefined
        ? `The certificate of ${f.subject} is for another key.`
        : `The certificate of ${f.subject} is for the key "${f.owner}" of this device.`,
      `Its public key differs from that of the chosen key. ${untouched}`,
      f.owner === undefined
        ? 'Choose the certificate made from the request of this key, or choose the other key.'
        : `Choose the key "${f.owner}" in the tree and import it there.`,
    ),
  'certificate-none-for-key': (f: { count: number; owner?: string | undefined }) =>
    words(
      `None of the ${f.count} certificates in this file is for the chosen key.`,
      f.owner === undefined ? untouched : `One of them is for the key "${f.owner}" of this device. ${untouched}`,
      'Choose the certificate made from the request of this key; add those of its issuers afterwards.',
    ),
  'certificate-not-chosen': () =>
    words('The certificate is no longer at hand.', `Many others were looked at since. ${untouched}`, 'Choose its file again.'),
  'certificate-reason-missing': () =>
    words(
      'The certificate was not imported: something speaks against it, and no reason was given.',
      `Whoever reads the transcript later must know why it was imported all the same. ${untouched}`,
      'Enter the reason in a few words.',
    ),
  'certificate-not-accepted': (f: { what: string }) =>
    words(
      'The certificate was not imported: something speaks against it that nobody has confirmed yet.',
      `${f.what} ${untouched}`,
      'Look at the findings again, and confirm them if you want to go on.',
    ),
  'certificate-too-large': (f: { bytes: number; limit: number }) =>
    words(
      `The certificate has ${f.bytes} bytes; a device holds at most ${f.limit} in one file.`,
      untouched,
      'Ask whoever issued the certificate for a smaller one.',
    ),
  'certificate-absent': () =>
    words(
      'The device holds neither a certificate nor a request for this key.',
      'The key was imported without one, or it was deleted.',
      'Import the certificate first.',
    ),
  'certificate-expired': (f: { subject: string; date: string }) =>
    words(
      `The certificate of ${f.subject} expired on ${f.date}.`,
      'Applications will reject it.',
      'Check the clock, or ask for a new one.',
    ),
  'certificate-not-yet-valid': (f: { subject: string; date: string }) =>
    words(
      `The certificate of ${f.subject} is valid only from ${f.date}.`,
      'Applications reject it until then, or the clock of this workstation is wrong.',
      'Check the clock of this workstation.',
    ),
  'certificate-self-signed': (f: { subject: string }) =>
    words(
      `The certificate of ${f.subject} is self-signed.`,
      'Nobody but the key itself vouches for it; it is not among the issuers you trust.',
      'Use it only if you compared its SHA-256 with one from a source you trust.',
    ),
  'certificate-issuer-missing': (f: { subject: string; issuer: string }) =>
    words(
      `The issuer of ${f.subject} is not among the given certificates: ${f.issuer}.`,
      'The chain cannot be checked up to an issuer you trust.',
      'Add the certificates of the issuers and check again.',
    ),
  'certificate-wrong-issuer': (f: { subject: string; issuer: string }) =>
    words(
      `The certificate of ${f.subject} was not signed by the given ${f.issuer}.`,
      'The name fits but the signature does not: it is altered, or the issuer has another key of the same name.',
      askIssuer,
    ),
  'certificate-issuer-not-ca': (f: { subject: string; issuer: string }) =>
    words(
      `${f.issuer} signed the certificate of ${f.subject}, but may not issue certificates.`,
      'Its own certificate does not make it a certification authority for this. Applications will reject the chain.',
      askIssuer,
    ),
  'certificate-algorithm-unsupported': (f: { subject: string; algorithm: string }) =>
    words(
      `The signature on the certificate of ${f.subject} cannot be checked (${f.algorithm}).`,
      'This app checks RSA (PKCS#1 and PSS) and ECDSA with SHA-1 and SHA-2 on the curves that the device has.',
      'Check it with other means, or ask for a certificate with another algorithm.',
    ),
  'certificate-extension-unknown': (f: { subject: string; extension: string }) =>
    words(
      `The certificate of ${f.subject} has a critical extension that this app does not know (${f.extension}).`,
      'Whoever does not understand it must not trust the certificate.',
      'Check it with other means.',
    ),
  'certificate-path-too-long': (f: { subject: string }) =>
    words(
      `The chain below ${f.subject} is longer than that certificate allows.`,
      'Applications will reject the chain.',
      'Ask whoever issued the certificate for the right one.',
    ),
  'public-key-untold': () =>
    words(
      'The device does not tell the public key of this key.',
      'It holds neither a request nor a certificate that could be read for it.',
      'Import the certificate of this key, which holds its public key.',
    ),
  'public-key-no-ssh': (f: { curve: string }) =>
    words(
      `OpenSSH has no keys on the curve ${f.curve}.`,
      'It knows RSA and the curves secp256r1, secp384r1 and secp521r1.',
      'Export the key as PEM, or generate one on a curve that OpenSSH knows.',
    ),
  'public-key-unknown-curve': () =>
    words(
      'The curve of this public key is not known.',
      'Without it the key cannot be written down for other programs.',
      'Read the device again; if that does not help, the key cannot be exported.',
    ),
} as const satisfies Record<string, (facts: never) => FailureWords>;
