import { t } from '../../../shared/language/text.ts';
import { NumberField, SelectField } from '../../controls/Field.tsx';
import { NeededField, shareWays } from '../../key-manager/dialogs/ShareWayFields.tsx';
import type { CloneDraft } from './use-clone-draft.ts';

/** How each share file is opened; how many there are only where no device tells. */
export function ShareWays({ draft }: { readonly draft: CloneDraft }) {
  const { ways, knownShares } = draft;
  const names = shareWays.map(({ value, name }) => ({ value, name }));
  return (
    <fieldset className="choice">
      <legend className="legend">{t('DKEK shares')}</legend>
      {knownShares === undefined && (
        <NumberField
          label={t('Number of DKEK shares')}
          value={draft.sharesText}
          minimum={1}
          maximum={16}
          onChange={draft.setShares}
          hint={t('As the minutes tell. All of them are needed.')}
        />
      )}
      <p className="hint">
        {knownShares === undefined
          ? t('All are needed once.')
          : t('The source has {n, plural, one {# share} other {# shares}}: all are needed once.', { n: knownShares })}{' '}
        {t('They are kept in memory until the run is finished, and never written anywhere.')}
      </p>
      <div className="share-ways">
        {ways.map((way, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a share is its number
          <div key={index} className="share-way">
            <SelectField
              label={t('Share {number} is opened by', { number: index + 1 })}
              value={way.by}
              options={names}
              onChange={(by) => draft.setWay(index, { ...way, by })}
            />
            <NeededField
              label={t('Shares needed for share {number}', { number: index + 1 })}
              draft={way}
              onChange={(next) => draft.setWay(index, next)}
            />
          </div>
        ))}
      </div>
    </fieldset>
  );
}
