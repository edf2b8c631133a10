import { t } from '../../../shared/language/text.ts';
import { Button } from '../../controls/Button.tsx';
import { FailureWords } from '../../controls/FailureWords.tsx';
import { Words } from '../../controls/Words.tsx';
import { useOperation } from '../../dialogs/dialog-place.ts';

/** A split needs the register. It can be opened from where it is missed. */
export function FolderNeeded() {
  const { phase, run } = useOperation('custody.open-folder');
  return (
    <>
      <Words kind="info">
        <p>
          {t(
            'The custodians are listed in the ceremony folder, and what each of them receives is recorded there. No password and no share value is ever written into it.',
          )}
        </p>
        <div>
          <Button isDisabled={phase.kind === 'busy'} onPress={() => void run({})}>
            {t('Open ceremony folder…')}
          </Button>
        </div>
      </Words>
      {phase.kind === 'failed' && <FailureWords failure={phase.failure} />}
    </>
  );
}
