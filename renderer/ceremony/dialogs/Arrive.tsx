import { useState } from 'react';
import { roleWords } from '../../../shared/ceremony/plan-words.ts';
import { t } from '../../../shared/language/text.ts';
import { TextField } from '../../controls/Field.tsx';
import { DialogBody } from '../../dialogs/DialogBody.tsx';
import { DialogFoot } from '../../dialogs/DialogFoot.tsx';
import { DialogFrame } from '../../dialogs/DialogFrame.tsx';
import { useDialogPlace, useOperation } from '../../dialogs/dialog-place.ts';
import { useRoomState } from '../../room-context.ts';
import { capitalized } from '../ceremony-words.ts';

/** Somebody comes in. How their identity was checked goes into the transcript; no number of a document belongs there. */
export function Arrive({ person }: { readonly person: string }) {
  const { close } = useDialogPlace();
  const plan = useRoomState((state) => state.snapshot?.script?.plan);
  const { phase, run } = useOperation('script.person');
  const [identifiedBy, setIdentified] = useState(t('Document with photograph, compared by the witness'));
  const planned = plan?.people.find(({ id }) => id === person);
  if (!planned) return null;
  const isEmpty = identifiedBy.trim() === '';
  return (
    <DialogFrame
      title={t('{name} arrives', { name: planned.name })}
      about={capitalized(roleWords[planned.role])}
      isBusy={phase.kind === 'busy'}
    >
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isEmpty) void run({ person, present: true, identifiedBy: identifiedBy.trim() }, close);
        }}
      >
        <DialogBody>
          <TextField
            label={t('How the identity was checked')}
            value={identifiedBy}
            onChange={setIdentified}
            maxLength={200}
            takesFocus
            hint={t('By what, and by whom. Not the number of a document.')}
          />
        </DialogBody>
        <DialogFoot
          phase={phase}
          submit={t('Is here')}
          hindrance={isEmpty ? t('Say how the identity was checked.') : undefined}
          cancelled={t('Cancelled. Nothing was recorded.')}
        />
      </form>
    </DialogFrame>
  );
}
