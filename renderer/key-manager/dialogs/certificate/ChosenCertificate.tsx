import type { CertificateChoice } from '../../../../shared/models/certificates.ts';
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
          <ol className="steps">
            {issuers.map(({ sha256, subject }) => (
              <li key={sha256}>{subject}</li>
            ))}
          </ol>
        </div>
      )}
      {isComplete && findings.length === 0 && (
        <Words kind="done" isNews>
          The certificate fits this key, and its signatures hold up to {root.subject}. Whether that root is the right one, only its SHA-256
          tells: {root.sha256.slice(0, 8)}…{root.sha256.slice(-8)}.
        </Words>
      )}
      {findings.length > 0 && <Words kind="info">The certificate fits this key. What was found beyond that:</Words>}
      {findings.length > 0 && <Findings findings={findings} />}
    </>
  );
}
