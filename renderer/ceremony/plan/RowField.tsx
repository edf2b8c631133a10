import { useId } from 'react';

interface RowFieldProps {
  /** Its whole name, since the column's title is far: `Name of person 2`. */
  readonly label: string;
  readonly value: string;
  readonly maxLength?: number;
  readonly isCode?: boolean;
  readonly error?: string | undefined;
  /** What may be picked besides typing. */
  readonly suggestions?: readonly string[];
  onChange(value: string): void;
}

/** A field in a row of a table. */
export function RowField({ label, value, maxLength = 120, isCode, error, suggestions, onChange }: RowFieldProps) {
  const id = useId();
  return (
    <>
      <input
        className={isCode ? 'input code' : 'input'}
        type="text"
        aria-label={label}
        value={value}
        maxLength={maxLength}
        autoComplete="off"
        spellCheck={false}
        list={suggestions ? `${id}-list` : undefined}
        {...(error ? { 'aria-invalid': true, 'aria-describedby': `${id}-error` } : {})}
        onChange={(event) => onChange(event.target.value)}
      />
      {suggestions && (
        <datalist id={`${id}-list`}>
          {suggestions.map((each) => (
            <option key={each} value={each} />
          ))}
        </datalist>
      )}
      {error && (
        <p className="error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </>
  );
}

interface RowChoiceProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly name: string }[];
  onChange(value: NoInfer<T>): void;
}

export function RowChoice<T extends string>({ label, value, options, onChange }: RowChoiceProps<T>) {
  return (
    <select className="input" aria-label={label} value={value} onChange={(event) => onChange(event.target.value as T)}>
      {options.map(({ value, name }) => (
        <option key={value} value={value}>
          {name}
        </option>
      ))}
    </select>
  );
}
