import { useRef, useState } from 'react';
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
          The request is signed by the key “{request.label}”, verified, saved and read back.
        </Words>
        <Facts>
          <Fact term="Subject">{request.subject}</Fact>
          <Fact term="File">
            <span className="path">{request.path}</span>
          </Fact>
          <Fact term="SHA-256 of the file">
            <Hex digits={request.sha256} />
          </Fact>
          <Fact term="Public key SHA-256">
            <Hex digits={request.publicKeySha256} />
          </Fact>
        </Facts>
        <textarea ref={text} className="input code pem" aria-label="The request in PEM" readOnly rows={6} value={request.pem} />
        <div className="beside">
          <Button onPress={copy}>Copy PEM</Button>
          <span role="status">{copied === undefined ? '' : copied ? 'Copied.' : 'Not copied: mark the text and copy it yourself.'}</span>
        </div>
        <p>Send it to the issuer. When the certificate comes back, choose Import Certificate… at the same key.</p>
      </DialogBody>
      <ReportFoot />
    </>
  );
}
