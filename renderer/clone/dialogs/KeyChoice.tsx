import type { Plan, PlannedKey } from '../../../shared/clone/plan.ts';
import { nameOfType } from '../../../shared/clone/words.ts';
import { t } from '../../../shared/language/text.ts';
import { CheckBox } from '../../controls/Choice.tsx';
import { Words } from '../../controls/Words.tsx';
import { Icon } from '../../icons.tsx';
import type { CloneDraft } from './use-clone-draft.ts';

/** Keys that cannot be cloned come first, with the reason; then a box for each that can. */
export function KeyChoice({ draft, plan }: { readonly draft: CloneDraft; readonly plan: Plan }) {
  const held = plan.keys.filter(({ hindrance }) => hindrance !== undefined);
  const free = plan.keys.filter(({ hindrance }) => hindrance === undefined);
  return (
    <fieldset className="choice" disabled={draft.resumed !== undefined}>
      <legend className="legend">{t('Keys')}</legend>
      {held.length > 0 && (
        <Words kind="warning">
          <p className="words-what">{t('{n, plural, =1 {One key} other {# keys}} cannot be cloned:', { n: held.length })}</p>
          <ul className="losses">
            {held.map((key) => (
              <li key={key.reference}>{t('{key}: {why}', { key: nameOf(key), why: key.hindrance ?? '' })}</li>
            ))}
          </ul>
        </Words>
      )}
      {free.length === 0 && <p>{t('There is no key that could be cloned.')}</p>}
      <div className="list">
        {free.map((key) => (
          <CheckBox
            key={key.reference}
            name={nameOf(key)}
            meaning={key.note ?? `ID ${key.id}`}
            isChecked={plan.chosen.some(({ reference }) => reference === key.reference)}
            onChange={(isChosen) => draft.chooseKey(key.reference, isChosen)}
          />
        ))}
      </div>
      {plan.cautions.map((caution) => (
        <p key={caution} className="caution-line">
          <Icon name="warning" /> {caution}
        </p>
      ))}
    </fieldset>
  );
}

const nameOf = (key: PlannedKey) => `${key.label} (${nameOfType(key.type)})`;
