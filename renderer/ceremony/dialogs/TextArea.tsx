import { Field } from '../../controls/Field.tsx';

interface TextAreaProps {
  readonly label: string;
  readonly value: string;
  readonly hint?: string;
  readonly takesFocus?: boolean;
  onChange(value: string): void;
}

export function TextArea({ label, value, hint, takesFocus, onChange }: TextAreaProps) {
  return (
    <Field label={label} hint={hint}>
      {(ids) => (
        <textarea
          {...ids}
          className="input area"
          rows={2}
          maxLength={2000}
          value={value}
          // biome-ignore lint/a11y/noAutofocus: the field that a person opens the dialog for
          autoFocus={takesFocus}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
