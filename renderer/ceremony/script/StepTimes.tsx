import type { ScriptStep } from '../../../shared/models/script.ts';
import { clockTime, lasting } from '../ceremony-words.ts';
import { useNow } from '../use-desk.ts';

/** The clock on the wall, and how long the step has taken. */
export function StepTimes({ step }: { readonly step: ScriptStep }) {
  const now = useNow();
  const { begunAt, doneAt, status } = step;
  return (
    <p className="step-times">
      {begunAt === undefined ? (
        'Not begun'
      ) : (
        <>
          Begun <time dateTime={begunAt}>{clockTime(begunAt)}</time>
          {doneAt ? (
            <>
              , {status} <time dateTime={doneAt}>{clockTime(doneAt)}</time> ({lasting(Date.parse(begunAt), Date.parse(doneAt))})
            </>
          ) : (
            <>, {lasting(Date.parse(begunAt), now)} ago</>
          )}
        </>
      )}
    </p>
  );
}

export function Clock() {
  const now = useNow();
  return (
    <time className="ceremony-clock" dateTime={new Date(now).toISOString()}>
      {clockTime(now)}
    </time>
  );
}
