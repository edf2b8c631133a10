/** What the window shows of certificates, requests and attestations. All of it is public. */

/** An X.509 certificate in words. */
export interface CertificateSummary {
  readonly subject: string;
  readonly issuer: string;
  /** `DNS:www.example.org`, `IP:192.0.2.7` …; empty where there are none. */
  readonly names: readonly string[];
  /** Hexadecimal. */
  readonly serialNumber: string;
  /** ISO 8601, UTC. */
  readonly notBefore: string;
  readonly notAfter: string;
  /** Of the whole certificate, 64 hexadecimal digits. */
  readonly sha256: string;
  readonly isCa: boolean;
  /** Key usages and purposes by their names, `digitalSignature`, `serverAuth`; an unknown purpose by its OID. Empty: everything. */
  readonly usage: readonly string[];
}

/**
 * Whether it is proven that a key was generated in its device: `proven` up to a root of the vendor, `simulated` up to the
 * root of simulated devices, `unknown-root` by a device whose chain ends at a root that this app does not know.
 */
export type AttestationState =
  | 'proven'
  | 'simulated'
  | 'unknown-root'
  /** The chain of the device's own certificate does not hold. */
  | 'broken-chain'
  /** A certificate has taken the place of the request. */
  | 'replaced'
  /** The request names another device: the key was brought here. */
  | 'other-device'
  /** There is a request, but a signature does not fit or it makes no sense. */
  | 'not-fitting'
  /** There is nothing: the key was imported, or its request was deleted. */
  | 'none';

export interface AttestationLink {
  readonly role: 'root' | 'issuer' | 'device' | 'key';
  readonly holder: string;
  readonly authority: string;
  /** Of the certificate, of the request of a key, or of the public key of a root, which is not on the device; 64 hexadecimal digits. */
  readonly sha256: string;
  readonly fingerprintOf: 'certificate' | 'request' | 'public key';
  /** YYYY-MM-DD, as the certificate says. */
  readonly validUntil?: string;
}

export interface Attestation {
  readonly label: string;
  readonly state: AttestationState;
  /** From the root down to the key, as far as there is something. */
  readonly links: readonly AttestationLink[];
  /** Whether the key on the device is the one that the request names: it signed a random message just now. */
  readonly keyProof: 'proven' | 'differs' | 'not logged in' | 'cannot sign';
  /** As the key's node shows it. */
  readonly publicKeySha256?: string;
}

export interface SavedFile {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
}

export interface SavedEvidence {
  readonly label: string;
  readonly folder: string;
  readonly files: readonly SavedFile[];
}

export interface CreatedRequest extends SavedFile {
  readonly label: string;
  readonly subject: string;
  readonly pem: string;
  readonly publicKeySha256: string;
}

export interface SavedPublic extends SavedFile {
  readonly label: string;
  readonly what:
    | 'public key in PEM'
    | 'public key in DER'
    | 'public key as OpenSSH writes it'
    | 'certificate in PEM'
    | 'certificate in DER'
    | 'card verifiable request (CVC)';
  readonly publicKeySha256?: string;
}

/** What was noticed about a certificate that is to be imported, in the words of a failure. */
export interface CertificateFinding {
  readonly code: string;
  readonly what: string;
  readonly meaning: string;
  readonly next: string;
  /** `error`: it cannot be imported like this. `judgement`: the person may go on deliberately. */
  readonly weight: 'error' | 'judgement';
}

/** A certificate that was chosen for a key, with its issuers, before anything is written. */
export interface CertificateChoice {
  /** SHA-256 of all certificates, the key's own first. */
  readonly certificates: readonly string[];
  readonly certificate: CertificateSummary;
  /** Above the certificate, as far as the chain could be checked; the last one is a root where it is complete. */
  readonly issuers: readonly CertificateSummary[];
  readonly isComplete: boolean;
  readonly findings: readonly CertificateFinding[];
  /** The certificate that is on the device already is this very one. */
  readonly isThere: boolean;
}

export interface ImportedCertificate {
  readonly label: string;
  readonly certificate: CertificateSummary;
  readonly bytes: number;
  /** What the person went on with, and why. */
  readonly accepted: readonly CertificateFinding[];
  readonly reason: string;
  readonly keyProof: 'proven' | 'cannot sign';
}
