import { type ReactNode, useId } from 'react';

interface ChoiceProps<T extends string | number> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly name: string; readonly meaning?: string }[];
  /** `row` for a few short options, `list` where each is explained. */
  readonly layout: 'row' | 'list';
  readonly hint?: ReactNode;
  onChange(value: NoInfer<T>): void;
}

/** One of a few, all visible. */
export function Choice<T extends string | number>({ label, value, options, layout, hint, onChange }: ChoiceProps<T>) {
  const id = useId();
  return (
    <div className="choice" role="radiogroup" aria-labelledby={`${id}-label`} aria-describedby={hint ? `${id}-hint` : undefined}>
      <span className="legend" id={`${id}-label`}>
        {label}
      </span>
      <div className={layout}>
        {options.map((option) => (
          <Option
            key={option.value}
            group={id}
            name={option.name}
            meaning={option.meaning}
            isChosen={option.value === value}
            onChoose={() => onChange(option.value)}
          />
        ))}
      </div>
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

interface OptionProps {
  readonly group: string;
  readonly name: string;
  readonly meaning: string | undefined;
  readonly isChosen: boolean;
  onChoose(): void;
}

function Option({ group, name, meaning, isChosen, onChoose }: OptionProps) {
  const id = useId();
  return (
    <div className="option">
      <input
        type="radio"
        id={id}
        name={group}
        checked={isChosen}
        onChange={onChoose}
        aria-describedby={meaning ? `${id}-meaning` : undefined}
      />
      <label htmlFor={id}>{name}</label>
      {meaning && (
        <p className="meaning" id={`${id}-meaning`}>
          {meaning}
        </p>
      )}
    </div>
  );
}

interface CheckBoxProps {
  readonly name: string;
  readonly meaning: string;
  readonly isChecked: boolean;
  onChange(isChecked: boolean): void;
}

export function CheckBox({ name, meaning, isChecked, onChange }: CheckBoxProps) {
  const id = useId();
  return (
    <div className="option">
      <input
        type="checkbox"
        id={id}
        checked={isChecked}
        onChange={(event) => onChange(event.target.checked)}
        aria-describedby={`${id}-meaning`}
      />
      <label htmlFor={id}>{name}</label>
      <p className="meaning" id={`${id}-meaning`}>
        {meaning}
      </p>
    </div>
  );
}
