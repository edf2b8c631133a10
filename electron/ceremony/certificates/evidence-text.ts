import { basename } from 'node:path';
import type { Attestation, SavedFile } from '../../../shared/models/certificates.ts';

const verdicts: Readonly<Record<Attestation['state'], string>> = {
  proven: 'The key was generated in this device, whose certificate chain ends at a root of its maker.',
  simulated: 'REHEARSAL: the device is a simulated one. This proves nothing about a real key.',
  'unknown-root': 'The key was generated in this device, whose certificate chain ends at a root that Conclave does not know.',
  'broken-chain': 'NOT PROVEN: the certificate chain of the device does not hold.',
  replaced: 'NOT PROVEN: a certificate has taken the place of the request.',
  'other-device': 'NOT PROVEN HERE: the request names another device; the key was brought to this one.',
  'not-fitting': 'NOT PROVEN: a signature of the request does not fit.',
  none: 'NOT PROVEN: there is no request.',
};
const proofs: Readonly<Record<Attestation['keyProof'], string>> = {
  proven: 'The key on the device signed a random message, which verified with this public key.',
  differs: 'WARNING: the key on the device is another one than this public key.',
  'not logged in': 'Whether the key on the device is the one with this public key was not tested: nobody was logged in.',
  'cannot sign': 'Whether the key on the device is the one with this public key was not tested: it may not sign.',
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
    `Origin of the key "${label}" on the SmartCard-HSM ${serial}`,
    '',
    verdicts[state],
    proofs[keyProof],
    '',
    'Files',
    ...files.map(({ path, sha256, bytes }) => `  ${basename(path)}  ${bytes} bytes\n    SHA-256 ${sha256}`),
    '',
    'Chain, from the root down',
    ...links.map(
      ({ role, holder, authority, sha256, fingerprintOf }) =>
        `  ${role}: ${holder}, signed by ${authority}\n    SHA-256 of its ${fingerprintOf} ${sha256}`,
    ),
    '',
    'How to verify: .cvcert and .cvreq are card verifiable certificates (BSI TR-03110-3, appendix C). The root signs the certificate of the',
    'issuer, the issuer that of the device (ECDSA with SHA-256 on brainpoolP256r1, over the element 7F4E). The request (67) holds the',
    'public key, signed with the key itself (over 7F4E) and then, with the name of the device (42), by the device.',
    ...(publicKeyPem ? ['', 'The public key', publicKeyPem] : []),
  ].join('\n');
}
