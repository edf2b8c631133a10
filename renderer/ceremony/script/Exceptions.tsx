import { exceptionNames } from '../../../shared/ceremony/script-words.ts';
import { t } from '../../../shared/language/text.ts';
import type { ScriptSnapshot } from '../../../shared/models/script.ts';
import { Text } from '../../controls/Text.tsx';
import { CustodyButton } from '../../custodians/CustodyButton.tsx';
import { printException, recordException } from '../actions/script-actions.ts';
import { clockTime, nameOf } from '../ceremony-words.ts';

/** What was not as planned, with who approved it. */
export function Exceptions({ script }: { readonly script: ScriptSnapshot }) {
  return (
    <div className="exceptions">
      {script.exceptions.length === 0 && <p className="of">{t('None until now.')}</p>}
      <ul>
        {script.exceptions.map(({ entry, at, kind, step, expected, happened, done, approvedBy }) => (
          <li key={entry}>
            <p id={`exception-${entry}`}>
              <strong>{exceptionNames[kind]}</strong>{' '}
              <span className="of">
                {step
                  ? t('step {step}, {time}, entry {entry}', { step, time: clockTime(at), entry })
                  : t('{time}, entry {entry}', { time: clockTime(at), entry })}
              </span>
            </p>
            <p>
              <span className="of">{t('Expected:')}</span> {expected}
            </p>
            <p>
              <span className="of">{t('Happened:')}</span> {happened}
            </p>
            <p>
              <span className="of">{t('Done:')}</span> {done}
            </p>
            <p className="of">{t('Approved by {name}', { name: nameOf(script.plan, approvedBy) })}</p>
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
      <h3 id="unexplained-heading">{t('This was not planned')}</h3>
      <ul>
        {script.unexplained.map(({ entry, at, words, facts, deviations }) => (
          <li key={`${entry} ${words}`}>
            <Text
              of="{what} at {time}: {deviations}. {facts}"
              what={<strong>{words}</strong>}
              time={clockTime(at)}
              deviations={deviations.join('; ')}
              facts={facts.join(', ')}
            />
          </li>
        ))}
      </ul>
      <p>{t('Nothing goes on until an exception says what happened, what was done about it, and who approved it.')}</p>
      <CustodyButton action={recordException(script.current)} isPrimary />
    </section>
  );
}
