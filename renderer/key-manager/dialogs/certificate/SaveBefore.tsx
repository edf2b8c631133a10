import { t } from '../../../../shared/language/text.ts';
import type { KeyReference, Serial } from '../../../../shared/numbers.ts';
import { Button } from '../../../controls/Button.tsx';
import { FailureWords } from '../../../controls/FailureWords.tsx';
import { Text } from '../../../controls/Text.tsx';
import { useOperation } from '../../../dialogs/dialog-place.ts';
import { Icon } from '../../../icons.tsx';

interface SaveBeforeProps {
  readonly serial: Serial;
  readonly reference: KeyReference;
  readonly what: 'request' | 'x509';
}

/** Saves what is about to be replaced: the evidence of a request, or the old certificate. */
export function SaveBefore({ serial, reference, what }: SaveBeforeProps) {
  const evidence = useOperation('certificate.save-evidence');
  const certificate = useOperation('certificate.save');
  const { phase } = what === 'request' ? evidence : certificate;
  const save = () => void (what === 'request' ? evidence : certificate).run({ serial, reference });
  const where =
    evidence.phase.kind === 'done' ? evidence.phase.value.folder : certificate.phase.kind === 'done' ? certificate.phase.value.path : '';
  return (
    <>
      <div className="beside">
        <Button isDisabled={phase.kind === 'busy'} onPress={save}>
          {what === 'request' ? t('Save the evidence first…') : t('Save the old certificate first…')}
        </Button>
        <span role="status">
          {phase.kind === 'done' && (
            <span className="state good">
              <Icon name="check" />
              <span>
                <Text of="Saved and read back: {path}" path={<span className="path">{where}</span>} />
              </span>
            </span>
          )}
        </span>
      </div>
      {phase.kind === 'failed' && <FailureWords failure={phase.failure} />}
    </>
  );
}
