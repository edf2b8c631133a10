import type { WebadmFinding } from '../../shared/models/webadm.ts';
import { Icon } from '../icons.tsx';

/** What stands in the way or must be known, each with what to do about it. Nothing where there is none. */
export function FindingList({ heading, findings }: { readonly heading: string; readonly findings: readonly WebadmFinding[] }) {
  if (findings.length === 0) return null;
  return (
    <section className="custody-section" aria-label={heading}>
      <div className="section-head">
        <h3>{heading}</h3>
      </div>
      <ul className="findings" aria-label={heading}>
        {findings.map(({ mark, what, next }) => (
          <li key={what} className={mark}>
            <Icon name={mark === 'bad' ? 'stop' : 'info'} />
            <div>
              <p className="finding-what">{what}</p>
              <p>{next}</p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
