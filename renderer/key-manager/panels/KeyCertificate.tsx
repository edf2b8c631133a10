import { t } from '../../../shared/language/text.ts';
import type { KeyDetails } from '../../../shared/models/snapshot.ts';
import { Words } from '../../controls/Words.tsx';
import { Icon } from '../../icons.tsx';
import { attestationWords, validityWarning } from '../certificate-words.ts';
import { X509Facts } from './X509Facts.tsx';

/** What a key of two halves carries: its certificate or request. */
export function KeyCertificate({ details }: { readonly details: KeyDetails }) {
  const { certificate, x509 } = details;
  const warning = x509 && validityWarning(x509, Date.now());
  return (
    <>
      <h3>{t('Certificate')}</h3>
      {warning && <Words kind="warning">{warning}</Words>}
      {x509 ? <X509Facts certificate={x509} /> : <p className="explanation">{words[certificate]}</p>}
      {certificate === 'damaged' && (
        <Words kind="warning">
          {t(
            'What the device holds in the place of the certificate makes no sense; its writing may have been cut off. The key itself is unharmed. Import its certificate again.',
          )}
        </Words>
      )}
    </>
  );
}

const words: Readonly<Record<KeyDetails['certificate'], string>> = {
  none: t(
    'None, and no request: the device does not tell the public key. The key cannot be tested, and no CSR can be made for it, until you import its certificate; or delete it and import it again from its file.',
  ),
  request: t('None yet; the device holds its own request. Create a CSR and have it signed, then import the certificate here.'),
  x509: t('There is a certificate that this app cannot read.'),
  damaged: t('Damaged.'),
};

export function AttestationWords({ state }: { readonly state: NonNullable<KeyDetails['attestation']> }) {
  const { icon, mood, short } = attestationWords[state];
  return (
    <span className={`state ${mood}`}>
      <Icon name={icon} />
      <span>{short}</span>
    </span>
  );
}
