import { Choice } from '../../controls/Choice.tsx';
import { NumberField, numberWithin } from '../../controls/Field.tsx';
import { counted } from '../node-text.ts';

/** Who opens the device: whoever knows the User PIN, a quorum of custodians with their devices, or both together. */
export type Opening = 'pin' | 'keys' | 'both';

const ways: readonly { readonly value: Opening; readonly name: string; readonly meaning: string }[] = [
  { value: 'pin', name: 'User PIN', meaning: 'Whoever knows the User PIN may use the keys.' },
  {
    value: 'keys',
    name: 'Public key authentication',
    meaning: 'n of m custodians, each with a key on a device of their own, open it together. There is no User PIN.',
  },
  { value: 'both', name: 'Public key authentication and User PIN', meaning: 'First the custodians with their devices, then the User PIN.' },
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
      <Choice label="Opened by" layout="list" value={opening} onChange={onOpening} options={ways} />
      {opening !== 'pin' && (
        <div className="pair">
          <NumberField
            label="Public keys required"
            value={required}
            minimum={1}
            maximum={90}
            onChange={onRequired}
            hint="So many custodians must come together each time."
          />
          <NumberField
            label="Public keys in total"
            value={total}
            minimum={1}
            maximum={90}
            onChange={onTotal}
            hint={
              spare > 0
                ? `Up to ${counted(spare, 'key')} may be lost. If more are, the device can only be initialized again. A key can never be exchanged.`
                : 'None may be lost: then the device can only be initialized again. A key can never be exchanged.'
            }
          />
        </div>
      )}
    </>
  );
}
