import { t } from '../../../../shared/language/text.ts';
import { NumberField, SelectField } from '../../../controls/Field.tsx';
import { NeededField, shareWays } from '../../../key-manager/dialogs/ShareWayFields.tsx';
import type { DrillDraft } from './use-drill-draft.ts';

const places = [
  { value: 'file' as const, name: t('A file') },
  { value: 'paper' as const, name: t('Its sheet of paper') },
];
const openings = shareWays.map(({ value, name }) => ({ value, name }));

/** Where each share file comes from, and how it is opened. */
export function DrillShares({ draft }: { readonly draft: DrillDraft }) {
  return (
    <fieldset className="choice">
      <legend className="legend">{t('DKEK shares')}</legend>
      <NumberField
        label={t('Number of DKEK shares')}
        value={draft.sharesText}
        minimum={1}
        maximum={16}
        onChange={draft.setShares}
        hint={t('As the minutes tell. All of them are needed; they are asked for after the negative control.')}
      />
      <div className="share-ways">
        {draft.shares.map((share, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a share is its number
          <div key={index} className="share-way">
            <SelectField
              label={t('Share {number} comes from', { number: index + 1 })}
              value={share.from}
              options={places}
              onChange={(from) => draft.setShare(index, { ...share, from })}
            />
            <SelectField
              label={t('Share {number} is opened by', { number: index + 1 })}
              value={share.by}
              options={openings}
              onChange={(by) => draft.setShare(index, { ...share, by })}
            />
            <NeededField
              label={t('Shares needed for share {number}', { number: index + 1 })}
              draft={share}
              onChange={(way) => draft.setShare(index, { ...share, ...way })}
            />
          </div>
        ))}
      </div>
    </fieldset>
  );
}
