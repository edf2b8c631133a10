import type { ReactNode } from 'react';
import type { CertificateSummary } from '../../../shared/models/certificates.ts';
import { Fact, Facts, Hex } from '../../controls/Facts.tsx';
import { dayOf, usageWords } from '../certificate-words.ts';

/** A certificate, wherever one is shown, with further facts below. */
export function X509Facts({ certificate, children }: { readonly certificate: CertificateSummary; readonly children?: ReactNode }) {
  const { subject, issuer, names, notBefore, notAfter, sha256, usage, isCa } = certificate;
  return (
    <Facts>
      <Fact term="Subject">{subject}</Fact>
      <Fact term="Names">{names.length > 0 ? names.join(', ') : undefined}</Fact>
      <Fact term="Issuer">{subject === issuer ? 'the same: it is self-issued' : issuer}</Fact>
      <Fact term="Valid">{`${dayOf(notBefore)} to ${dayOf(notAfter)}`}</Fact>
      <Fact term="Use">
        {usage.length > 0 ? usage.map((name) => usageWords[name] ?? name).join(', ') : 'any: the certificate sets no limit'}
      </Fact>
      <Fact term="Authority">{isCa ? 'yes: it may issue certificates' : undefined}</Fact>
      <Fact term="SHA-256">
        <Hex digits={sha256} />
      </Fact>
      {children}
    </Facts>
  );
}
