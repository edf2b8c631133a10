import { NumberField, SelectField } from '../../controls/Field.tsx';
import { NeededField, shareWays } from '../../key-manager/dialogs/ShareWayFields.tsx';
import type { CloneDraft } from './use-clone-draft.ts';

/** How each share file is opened; how many there are only where no device tells. */
export function ShareWays({ draft }: { readonly draft: CloneDraft }) {
  const { ways, knownShares } = draft;
  const names = shareWays.map(({ value, name }) => ({ value, name }));
  return (
    <fieldset className="choice">
      <legend className="legend">DKEK shares</legend>
      {knownShares === undefined && (
        <NumberField
          label="Number of DKEK shares"
          value={draft.sharesText}
          minimum={1}
          maximum={16}
          onChange={draft.setShares}
          hint="As the minutes tell. All of them are needed."
        />
      )}
      <p className="hint">
        {knownShares === undefined ? 'All' : `The source has ${knownShares === 1 ? '1 share' : `${knownShares} shares`}: all`} are needed
        once. They are kept in memory until the run is finished, and never written anywhere.
      </p>
      <div className="share-ways">
        {ways.map((way, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a share is its number
          <div key={index} className="share-way">
            <SelectField
              label={`Share ${index + 1} is opened by`}
              value={way.by}
              options={names}
              onChange={(by) => draft.setWay(index, { ...way, by })}
            />
            <NeededField label={`Shares needed for share ${index + 1}`} draft={way} onChange={(next) => draft.setWay(index, next)} />
          </div>
        ))}
      </div>
    </fieldset>
  );
}
