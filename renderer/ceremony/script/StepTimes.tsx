import { t } from '../../../shared/language/text.ts';
import type { ScriptStep } from '../../../shared/models/script.ts';
import { Text } from '../../controls/Text.tsx';
import { clockTime, lasting } from '../ceremony-words.ts';
import { useNow } from '../use-desk.ts';

/** The clock on the wall, and how long the step has taken. */
export function StepTimes({ step }: { readonly step: ScriptStep }) {
  const now = useNow();
  const { begunAt, doneAt, status } = step;
  return (
    <p className="step-times">
      {begunAt === undefined ? (
        t('Not begun')
      ) : doneAt === undefined ? (
        <Text
          of="Begun {begun}, {lasting} ago"
          begun={<time dateTime={begunAt}>{clockTime(begunAt)}</time>}
          lasting={lasting(Date.parse(begunAt), now)}
        />
      ) : (
        <Text
          of="Begun {begun}, {status, select, skipped {skipped} other {done}} {ended} ({lasting})"
          begun={<time dateTime={begunAt}>{clockTime(begunAt)}</time>}
          status={status}
          ended={<time dateTime={doneAt}>{clockTime(doneAt)}</time>}
          lasting={lasting(Date.parse(begunAt), Date.parse(doneAt))}
        />
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
