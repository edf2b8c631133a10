import { t } from '../../../shared/language/text.ts';
import { Choice } from '../../controls/Choice.tsx';
import { NumberField, numberWithin } from '../../controls/Field.tsx';

/** Who opens the device: whoever knows the User PIN, a quorum of custodians with their devices, or both together. */
export type Opening = 'pin' | 'keys' | 'both';

const ways: readonly { readonly value: Opening; readonly name: string; readonly meaning: string }[] = [
  { value: 'pin', name: t('User PIN'), meaning: t('Whoever knows the User PIN may use the keys.') },
  {
    value: 'keys',
    name: t('Public key authentication'),
    meaning: t('n of m custodians, each with a key on a device of their own, open it together. There is no User PIN.'),
  },
  {
    value: 'both',
    name: t('Public key authentication and User PIN'),
    meaning: t('First the custodians with their devices, then the User PIN.'),
  },
];

interface OpeningFieldsProps {
  readonly opening: Opening;
  readonly total: string;
  readonly required: string;
  onOpening(opening: Opening): void;
  onTotal(text: string): void;
  onRequired(text: string): void;
}

export function OpeningFields({ opening, total, required, onOpening, onTotal, onRequired }: OpeningFieldsProps) {
  const spare = (numberWithin(total, 1, 90) ?? 0) - (numberWithin(required, 1, 90) ?? 0);
  return (
    <>
      <Choice label={t('Opened by')} layout="list" value={opening} onChange={onOpening} options={ways} />
      {opening !== 'pin' && (
        <div className="pair">
          <NumberField
            label={t('Public keys required')}
            value={required}
            minimum={1}
            maximum={90}
            onChange={onRequired}
            hint={t('So many custodians must come together each time.')}
          />
          <NumberField
            label={t('Public keys in total')}
            value={total}
            minimum={1}
            maximum={90}
            onChange={onTotal}
            hint={
              spare > 0
                ? t(
                    'Up to {spare, plural, one {# key} other {# keys}} may be lost. If more are, the device can only be initialized again. A key can never be exchanged.',
                    { spare },
                  )
                : t('None may be lost: then the device can only be initialized again. A key can never be exchanged.')
            }
          />
        </div>
      )}
    </>
  );
}
