import { t } from '../../../shared/language/text.ts';
import type { CertificateSummary } from '../../../shared/models/certificates.ts';
import type { DataPreview, StoredObject } from '../../../shared/models/stored-object.ts';
import { Fact, Facts } from '../../controls/Facts.tsx';
import { Words } from '../../controls/Words.tsx';
import { kindText, sizeText } from '../object-text.ts';
import { X509Facts } from './X509Facts.tsx';

export function ObjectFacts({ object }: { readonly object: StoredObject }) {
  const { kind, state, size, application, certificate, preview } = object;
  const sizeFact = <Fact term={t('Size')}>{size === undefined ? undefined : sizeText(size)}</Fact>;
  return (
    <>
      {state === 'no description' && (
        <Words kind="warning">
          {t('This object has no description: other software does not find it. Rename it to describe it, or delete it.')}
        </Words>
      )}
      {state === 'no content' && (
        <Words kind="warning">
          {t('Only the description is on the device; its content is missing. Delete it, and import the file again.')}
        </Words>
      )}
      {certificate && <Validity certificate={certificate} />}
      {certificate ? (
        <X509Facts certificate={certificate}>{sizeFact}</X509Facts>
      ) : (
        <Facts>
          <Fact term={t('Kind')}>{kind === 'certificate' ? t('certificate of another kind than X.509') : kindText(object)}</Fact>
          <Fact term={t('Application')}>{application}</Fact>
          {sizeFact}
        </Facts>
      )}
      {preview && <Preview preview={preview} />}
      {kind === 'confidential' && (
        <p className="explanation">
          {t('The content is never shown here. Export saves it to a file, in clear, once somebody is logged in: take care where it goes.')}
        </p>
      )}
      {kind === 'data' && <p className="explanation">{t('Whoever holds the device can read this, without any PIN.')}</p>}
    </>
  );
}

/** The clock of an air-gapped workstation may be wrong: it is named as the one that says so. */
function Validity({ certificate: { notBefore, notAfter } }: { readonly certificate: CertificateSummary }) {
  const now = Date.now();
  if (now > Date.parse(notAfter)) return <Words kind="warning">{t('By the clock of this workstation the certificate has expired.')}</Words>;
  if (now < Date.parse(notBefore))
    return <Words kind="warning">{t('By the clock of this workstation the certificate is not valid yet.')}</Words>;
  return null;
}

function Preview({ preview: { kind, beginning, isWhole } }: { readonly preview: DataPreview }) {
  const title = isWhole
    ? t('{kind, select, hex {Content, in hexadecimal} other {Content}}', { kind })
    : t('{kind, select, hex {Beginning of the content, in hexadecimal} other {Beginning of the content}}', { kind });
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      <pre className="preview">{kind === 'hex' ? beginning.replace(/(..)(?=.)/g, '$1 ') : beginning}</pre>
    </section>
  );
}
