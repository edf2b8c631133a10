import { t } from '../../../shared/language/text.ts';
import type { ExportedObject, ImportedCertificates } from '../../../shared/models/object-reports.ts';
import { Fact, Facts, Hex } from '../../controls/Facts.tsx';
import { Words } from '../../controls/Words.tsx';
import { DialogBody } from '../../dialogs/DialogBody.tsx';
import { ReportFoot } from '../../dialogs/DialogFoot.tsx';
import { DialogFrame } from '../../dialogs/DialogFrame.tsx';
import { sizeText } from '../object-text.ts';
import { X509Facts } from '../panels/X509Facts.tsx';

export function CertificatesImported({ device, report }: { readonly device: string; readonly report: ImportedCertificates }) {
  const { imported, present } = report;
  return (
    <DialogFrame title={t('Import Certificate')} about={device}>
      <DialogBody>
        <Words kind="done" isNews>
          {t(
            '{count, plural, =1 {The certificate “{label}” is on the device and was read back.} other {# certificates are on the device and were read back.}}',
            { count: imported.length, label: imported[0]?.label ?? '' },
          )}
        </Words>
        {imported.map(({ file, label, certificate }) => (
          <section key={file} aria-label={label}>
            {imported.length > 1 && <h3>{label}</h3>}
            <X509Facts certificate={certificate} />
          </section>
        ))}
        {present.length > 0 && (
          <Words kind="info">
            {t('Already on the device before, and left as it was: {labels}.', {
              labels: present.map((label) => t('“{label}”', { label })).join(', '),
            })}
          </Words>
        )}
        <p>{t('Compare the SHA-256 with one from a source you trust: whoever stores a certificate here does not make it true.')}</p>
      </DialogBody>
      <ReportFoot />
    </DialogFrame>
  );
}

export function ObjectExported({ device, report }: { readonly device: string; readonly report: ExportedObject }) {
  const { path, label, bytes, sha256, confidential } = report;
  return (
    <DialogFrame title={t('Export')} about={device}>
      <DialogBody>
        <Words kind="done" isNews>
          {label
            ? t('“{label}” is saved byte for byte and was read back.', { label })
            : t('The object is saved byte for byte and was read back.')}
        </Words>
        <Facts>
          <Fact term={t('File')}>
            <span className="path">{path}</span>
          </Fact>
          <Fact term={t('Size')}>{sizeText(bytes)}</Fact>
          <Fact term={t('SHA-256 of the file')}>{sha256 && <Hex digits={sha256} />}</Fact>
        </Facts>
        {confidential && (
          <Words kind="warning">{t('The file holds confidential data in clear: whoever gets the medium can read it.')}</Words>
        )}
      </DialogBody>
      <ReportFoot />
    </DialogFrame>
  );
}
