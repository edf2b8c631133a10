import { createHash } from 'node:crypto';
import { hex } from '../../shared/bytes.ts';
import type { CertificateSummary } from '../../shared/models/certificates.ts';
import { extendedKeyUsages, keyUsages } from '../../shared/subject.ts';
import type { Certificate } from './certificate.ts';

const purposeNames = new Map<string, string>(Object.entries(extendedKeyUsages).map(([name, oid]) => [oid, name]));

/** What the window shows of a certificate. */
export function summaryOf(certificate: Certificate): CertificateSummary {
  const { subject, issuer, serial, notBefore, notAfter, isCa, alternativeNames, keyUsage = [], purposes = [] } = certificate;
  return {
    subject,
    issuer,
    names: alternativeNames,
    serialNumber: serial,
    notBefore: notBefore.toISOString(),
    notAfter: notAfter.toISOString(),
    sha256: certificateSha256(certificate),
    isCa,
    usage: [...keyUsages.filter((_, bit) => keyUsage[bit]), ...purposes.map((oid) => purposeNames.get(oid) ?? oid)],
  };
}

/** SHA-256 of the whole certificate, 64 hexadecimal digits: what people compare. */
export function certificateSha256({ der }: Pick<Certificate, 'der'>): string {
  return hex.encode(createHash('sha256').update(der).digest());
}
