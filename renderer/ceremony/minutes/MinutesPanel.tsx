import type { ReactNode } from 'react';
import { t } from '../../../shared/language/text.ts';
import type { CustodyAction } from '../../custodians/actions/custody-action.ts';
import { CustodyButton } from '../../custodians/CustodyButton.tsx';
import { useRoomState } from '../../room-context.ts';
import { makeMinutes, printForms, signTranscript } from './actions.ts';

/** What a ceremony leaves on paper: minutes, forms, and a signature by a key. What becomes of them is a note: `Notes` stands in the view. */
export function MinutesPanel() {
  const custody = useRoomState((state) => state.snapshot?.custody);
  const isFinished = useRoomState((state) => state.snapshot?.script?.finishedAt !== undefined);
  return (
    <section className="custody-section" aria-labelledby="minutes-heading">
      <div className="section-head">
        <h3 id="minutes-heading">{t('Minutes and forms')}</h3>
      </div>
      <ul className="tools">
        <Tool action={makeMinutes(custody)} isPrimary={isFinished}>
          {t('Tell who was not in the room what happened, and name the head of the transcript.')}
          {!isFinished && ` ${t('Print them in the last step, when only signatures follow.')}`}
        </Tool>
        <Tool action={printForms}>
          {t('Attendance, bags, devices, PIN slips, exceptions and more: blank, or with what plan and register know.')}
        </Tool>
        <Tool action={signTranscript(custody)}>
          {t('If you wish: an RSA or EC key on a device signs the head of the transcript. Do it before the minutes are printed.')}
        </Tool>
      </ul>
    </section>
  );
}

function Tool({
  action,
  isPrimary,
  children,
}: {
  readonly action: CustodyAction;
  readonly isPrimary?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <li className="tool">
      <CustodyButton action={action} isPrimary={isPrimary ?? false} />
      <p>{children}</p>
    </li>
  );
}
