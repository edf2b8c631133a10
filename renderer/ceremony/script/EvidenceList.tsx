import { t } from '../../../shared/language/text.ts';
import type { Evidence } from '../../../shared/models/script.ts';
import { Text } from '../../controls/Text.tsx';
import { Icon } from '../../icons.tsx';
import { clockTime } from '../ceremony-words.ts';

/** What the app saw happen: the facts to be compared and written down, and in red what the plan does not say. */
export function EvidenceList({ evidence }: { readonly evidence: readonly Evidence[] }) {
  return (
    <ul className="evidence">
      {evidence.map(({ entry, at, words, facts, deviations, isPart }) => (
        <li key={`${entry} ${words}`} className={deviations.length > 0 ? 'deviating' : isPart ? 'part' : 'whole'}>
          <Icon name={deviations.length > 0 ? 'warning' : isPart ? 'dash' : 'check'} />
          <div>
            <p>
              <strong>{words}</strong>{' '}
              <span className="of">
                <Text of="at {time}, entry {entry}" time={<time dateTime={at}>{clockTime(at)}</time>} entry={entry} />
              </span>
            </p>
            {deviations.map((deviation) => (
              <p key={deviation} className="deviation">
                {t('Not as planned: {deviation}', { deviation })}
              </p>
            ))}
            {facts.map((fact) => (
              <p key={fact} className="evidence-fact">
                {fact}
              </p>
            ))}
          </div>
        </li>
      ))}
    </ul>
  );
}
