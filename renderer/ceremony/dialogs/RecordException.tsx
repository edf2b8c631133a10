import { useState } from 'react';
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
  deviation: 'Deviation: something was not as planned',
  skip: 'Skip: the step is left out',
  repeat: 'Repeat: the step is done once more',
  interruption: 'Interruption: something from outside',
  other: 'Other',
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
  const [expected, setExpected] = useState(planned ? `Step ${planned.id}: ${planned.title}` : '');
  const [happened, setHappened] = useState(
    () => script?.unexplained.map(({ words, deviations }) => `${words}: ${deviations.join('; ')}`).join('\n') ?? '',
  );
  const [done, setDone] = useState('');
  const [approvedBy, setApprovedBy] = useState('');
  if (!script) return null;
  if (phase.kind === 'done') return <Recorded />;
  const here = script.plan.people.filter(({ id }) => isPresent(script, id));
  const isWhole = [expected, happened, done].every((text) => text.trim() !== '');
  const hindrance =
    here.length === 0
      ? 'Record who is here first: somebody in the room must approve it.'
      : isWhole
        ? approvedBy === ''
          ? 'Choose who approves it.'
          : undefined
        : 'Say what was expected, what happened, and what was done.';
  const needsStep = kind === 'skip' || kind === 'repeat';
  return (
    <DialogFrame
      title={exception === 'skip' ? 'Skip step' : exception === 'repeat' ? 'Repeat step' : 'Record Exception'}
      about={planned && `Step ${planned.id}: ${planned.title}`}
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
            <Words kind="warning">This exception explains what was not planned until now: {script.unexplained.length} in all.</Words>
          )}
          {needsStep ? (
            <p>{kinds[kind]}.</p>
          ) : (
            <SelectField
              label="Kind"
              value={kind}
              options={exceptionKinds.flatMap((value) => (value === 'skip' || value === 'repeat' ? [] : [{ value, name: kinds[value] }]))}
              onChange={setKind}
            />
          )}
          <TextArea label="Expected" value={expected} onChange={setExpected} />
          <TextArea label="Happened" value={happened} onChange={setHappened} takesFocus />
          <TextArea label="Done about it" value={done} onChange={setDone} hint="Never a PIN, a password or a share." />
          <SelectField
            label="Approved by"
            value={approvedBy}
            options={[{ value: '', name: 'choose' }, ...here.map(({ id, name, role }) => ({ value: id, name: `${name}, ${role}` }))]}
            onChange={setApprovedBy}
            hint="Who is in the room and decides it; not the operator alone."
          />
        </DialogBody>
        <DialogFoot phase={phase} submit="Record exception" hindrance={hindrance} cancelled="Cancelled. Nothing was recorded." />
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
    if (entry !== undefined) void room.operate('Print Exception', `entry ${entry}`, 'script.print-exception', { entry });
  };
  return (
    <DialogFrame title="Record Exception">
      <DialogBody>
        <Words kind="done" isNews>
          The exception is in the transcript{entry === undefined ? '' : `, entry ${entry}`}.
        </Words>
        <p>Its sheet is signed by whoever approved it and by the witness, and belongs to the minutes.</p>
      </DialogBody>
      <ReportFoot also={{ label: 'Print sheet…', onPress: print }} />
    </DialogFrame>
  );
}
