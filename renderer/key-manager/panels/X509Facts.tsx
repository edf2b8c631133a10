import type { ReactNode } from 'react';
import { t } from '../../../shared/language/text.ts';
import type { CertificateSummary } from '../../../shared/models/certificates.ts';
import { Fact, Facts, Hex } from '../../controls/Facts.tsx';
import { dayOf, usageWords } from '../certificate-words.ts';

/** A certificate, wherever one is shown, with further facts below. */
export function X509Facts({ certificate, children }: { readonly certificate: CertificateSummary; readonly children?: ReactNode }) {
  const { subject, issuer, names, notBefore, notAfter, sha256, usage, isCa } = certificate;
  return (
    <Facts>
      <Fact term={t('Subject')}>{subject}</Fact>
      <Fact term={t('Names')}>{names.length > 0 ? names.join(', ') : undefined}</Fact>
      <Fact term={t('Issuer')}>{subject === issuer ? t('the same: it is self-issued') : issuer}</Fact>
      <Fact term={t('Valid')}>{t('{from} to {until}', { from: dayOf(notBefore), until: dayOf(notAfter) })}</Fact>
      <Fact term={t('Use')}>
        {usage.length > 0 ? usage.map((name) => usageWords[name] ?? name).join(', ') : t('any: the certificate sets no limit')}
      </Fact>
      <Fact term={t('Authority')}>{isCa ? t('yes: it may issue certificates') : undefined}</Fact>
      <Fact term="SHA-256">
        <Hex digits={sha256} />
      </Fact>
      {children}
    </Facts>
  );
}
