import { t } from '../../../../shared/language/text.ts';
import type { ImportedCertificate } from '../../../../shared/models/certificates.ts';
import { Words } from '../../../controls/Words.tsx';
import { DialogBody } from '../../../dialogs/DialogBody.tsx';
import { ReportFoot } from '../../../dialogs/DialogFoot.tsx';
import { X509Facts } from '../../panels/X509Facts.tsx';
import { Findings } from './Findings.tsx';

export function ImportedReport({ report }: { readonly report: ImportedCertificate }) {
  const { label, certificate, accepted, reason, keyProof } = report;
  return (
    <>
      <DialogBody>
        <Words kind="done" isNews>
          {t('The certificate of the key “{label}” is on the device and was read back byte for byte.', { label })}{' '}
          {keyProof === 'proven'
            ? t('The key signed a random message, which the certificate verified.')
            : t('Whether the key signs for it was not tested: it may not sign.')}
        </Words>
        <X509Facts certificate={certificate} />
        {accepted.length > 0 && (
          <>
            <p>{t('It was imported in spite of what was found. Reason: {reason}', { reason })}</p>
            <Findings findings={accepted} />
          </>
        )}
      </DialogBody>
      <ReportFoot />
    </>
  );
}
