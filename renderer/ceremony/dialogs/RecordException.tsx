import { useState } from 'react';
import { roleWords } from '../../../shared/ceremony/plan-words.ts';
import { t } from '../../../shared/language/text.ts';
import { type ExceptionKind, exceptionKinds } from '../../../shared/models/script.ts';
import { SelectField } from '../../controls/Field.tsx';
import { Words } from '../../controls/Words.tsx';
import { DialogBody } from '../../dialogs/DialogBody.tsx';
import { DialogFoot, ReportFoot } from '../../dialogs/DialogFoot.tsx';
import { DialogFrame } from '../../dialogs/DialogFrame.tsx';
import { useDialogPlace, useOperation } from '../../dialogs/dialog-place.ts';
import { useRoom, useRoomState } from '../../room-context.ts';
import { isPresent, plannedStep } from '../ceremony-words.ts';
import { TextArea } from './TextArea.tsx';

const kinds: Record<ExceptionKind, string> = {
  deviation: t('Deviation: something was not as planned'),
  skip: t('Skip: the step is left out'),
  repeat: t('Repeat: the step is done once more'),
  interruption: t('Interruption: something from outside'),
  other: t('Other'),
};

interface RecordExceptionProps {
  readonly exception: ExceptionKind;
  readonly step: string | undefined;
}

/** What was expected, what happened, what was done about it, and who approved it. */
export function RecordException({ exception, step }: RecordExceptionProps) {
  const room = useRoom();
  const script = useRoomState((state) => state.snapshot?.script);
  const { phase, run } = useOperation('script.exception');
  const planned = script && plannedStep(script, step);
  const [kind, setKind] = useState(exception);
  const [expected, setExpected] = useState(planned ? t('Step {step}: {title}', { step: planned.id, title: planned.title }) : '');
  const [happened, setHappened] = useState(
    () =>
      script?.unexplained
        .map(({ words, deviations }) => t('{what}: {deviations}', { what: words, deviations: deviations.join('; ') }))
        .join('\n') ?? '',
  );
  const [done, setDone] = useState('');
  const [approvedBy, setApprovedBy] = useState('');
  if (!script) return null;
  if (phase.kind === 'done') return <Recorded />;
  const here = script.plan.people.filter(({ id }) => isPresent(script, id));
  const isWhole = [expected, happened, done].every((text) => text.trim() !== '');
  const hindrance =
    here.length === 0
      ? t('Record who is here first: somebody in the room must approve it.')
      : isWhole
        ? approvedBy === ''
          ? t('Choose who approves it.')
          : undefined
        : t('Say what was expected, what happened, and what was done.');
  const needsStep = kind === 'skip' || kind === 'repeat';
  return (
    <DialogFrame
      title={exception === 'skip' ? t('Skip step') : exception === 'repeat' ? t('Repeat step') : t('Record Exception')}
      about={planned && t('Step {step}: {title}', { step: planned.id, title: planned.title })}
      isBusy={phase.kind === 'busy'}
    >
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (hindrance) return;
          const request = { kind, ...(step === undefined ? {} : { step }), expected, happened, done, approvedBy };
          void run(request, () => {
            room.desk.look(undefined);
            for (const index of planned?.checks.keys() ?? []) room.desk.tick(`${script.begunAt} ${step} ${index}`, false);
          });
        }}
      >
        <DialogBody>
          {script.unexplained.length > 0 && (
            <Words kind="warning">
              {t('This exception explains what was not planned until now: {n} in all.', { n: script.unexplained.length })}
            </Words>
          )}
          {needsStep ? (
            <p>{kinds[kind]}.</p>
          ) : (
            <SelectField
              label={t('Kind')}
              value={kind}
              options={exceptionKinds.flatMap((value) => (value === 'skip' || value === 'repeat' ? [] : [{ value, name: kinds[value] }]))}
              onChange={setKind}
            />
          )}
          <TextArea label={t('Expected')} value={expected} onChange={setExpected} />
          <TextArea label={t('Happened')} value={happened} onChange={setHappened} takesFocus />
          <TextArea label={t('Done about it')} value={done} onChange={setDone} hint={t('Never a PIN, a password or a share.')} />
          <SelectField
            label={t('Approved by')}
            value={approvedBy}
            options={[
              { value: '', name: t('choose') },
              ...here.map(({ id, name, role }) => ({ value: id, name: `${name}, ${roleWords[role]}` })),
            ]}
            onChange={setApprovedBy}
            hint={t('Who is in the room and decides it; not the operator alone.')}
          />
        </DialogBody>
        <DialogFoot phase={phase} submit={t('Record exception')} hindrance={hindrance} cancelled={t('Cancelled. Nothing was recorded.')} />
      </form>
    </DialogFrame>
  );
}

function Recorded() {
  const room = useRoom();
  const { close } = useDialogPlace();
  const entry = useRoomState((state) => state.snapshot?.script)?.exceptions.at(-1)?.entry;
  const print = () => {
    close();
    if (entry !== undefined) void room.operate(t('Print Exception'), t('entry {entry}', { entry }), 'script.print-exception', { entry });
  };
  return (
    <DialogFrame title={t('Record Exception')}>
      <DialogBody>
        <Words kind="done" isNews>
          {entry === undefined
            ? t('The exception is in the transcript.')
            : t('The exception is in the transcript, entry {entry}.', { entry })}
        </Words>
        <p>{t('Its sheet is signed by whoever approved it and by the witness, and belongs to the minutes.')}</p>
      </DialogBody>
      <ReportFoot also={{ label: t('Print sheet…'), onPress: print }} />
    </DialogFrame>
  );
}
