import type { CertificateChoice } from '../../../../shared/models/certificates.ts';
import { Hex } from '../../../controls/Facts.tsx';
import { Words } from '../../../controls/Words.tsx';
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
          <h3>Issued by</h3>
          <ol className="chain" aria-label="Issuers, the root last">
            {issuers.map(({ sha256, subject }, index) => (
              <li key={sha256}>
                <span className="chain-role">{isComplete && index === issuers.length - 1 ? 'Root' : 'Issuer'}</span>
                <div>
                  <p>{subject}</p>
                  <p className="chain-print">
                    SHA-256: <Hex digits={sha256} />
                  </p>
                </div>
              </li>
            ))}
          </ol>
        </div>
      )}
      {isComplete && findings.length === 0 && (
        <Words kind="done" isNews>
          The certificate fits this key, and its signatures hold up to {root.subject}. Whether that is the right root, only its SHA-256
          tells: compare it with one from a source you trust.
        </Words>
      )}
      {findings.length > 0 && (
        <>
          <Words kind="info">The certificate fits this key. What was found beyond that:</Words>
          <Findings findings={findings} />
        </>
      )}
    </>
  );
}
