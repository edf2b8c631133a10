import { t } from '../../../../shared/language/text.ts';
import type { CertificateChoice } from '../../../../shared/models/certificates.ts';
import { Hex } from '../../../controls/Facts.tsx';
import { Text } from '../../../controls/Text.tsx';
import { Words } from '../../../controls/Words.tsx';
import { linkWords } from '../../certificate-words.ts';
import { X509Facts } from '../../panels/X509Facts.tsx';
import { Findings } from './Findings.tsx';

/** The certificate that is to be imported, its chain, and what was found. */
export function ChosenCertificate({ choice }: { readonly choice: CertificateChoice }) {
  const { certificate, issuers, isComplete, findings } = choice;
  const root = issuers.at(-1) ?? certificate;
  return (
    <>
      <X509Facts certificate={certificate} />
      {issuers.length > 0 && (
        <div>
          <h3>{t('Issued by')}</h3>
          <ol className="chain" aria-label={t('Issuers, the root last')}>
            {issuers.map(({ sha256, subject }, index) => (
              <li key={sha256}>
                <span className="chain-role">{isComplete && index === issuers.length - 1 ? linkWords.root : linkWords.issuer}</span>
                <div>
                  <p>{subject}</p>
                  <p className="chain-print">
                    <Text of="SHA-256: {digits}" digits={<Hex digits={sha256} />} />
                  </p>
                </div>
              </li>
            ))}
          </ol>
        </div>
      )}
      {isComplete && findings.length === 0 && (
        <Words kind="done" isNews>
          {t(
            'The certificate fits this key, and its signatures hold up to {root}. Whether that is the right root, only its SHA-256 tells: compare it with one from a source you trust.',
            { root: root.subject },
          )}
        </Words>
      )}
      {findings.length > 0 && (
        <>
          <Words kind="info">{t('The certificate fits this key. What was found beyond that:')}</Words>
          <Findings findings={findings} />
        </>
      )}
    </>
  );
}
