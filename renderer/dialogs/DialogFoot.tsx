import { type ReactNode, useId } from 'react';
import { t } from '../../shared/language/text.ts';
import { Button } from '../controls/Button.tsx';
import { FailureWords } from '../controls/FailureWords.tsx';
import { Words } from '../controls/Words.tsx';
import { WorkBar } from '../controls/WorkBar.tsx';
import { useRoom, useRoomState } from '../room-context.ts';
import { type Phase, useDialogPlace } from './dialog-place.ts';

interface DialogFootProps {
  readonly phase: Phase<unknown>;
  /** The button that starts the operation; without `onSubmit` it submits the form around it. */
  readonly submit: string;
  readonly isDanger?: boolean;
  /** Enter presses it as the dialog opens: only where that changes nothing. */
  readonly isReady?: boolean;
  /** Why it cannot be pressed yet. */
  readonly hindrance?: string | undefined;
  /** What a cancelled operation has left behind. */
  readonly cancelled?: string;
  onSubmit?(): void;
  onBack?(): void;
  /** What must be in sight together with the buttons, however long the dialog is. */
  readonly children?: ReactNode;
}

/** How the operation stands, its failure, and the buttons. Cancel is always there and always safe. */
export function DialogFoot({ phase, submit, isDanger, isReady, hindrance, cancelled, onSubmit, onBack, children }: DialogFootProps) {
  const { close } = useDialogPlace();
  const hindranceId = useId();
  if (phase.kind === 'busy') return <BusyFoot title={submit} />;
  return (
    <footer className="dialog-foot">
      {children}
      {phase.kind === 'failed' && <FailureWords failure={phase.failure} />}
      {phase.kind === 'cancelled' && (
        <Words kind="info" isNews>
          {cancelled ?? t('Cancelled. Nothing on the device was changed.')}
        </Words>
      )}
      {hindrance && (
        <p className="reason" id={hindranceId}>
          {hindrance}
        </p>
      )}
      <div className="buttons">
        {onBack && <Button onPress={onBack}>{t('Back')}</Button>}
        <Button takesFocus={isDanger ?? false} onPress={close}>
          {t('Cancel')}
        </Button>
        <Button
          type={onSubmit ? 'button' : 'submit'}
          look={isDanger ? 'danger' : 'primary'}
          takesFocus={isReady ?? false}
          isDisabled={hindrance !== undefined}
          {...(hindrance ? { describedBy: hindranceId } : {})}
          {...(onSubmit ? { onPress: onSubmit } : {})}
        >
          {submit}
        </Button>
      </div>
    </footer>
  );
}

function BusyFoot({ title }: { readonly title: string }) {
  const room = useRoom();
  const { setAside } = useDialogPlace();
  const progress = useRoomState((state) => state.progress);
  const reasonId = useId();
  const work = progress?.cancellable ? progress.work : undefined;
  return (
    <footer className="dialog-foot">
      <WorkBar progress={progress} title={title} />
      <p className="reason" id={reasonId}>
        {progress
          ? !work && t('This step must be finished; it cannot be cancelled.')
          : t('If a window asks for a PIN, a password, a share or a file, answer or cancel there.')}
      </p>
      <div className="buttons">
        <Button onPress={setAside}>{t('Continue in the background')}</Button>
        <Button
          isDisabled={!work}
          {...(work ? {} : { describedBy: reasonId })}
          onPress={() => work && void room.invoke('work.cancel', { work })}
        >
          {t('Cancel')}
        </Button>
      </div>
    </footer>
  );
}

/** The foot of a dialog that only reports. `leavesFocus`: a field of the dialog has it. */
interface ReportFootProps {
  readonly also?: { readonly label: string; onPress(): void };
  readonly leavesFocus?: boolean;
}

export function ReportFoot({ also, leavesFocus }: ReportFootProps) {
  const { close } = useDialogPlace();
  return (
    <footer className="dialog-foot">
      <div className="buttons">
        {also && (
          <Button look="primary" onPress={also.onPress}>
            {also.label}
          </Button>
        )}
        <Button look={also ? 'plain' : 'primary'} takesFocus={!also && !leavesFocus} onPress={close}>
          {t('Close')}
        </Button>
      </div>
    </footer>
  );
}
