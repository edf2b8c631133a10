import { useRef, useState } from 'react';
import { t } from '../../../../shared/language/text.ts';
import type { CreatedRequest } from '../../../../shared/models/certificates.ts';
import { Button } from '../../../controls/Button.tsx';
import { Fact, Facts, Hex } from '../../../controls/Facts.tsx';
import { Words } from '../../../controls/Words.tsx';
import { DialogBody } from '../../../dialogs/DialogBody.tsx';
import { ReportFoot } from '../../../dialogs/DialogFoot.tsx';

/** The saved request, as text to copy: it is no secret. */
export function CsrReport({ request }: { readonly request: CreatedRequest }) {
  const text = useRef<HTMLTextAreaElement>(null);
  const [copied, setCopied] = useState<boolean>();
  const copy = () => {
    text.current?.select();
    // the older way needs no permission, and this window has none
    setCopied(document.execCommand('copy'));
  };
  return (
    <>
      <DialogBody>
        <Words kind="done" isNews>
          {t('The request is signed by the key “{label}”, verified, saved and read back.', { label: request.label })}
        </Words>
        <Facts>
          <Fact term={t('Subject')}>{request.subject}</Fact>
          <Fact term={t('File')}>
            <span className="path">{request.path}</span>
          </Fact>
          <Fact term={t('SHA-256 of the file')}>
            <Hex digits={request.sha256} />
          </Fact>
          <Fact term={t('Public key SHA-256')}>
            <Hex digits={request.publicKeySha256} />
          </Fact>
        </Facts>
        <textarea ref={text} className="input code pem" aria-label={t('The request in PEM')} readOnly rows={6} value={request.pem} />
        <div className="beside">
          <Button onPress={copy}>{t('Copy PEM')}</Button>
          <span role="status">
            {copied === undefined ? '' : copied ? t('Copied.') : t('Not copied: mark the text and copy it yourself.')}
          </span>
        </div>
        <p>{t('Send it to the issuer. When the certificate comes back, choose Import Certificate… at the same key.')}</p>
      </DialogBody>
      <ReportFoot />
    </>
  );
}
