import { t } from '../../../shared/language/text.ts';
import { Words } from '../../controls/Words.tsx';
import { DialogBody } from '../../dialogs/DialogBody.tsx';
import { DialogFoot, ReportFoot } from '../../dialogs/DialogFoot.tsx';
import { DialogFrame } from '../../dialogs/DialogFrame.tsx';
import { useOperation } from '../../dialogs/dialog-place.ts';
import { CreatedShareFacts } from '../../key-manager/dialogs/CreatedShareFacts.tsx';
import { partsOf } from '../register-words.ts';
import { SplitFields, useSplit } from './SplitFields.tsx';
import { useLastSeenCustody } from './use-custody.ts';

/** A new password, a new file and new parts for another group; and what that cannot do. */
export function Reissue({ setId }: { readonly setId: string }) {
  const register = useLastSeenCustody()?.register;
  const set = register?.sets.find((other) => other.setId === setId);
  const holders = register && set ? partsOf(set, register).map(({ custodianId }) => custodianId) : [];
  const draft = useSplit(holders, set?.threshold);
  const { phase, run } = useOperation('share.reissue');
  const { split, hindrance } = draft.judged;
  if (!set) return null;
  return (
    <DialogFrame
      title={t('Re-issue')}
      about={t('{purpose}, set {set}', { purpose: set.purpose, set: setId })}
      isBusy={phase.kind === 'busy'}
      isWide
    >
      {phase.kind === 'done' ? (
        <>
          <DialogBody>
            <Words kind="done" isNews>
              {t('The new parts are handed over and read back; the new file is saved and was read back.')}
            </Words>
            <CreatedShareFacts share={phase.value} />
            <Words kind="warning">
              {phase.value.note ?? t('The old parts with an old copy of the file still open it. Collect and destroy both, and record it.')}
            </Words>
          </DialogBody>
          <ReportFoot />
        </>
      ) : (
        <form
          className="dialog-form"
          onSubmit={(event) => {
            event.preventDefault();
            if (split) void run({ setId, split });
          }}
        >
          <DialogBody>
            <Words kind="warning">
              <p className="words-what">{t('Re-issuing does not take away what is already out.')}</p>
              <p>
                {t(
                  'Whoever keeps {threshold} old parts and a copy of the old file can still open it, and the DKEK share inside stays the same. Collect and destroy the old sheets and every copy of the old file.',
                  { threshold: set.threshold },
                )}
              </p>
              <p>
                {t(
                  'To shut somebody out for good: make a new DKEK, initialize the devices with its shares, and wrap every key under it again.',
                )}
              </p>
            </Words>
            <ol className="steps">
              <li>
                {t('You choose the share file and a name for the new one; {threshold} of its present custodians enter their parts.', {
                  threshold: set.threshold,
                })}
              </li>
              <li>{t('The same DKEK share gets a new password, a new salt and a new file. The old file is not touched.')}</li>
              <li>{t('Each new custodian receives a part alone at the screen, writes it down or prints it, and reads it back.')}</li>
            </ol>
            <SplitFields draft={draft} />
          </DialogBody>
          <DialogFoot
            phase={phase}
            submit={t('Re-issue')}
            hindrance={hindrance}
            cancelled={t('Cancelled. The old parts stay valid, and the register was not changed.')}
          />
        </form>
      )}
    </DialogFrame>
  );
}
