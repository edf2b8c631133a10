import type { UnfinishedRun } from '../../shared/models/clone.ts';
import type { Snapshot } from '../../shared/models/snapshot.ts';
import { CustodyButton } from '../custodians/CustodyButton.tsx';
import { day } from '../custodians/register-words.ts';
import { Icon } from '../icons.tsx';
import { counted } from '../key-manager/node-text.ts';
import { forgetRun, resumeClone } from './actions/clone-actions.ts';

/** Runs that the ceremony folder knows and that were not brought to their end: after a crash, a pulled card, a long break. */
export function UnfinishedRuns({ runs, snapshot }: { readonly runs: readonly UnfinishedRun[]; readonly snapshot: Snapshot }) {
  return (
    <section className="custody-section" aria-labelledby="unfinished-heading">
      <div className="section-head">
        <h3 id="unfinished-heading">Unfinished clones in this folder</h3>
      </div>
      <p className="explanation">Resuming looks at each device afresh: what is there and proven stays, only what is missing is done.</p>
      {runs.map((run) => (
        <article key={run.id} className="set" aria-labelledby={`unfinished-${run.id}`}>
          <header className="set-head">
            <Icon name="warning" />
            <div className="set-title">
              <h4 id={`unfinished-${run.id}`}>From {run.source}</h4>
              <p className="set-kind">
                Run <code>{run.id}</code>, begun on <time dateTime={run.startedAt}>{day(run.startedAt)}</time>,{' '}
                {counted(run.keys.length, 'key')}
              </p>
            </div>
            <CustodyButton action={resumeClone(run, snapshot)} describedBy={`unfinished-${run.id}`} isPrimary />
            <CustodyButton action={forgetRun(run)} describedBy={`unfinished-${run.id}`} />
          </header>
          <ul className="run-devices">
            {run.done.map(({ serial, label }) => (
              <li key={serial} className="state good">
                <Icon name="check" /> {label} {serial}: done
              </li>
            ))}
            {run.open.map(({ serial, label, proven }) => (
              <li key={serial} className="state caution">
                <Icon name="warning" /> {label} {serial}: {proven} of {run.keys.length} keys proven
              </li>
            ))}
          </ul>
        </article>
      ))}
    </section>
  );
}
