import { useState } from 'react';
import { t } from '../../../shared/language/text.ts';
import { NumberField, numberWithin } from '../../controls/Field.tsx';
import { useRoom } from '../../room-context.ts';

interface PlanNumberProps {
  readonly label: string;
  readonly value: number;
  readonly minimum: number;
  readonly maximum: number;
  readonly hint?: string;
  onChange(value: number): void;
}

/** A number of the plan. A text that is none is marked, and keeps the plan from being used; the plan keeps the last one that was. */
export function PlanNumber({ label, value, minimum, maximum, hint, onChange }: PlanNumberProps) {
  const { desk } = useRoom();
  const [text, setText] = useState(String(value));
  const [known, setKnown] = useState(value);
  if (known !== value) {
    setKnown(value);
    if (numberWithin(text, minimum, maximum) !== value) setText(String(value));
  }
  const isUnfit = numberWithin(text, minimum, maximum) === undefined;
  return (
    <NumberField
      label={label}
      value={text}
      minimum={minimum}
      maximum={maximum}
      hint={hint}
      error={isUnfit ? t('Enter a whole number from {minimum} to {maximum}.', { minimum, maximum }) : undefined}
      onChange={(next) => {
        setText(next);
        const number = numberWithin(next, minimum, maximum);
        desk.setUnfit(label, number === undefined);
        if (number !== undefined) onChange(number);
      }}
    />
  );
}
