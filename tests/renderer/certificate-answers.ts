import { failure } from '../../shared/failure.ts';
import type { Attestation, CertificateChoice, CreatedRequest, ImportedCertificate } from '../../shared/models/certificates.ts';
import { caCertificate, sha256 } from './scenes.ts';

/** What main would answer about requests and certificates. */
const folder = '/media/ceremony-usb-1/2027-03-14';
const finding = (said: ReturnType<typeof failure>) => ({
  code: said.code,
  what: said.what,
  meaning: said.meaning,
  next: said.next,
  weight: 'judgement' as const,
});

export const createdRequest: CreatedRequest = {
  path: `${folder}/Time stamping.csr`,
  sha256,
  bytes: 480,
  label: 'Time stamping',
  subject: 'C=AT, O=Example Trust GmbH, CN=Time stamping 2027',
  pem: `-----BEGIN CERTIFICATE REQUEST-----\n${`${'MIIBWzCCAQECAQAwRzELMAkGA1UEBhMCQVQxGzAZBgNVBAoMEkV4YW1wbGUgVHJ1c3Q'.slice(0, 64)}\n`.repeat(6)}-----END CERTIFICATE REQUEST-----\n`,
  publicKeySha256: sha256,
};

const certificate = {
  ...caCertificate,
  subject: 'C=AT, O=Example Trust GmbH, CN=Time stamping 2027',
  issuer: caCertificate.subject,
  names: ['DNS:tsa.example.org'],
  isCa: false,
  usage: ['digitalSignature', 'timeStamping'],
};
const missing = failure('certificate-issuer-missing', { subject: certificate.subject, issuer: certificate.issuer });
const expired = failure('certificate-expired', { subject: certificate.subject, date: '2026-12-31' });

export const choice: CertificateChoice = {
  certificates: [sha256],
  certificate,
  issuers: [],
  isComplete: false,
  findings: [expired, missing].map(finding),
  isThere: false,
};

export const imported: ImportedCertificate = {
  label: 'Time stamping',
  certificate,
  bytes: 912,
  accepted: choice.findings,
  reason: 'The archive needs the old certificate.',
  keyProof: 'proven',
};

export const attestation: Attestation = {
  label: 'Time stamping',
  state: 'proven',
  keyProof: 'proven',
  publicKeySha256: sha256,
  links: [
    { role: 'root', holder: 'DESRCACC100001', authority: 'DESRCACC100001', sha256, fingerprintOf: 'public key' },
    { role: 'issuer', holder: 'DECC1203239', authority: 'DESRCACC100001', sha256, fingerprintOf: 'certificate', validUntil: '2032-11-08' },
    {
      role: 'device',
      holder: 'DENK010000100000',
      authority: 'DECC1203239',
      sha256,
      fingerprintOf: 'certificate',
      validUntil: '2032-11-08',
    },
    { role: 'key', holder: 'DENK010000100001', authority: 'DENK010000100000', sha256, fingerprintOf: 'request' },
  ],
};
