import { t } from '../../shared/language/text.ts';
import type { Register } from '../../shared/models/custody.ts';

import { currentSets } from './register-words.ts';
import { SetCard } from './SetCard.tsx';

export function ShareSets({ register }: { readonly register: Register }) {
  const current = currentSets(register);
  const replaced = register.sets.filter((set) => !current.includes(set));
  return (
    <section className="custody-section" aria-labelledby="sets-heading">
      <div className="section-head">
        <h3 id="sets-heading">{t('Split secrets')}</h3>
      </div>
      {current.length === 0 && (
        <p className="explanation">
          {t(
            'None yet. Create DKEK Share… in the Key Manager can split the password of a share file among custodians; Split a text secret… below splits a PIN, an SO-PIN or a password.',
          )}
        </p>
      )}
      {current.map((set) => (
        <SetCard key={set.setId} set={set} register={register} />
      ))}
      {replaced.length > 0 && (
        <details className="replaced-sets">
          <summary>{t('{n, plural, one {# replaced set} other {# replaced sets}}', { n: replaced.length })}</summary>
          <p className="explanation">
            {t('Their parts with an old copy of the share file still open that file. Destroy both, and record it.')}
          </p>
          {replaced.map((set) => (
            <SetCard key={set.setId} set={set} register={register} />
          ))}
        </details>
      )}
    </section>
  );
}
