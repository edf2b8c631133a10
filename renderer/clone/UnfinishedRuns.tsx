import { t } from '../../shared/language/text.ts';
import type { UnfinishedRun } from '../../shared/models/clone.ts';
import type { Snapshot } from '../../shared/models/snapshot.ts';
import { Text } from '../controls/Text.tsx';
import { CustodyButton } from '../custodians/CustodyButton.tsx';
import { day } from '../custodians/register-words.ts';
import { Icon } from '../icons.tsx';

import { forgetRun, resumeClone } from './actions/clone-actions.ts';

/** Runs that the ceremony folder knows and that were not brought to their end: after a crash, a pulled card, a long break. */
export function UnfinishedRuns({ runs, snapshot }: { readonly runs: readonly UnfinishedRun[]; readonly snapshot: Snapshot }) {
  return (
    <section className="custody-section" aria-labelledby="unfinished-heading">
      <div className="section-head">
        <h3 id="unfinished-heading">{t('Unfinished clones in this folder')}</h3>
      </div>
      <p className="explanation">
        {t('Resuming looks at each device afresh: what is there and proven stays, only what is missing is done.')}
      </p>
      {runs.map((run) => (
        <article key={run.id} className="set" aria-labelledby={`unfinished-${run.id}`}>
          <header className="set-head">
            <Icon name="warning" />
            <div className="set-title">
              <h4 id={`unfinished-${run.id}`}>{t('From {source}', { source: run.source })}</h4>
              <p className="set-kind">
                <Text
                  of="Run {run}, begun on {day}, {keys, plural, one {# key} other {# keys}}"
                  run={<code>{run.id}</code>}
                  day={<time dateTime={run.startedAt}>{day(run.startedAt)}</time>}
                  keys={run.keys.length}
                />
              </p>
            </div>
            <CustodyButton action={resumeClone(run, snapshot)} describedBy={`unfinished-${run.id}`} isPrimary />
            <CustodyButton action={forgetRun(run)} describedBy={`unfinished-${run.id}`} />
          </header>
          <ul className="run-devices">
            {run.done.map(({ serial, label }) => (
              <li key={serial} className="state good">
                <Icon name="check" /> {t('{device}: done', { device: `${label} ${serial}` })}
              </li>
            ))}
            {run.open.map(({ serial, label, proven }) => (
              <li key={serial} className="state caution">
                <Icon name="warning" />{' '}
                {t('{device}: {proven} of {total} keys proven', { device: `${label} ${serial}`, proven, total: run.keys.length })}
              </li>
            ))}
          </ul>
        </article>
      ))}
    </section>
  );
}
