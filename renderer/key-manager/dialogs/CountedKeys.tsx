import { t } from '../../../shared/language/text.ts';
import type { CountedKey } from '../../../shared/models/reports.ts';
import type { KeyReference } from '../../../shared/numbers.ts';
import { CheckBox } from '../../controls/Choice.tsx';

interface CountedKeysProps {
  readonly keys: readonly CountedKey[];
  readonly agreed: readonly KeyReference[];
  readonly module: boolean;
  onChange(agreed: readonly KeyReference[]): void;
}

/** One box for each key whose uses are counted, none ticked. */
export function CountedKeys({ keys, agreed, module, onChange }: CountedKeysProps) {
  if (keys.length === 0) return null;
  return (
    <fieldset className="choice">
      <legend className="legend">{t('Keys with a use counter')}</legend>
      <p className="hint">{t('Each operation takes one of their uses for good. They are left out unless you tick them.')}</p>
      <div className="list">
        {keys.map(({ reference, label, about, usesLeft, byApdu, throughModule }) => {
          const takes = byApdu + (module ? throughModule : 0);
          const few = usesLeft < takes ? ` ${t('That is too few for a whole test: it is left out.')}` : '';
          return (
            <CheckBox
              key={reference}
              name={label || t('(no label)')}
              meaning={`${t('{about}: {left, plural, one {# use} other {# uses}} left; the test takes up to {takes}.', { about, left: usesLeft, takes })}${few}`}
              isChecked={agreed.includes(reference)}
              onChange={(isTicked) => onChange(isTicked ? [...agreed, reference] : agreed.filter((other) => other !== reference))}
            />
          );
        })}
      </div>
    </fieldset>
  );
}
