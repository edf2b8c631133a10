import { useState } from 'react';
import { t } from '../../../../shared/language/text.ts';
import type { CertificateChoice } from '../../../../shared/models/certificates.ts';
import type { KeyDetails } from '../../../../shared/models/snapshot.ts';
import type { KeyReference, Serial } from '../../../../shared/numbers.ts';
import { Button } from '../../../controls/Button.tsx';
import { FailureWords } from '../../../controls/FailureWords.tsx';
import { TextField } from '../../../controls/Field.tsx';
import { Words } from '../../../controls/Words.tsx';
import { DialogBody } from '../../../dialogs/DialogBody.tsx';
import { DialogFoot } from '../../../dialogs/DialogFoot.tsx';
import { DialogFrame } from '../../../dialogs/DialogFrame.tsx';
import { useOperation } from '../../../dialogs/dialog-place.ts';
import { deviceName } from '../../node-text.ts';
import { useLastSeenKey } from '../use-key.ts';
import { ChosenCertificate } from './ChosenCertificate.tsx';
import { ImportedReport } from './ImportedReport.tsx';
import { SaveBefore } from './SaveBefore.tsx';

export function ImportCertificate({ serial, reference }: { readonly serial: Serial; readonly reference: KeyReference }) {
  const seen = useLastSeenKey(serial, reference);
  const [choice, setChoice] = useState<CertificateChoice>();
  const [reason, setReason] = useState('');
  const choosing = useOperation('certificate.choose');
  const importing = useOperation('certificate.import');
  if (!seen) return null;
  const { device, key } = seen;
  const about = t('{key} on {device}', { key: key.label, device: deviceName(device) });
  const isBusy = choosing.phase.kind === 'busy' || importing.phase.kind === 'busy';
  const choose = (known: readonly string[]) => {
    importing.reset();
    void choosing.run({ serial, reference, known }, (chosen) => {
      setChoice(chosen);
      setReason('');
    });
  };

  if (importing.phase.kind === 'done') {
    return (
      <DialogFrame title={t('Import Certificate')} about={about}>
        <ImportedReport report={importing.phase.value} />
      </DialogFrame>
    );
  }
  if (!choice) {
    return (
      <DialogFrame title={t('Import Certificate')} about={about} isBusy={isBusy}>
        <DialogBody>
          <p>
            {t(
              'Choose the file that the issuer sent: PEM, DER or PKCS#7, alone or with the certificates of its issuers. Nothing is written before you have seen what is in it.',
            )}
          </p>
          <Replaced certificate={key.details?.certificate} />
          {(key.details?.certificate === 'request' || key.details?.certificate === 'x509') && (
            <SaveBefore serial={serial} reference={reference} what={key.details.certificate} />
          )}
        </DialogBody>
        <DialogFoot phase={choosing.phase} submit={t('Choose file…')} onSubmit={() => choose([])} />
      </DialogFrame>
    );
  }
  const { findings, certificates, isComplete, isThere } = choice;
  const hasError = findings.some(({ weight }) => weight === 'error');
  const hindrance = isThere
    ? t('This very certificate is on the device already.')
    : hasError
      ? t('A certificate with such a fault is not imported. Choose another file, or the right issuers.')
      : findings.length > 0 && reason.trim() === ''
        ? t('Enter a reason to import it all the same.')
        : undefined;
  return (
    <DialogFrame title={t('Import Certificate')} about={about} isWide isBusy={isBusy}>
      <DialogBody>
        <ChosenCertificate choice={choice} />
        <Replaced certificate={key.details?.certificate} />
        {choosing.phase.kind === 'failed' && <FailureWords failure={choosing.phase.failure} />}
        <div className="beside">
          {!isComplete && (
            <Button isDisabled={isBusy} onPress={() => choose(certificates)}>
              {t('Add issuers from a file…')}
            </Button>
          )}
          <Button isDisabled={isBusy} onPress={() => choose([])}>
            {t('Choose another file…')}
          </Button>
        </div>
      </DialogBody>
      <DialogFoot
        phase={importing.phase}
        submit={t('Import Certificate')}
        hindrance={hindrance}
        onSubmit={() =>
          void importing.run({
            serial,
            reference,
            certificates,
            accepted: findings.map(({ what }) => what),
            reason: reason.trim(),
          })
        }
      >
        {findings.length > 0 && !hasError && !isThere && (
          <TextField
            label={t('Reason to import it all the same')}
            value={reason}
            maxLength={300}
            onChange={setReason}
            hint={t('Recorded in the transcript, together with what was found.')}
          />
        )}
      </DialogFoot>
    </DialogFrame>
  );
}

/** What the import does away with, before it does. */
function Replaced({ certificate }: { readonly certificate: KeyDetails['certificate'] | undefined }) {
  if (certificate === 'request')
    return (
      <Words kind="warning">
        {t(
          'The certificate takes the place of the request that the device signed when it made the key. After that the device can no longer prove that the key was generated in it.',
        )}
      </Words>
    );
  if (certificate === 'x509') return <Words kind="warning">{t('The key has a certificate already; the new one takes its place.')}</Words>;
  return null;
}
