import { type ReactNode, useId } from 'react';

interface Common {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
}

interface FieldProps extends Common {
  readonly children: (ids: { readonly id: string; readonly 'aria-describedby'?: string; readonly 'aria-invalid'?: true }) => ReactNode;
}

/**
 * Native controls with a visible label, a hint and an error. Native, because their roles and names are
 * exactly what assistive technology and tests expect, and they cost nothing.
 */
export function Field({ label, hint, error, children }: FieldProps) {
  const id = useId();
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({ id, ...(described ? { 'aria-describedby': described } : {}), ...(error ? { 'aria-invalid': true } : {}) })}
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p className="error" id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

interface TextFieldProps extends Common {
  readonly value: string;
  onChange(value: string): void;
  readonly isCode?: boolean;
  readonly takesFocus?: boolean;
  readonly maxLength?: number;
}

export function TextField({ value, onChange, isCode, takesFocus, maxLength = 256, ...field }: TextFieldProps) {
  return (
    <Field {...field}>
      {(ids) => (
        <input
          {...ids}
          type="text"
          className={isCode ? 'input code' : 'input'}
          value={value}
          maxLength={maxLength}
          autoComplete="off"
          spellCheck={false}
          // biome-ignore lint/a11y/noAutofocus: the first field of a dialog that the person has just opened
          autoFocus={takesFocus}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

interface NumberFieldProps extends Common {
  readonly value: string;
  readonly minimum: number;
  readonly maximum: number;
  onChange(value: string): void;
}

/** Keeps the text, so that a half-typed number is not rewritten under the person's fingers. */
export function NumberField({ value, minimum, maximum, onChange, ...field }: NumberFieldProps) {
  return (
    <Field {...field}>
      {(ids) => (
        <input
          {...ids}
          type="number"
          className="input number"
          value={value}
          min={minimum}
          max={maximum}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

/** The number, or undefined when the text is no whole number within the limits. */
export function numberWithin(text: string, minimum: number, maximum: number): number | undefined {
  const value = /^\d{1,10}$/.test(text.trim()) ? Number(text) : Number.NaN;
  return value >= minimum && value <= maximum ? value : undefined;
}

interface SelectFieldProps<T extends string> extends Common {
  readonly value: T;
  /** A value that is its own name, or one with a name for people. */
  readonly options: readonly (T | { readonly value: T; readonly name: string })[];
  onChange(value: NoInfer<T>): void;
}

export function SelectField<T extends string>({ value, options, onChange, ...field }: SelectFieldProps<T>) {
  return (
    <Field {...field}>
      {(ids) => (
        <select {...ids} className="input select" value={value} onChange={(event) => onChange(event.target.value as T)}>
          {options.map((option) => {
            const { value, name } = typeof option === 'string' ? { value: option, name: option } : option;
            return (
              <option key={value} value={value}>
                {name}
              </option>
            );
          })}
        </select>
      )}
    </Field>
  );
}
