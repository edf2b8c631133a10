import { t } from '../../../shared/language/text.ts';
import type { Attestation } from '../../../shared/models/certificates.ts';
import type { KeyReference, Serial } from '../../../shared/numbers.ts';
import { Button } from '../../controls/Button.tsx';
import { Fact, Facts, Hex } from '../../controls/Facts.tsx';
import { FailureWords } from '../../controls/FailureWords.tsx';
import { Words } from '../../controls/Words.tsx';
import { DialogBody } from '../../dialogs/DialogBody.tsx';
import { DialogFrame } from '../../dialogs/DialogFrame.tsx';
import { useDialogPlace, useOperation } from '../../dialogs/dialog-place.ts';
import { attestationWords, proofWords } from '../certificate-words.ts';
import { AttestationChain } from './AttestationChain.tsx';

interface AttestationDialogProps {
  readonly serial: Serial;
  readonly reference: KeyReference;
  readonly device: string;
  readonly report: Attestation;
}

const kinds = { good: 'done', caution: 'warning', bad: 'danger', plain: 'info' } as const;

/** Where a key comes from, with all that proves it, and the evidence to take along. */
export function AttestationDialog({ serial, reference, device, report }: AttestationDialogProps) {
  const { close } = useDialogPlace();
  const { phase, run } = useOperation('certificate.save-evidence');
  const { mood, long } = attestationWords[report.state];
  const hasRequest = report.links.some(({ role }) => role === 'key');
  const isBusy = phase.kind === 'busy';
  return (
    <DialogFrame
      title={t('Attestation')}
      about={t('{key} on {device}', { key: report.label || t('(no label)'), device })}
      isWide
      isBusy={isBusy}
    >
      <DialogBody>
        <Words kind={report.keyProof === 'differs' ? 'danger' : kinds[mood]}>{long}</Words>
        <AttestationChain links={report.links} />
        <Facts>
          <Fact term={t('Key on the device is this one')}>{proofWords[report.keyProof]}</Fact>
          <Fact term={t('Public key SHA-256')}>{report.publicKeySha256 && <Hex digits={report.publicKeySha256} />}</Fact>
        </Facts>
        {phase.kind === 'done' && (
          <Words kind="done" isNews>
            <p>
              {t('{files, plural, one {# file was saved and read back:} other {# files were saved and read back:}}', {
                files: phase.value.files.length,
              })}
            </p>
            <ul className="steps">
              {phase.value.files.map((file) => (
                <li key={file.path} className="path">
                  {file.path}
                </li>
              ))}
            </ul>
          </Words>
        )}
      </DialogBody>
      <footer className="dialog-foot">
        {phase.kind === 'failed' && <FailureWords failure={phase.failure} />}
        <p className="reason">
          {hasRequest
            ? t('The evidence is the request, the certificates and a text that says how to verify them: no secret.')
            : t('There is no request on the device that could be saved as evidence.')}
        </p>
        <div className="buttons">
          {hasRequest && (
            <Button isDisabled={isBusy} onPress={() => void run({ serial, reference })}>
              {t('Save Evidence…')}
            </Button>
          )}
          <Button look="primary" takesFocus onPress={close}>
            {t('Close')}
          </Button>
        </div>
      </footer>
    </DialogFrame>
  );
}
