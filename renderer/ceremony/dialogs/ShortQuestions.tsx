import { useState } from 'react';
import { t } from '../../../shared/language/text.ts';
import { DialogBody } from '../../dialogs/DialogBody.tsx';
import { DialogFoot } from '../../dialogs/DialogFoot.tsx';
import { DialogFrame } from '../../dialogs/DialogFrame.tsx';
import { useDialogPlace, useOperation } from '../../dialogs/dialog-place.ts';
import { useRoom } from '../../room-context.ts';
import { TextArea } from './TextArea.tsx';

export function PauseCeremony() {
  const { close } = useDialogPlace();
  const { phase, run } = useOperation('script.pause');
  const [reason, setReason] = useState('');
  const isEmpty = reason.trim() === '';
  return (
    <DialogFrame title={t('Pause ceremony')} isBusy={phase.kind === 'busy'}>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isEmpty) void run({ reason }, close);
        }}
      >
        <DialogBody>
          <ul className="steps">
            <li>{t('Pull the devices, and put devices, sheets and media where everyone sees them, or into bags.')}</li>
            <li>{t('The app may be closed meanwhile. Opening the ceremony folder leads back here.')}</li>
          </ul>
          <TextArea
            label={t('Reason')}
            value={reason}
            onChange={setReason}
            takesFocus
            hint={t('It stands in the transcript, with the time.')}
          />
        </DialogBody>
        <DialogFoot
          phase={phase}
          submit={t('Pause')}
          hindrance={isEmpty ? t('Say why it is paused.') : undefined}
          cancelled={t('Cancelled. Nothing was recorded.')}
        />
      </form>
    </DialogFrame>
  );
}

export function CloseCeremony() {
  const { close } = useDialogPlace();
  const { phase, run } = useOperation('script.finish');
  return (
    <DialogFrame title={t('Close ceremony')} isAlert isBusy={phase.kind === 'busy'}>
      <DialogBody>
        <p>{t('Its last entry is written now. After that nothing can be added to this ceremony: no step, no exception, no bag.')}</p>
      </DialogBody>
      <DialogFoot
        phase={phase}
        submit={t('Close ceremony')}
        isDanger
        onSubmit={() => void run({}, close)}
        cancelled={t('Cancelled. Nothing was recorded.')}
      />
    </DialogFrame>
  );
}

export function DiscardPlan() {
  const { desk } = useRoom();
  const { close } = useDialogPlace();
  return (
    <DialogFrame title={t('Close plan')} isAlert>
      <DialogBody>
        <p>{t('What was changed in this plan since it was saved is lost.')}</p>
      </DialogBody>
      <DialogFoot
        phase={{ kind: 'idle' }}
        submit={t('Close without saving')}
        isDanger
        onSubmit={() => {
          desk.clear();
          close();
        }}
      />
    </DialogFrame>
  );
}
