import { basename } from 'node:path';
import { t } from '../../../shared/language/text.ts';
import type { Attestation, SavedFile } from '../../../shared/models/certificates.ts';

const verdicts: Readonly<Record<Attestation['state'], string>> = {
  proven: t('The key was generated in this device, whose certificate chain ends at a root of its maker.'),
  simulated: t('REHEARSAL: the device is a simulated one. This proves nothing about a real key.'),
  'unknown-root': t('The key was generated in this device, whose certificate chain ends at a root that Conclave does not know.'),
  'broken-chain': t('NOT PROVEN: the certificate chain of the device does not hold.'),
  replaced: t('NOT PROVEN: a certificate has taken the place of the request.'),
  'other-device': t('NOT PROVEN HERE: the request names another device; the key was brought to this one.'),
  'not-fitting': t('NOT PROVEN: a signature of the request does not fit.'),
  none: t('NOT PROVEN: there is no request.'),
};
const proofs: Readonly<Record<Attestation['keyProof'], string>> = {
  proven: t('The key on the device signed a random message, which verified with this public key.'),
  differs: t('WARNING: the key on the device is another one than this public key.'),
  'not logged in': t('Whether the key on the device is the one with this public key was not tested: nobody was logged in.'),
  'cannot sign': t('Whether the key on the device is the one with this public key was not tested: it may not sign.'),
};

type Link = Attestation['links'][number];
const linkWords: Readonly<Record<Link['role'], (holder: string, authority: string) => string>> = {
  root: (holder, authority) => t('root: {holder}, signed by {authority}', { holder, authority }),
  issuer: (holder, authority) => t('issuer: {holder}, signed by {authority}', { holder, authority }),
  device: (holder, authority) => t('device: {holder}, signed by {authority}', { holder, authority }),
  key: (holder, authority) => t('key: {holder}, signed by {authority}', { holder, authority }),
};
const fingerprintWords: Readonly<Record<Link['fingerprintOf'], string>> = {
  'public key': t('SHA-256 of its public key'),
  certificate: t('SHA-256 of its certificate'),
  request: t('SHA-256 of its request'),
};

interface Evidence {
  readonly serial: string;
  readonly attestation: Attestation;
  readonly files: readonly SavedFile[];
  readonly publicKeyPem?: string;
}

/** What lies beside the files, for whoever verifies them without this app. */
export function evidenceText({ serial, attestation, files, publicKeyPem }: Evidence): string {
  const { label, state, keyProof, links } = attestation;
  return [
    t('Origin of the key "{label}" on the SmartCard-HSM {serial}', { label, serial }),
    '',
    verdicts[state],
    proofs[keyProof],
    '',
    t('Files'),
    ...files.map(({ path, sha256, bytes }) => `  ${basename(path)}  ${t('{bytes} bytes', { bytes: `${bytes}` })}\n    SHA-256 ${sha256}`),
    '',
    t('Chain, from the root down'),
    ...links.map(
      ({ role, holder, authority, sha256, fingerprintOf }) =>
        `  ${linkWords[role](holder, authority)}\n    ${fingerprintWords[fingerprintOf]} ${sha256}`,
    ),
    '',
    t(
      'How to verify: .cvcert and .cvreq are card verifiable certificates (BSI TR-03110-3, appendix C). The root signs the certificate of the\n' +
        'issuer, the issuer that of the device (ECDSA with SHA-256 on brainpoolP256r1, over the element 7F4E). The request (67) holds the\n' +
        'public key, signed with the key itself (over 7F4E) and then, with the name of the device (42), by the device.',
    ),
    ...(publicKeyPem ? ['', t('The public key'), publicKeyPem] : []),
  ].join('\n');
}
