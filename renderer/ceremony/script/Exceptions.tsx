import type { ScriptSnapshot } from '../../../shared/models/script.ts';
import { CustodyButton } from '../../custodians/CustodyButton.tsx';
import { printException, recordException } from '../actions/script-actions.ts';
import { clockTime, nameOf } from '../ceremony-words.ts';

/** What was not as planned, with who approved it. */
export function Exceptions({ script }: { readonly script: ScriptSnapshot }) {
  return (
    <div className="exceptions">
      {script.exceptions.length === 0 && <p className="of">None until now.</p>}
      <ul>
        {script.exceptions.map(({ entry, at, kind, step, expected, happened, done, approvedBy }) => (
          <li key={entry}>
            <p id={`exception-${entry}`}>
              <strong>{kind}</strong>{' '}
              <span className="of">
                {step ? `step ${step}, ` : ''}
                {clockTime(at)}, entry {entry}
              </span>
            </p>
            <p>
              <span className="of">Expected:</span> {expected}
            </p>
            <p>
              <span className="of">Happened:</span> {happened}
            </p>
            <p>
              <span className="of">Done:</span> {done}
            </p>
            <p className="of">Approved by {nameOf(script.plan, approvedBy)}</p>
            <CustodyButton action={printException(entry)} describedBy={`exception-${entry}`} />
          </li>
        ))}
      </ul>
      {!script.finishedAt && (
        <div>
          <CustodyButton action={recordException(script.current, 'other')} />
        </div>
      )}
    </div>
  );
}

/** Changes that the plan does not know: nothing goes on until they are explained, so they stand above everything. */
export function Unexplained({ script }: { readonly script: ScriptSnapshot }) {
  if (script.unexplained.length === 0) return null;
  return (
    <section className="unexplained" role="alert" aria-labelledby="unexplained-heading">
      <h3 id="unexplained-heading">This was not planned</h3>
      <ul>
        {script.unexplained.map(({ entry, at, words, facts, deviations }) => (
          <li key={`${entry} ${words}`}>
            <strong>{words}</strong> at {clockTime(at)}: {deviations.join('; ')}. {facts.join(', ')}
          </li>
        ))}
      </ul>
      <p>Nothing goes on until an exception says what happened, what was done about it, and who approved it.</p>
      <CustodyButton action={recordException(script.current)} isPrimary />
    </section>
  );
}
