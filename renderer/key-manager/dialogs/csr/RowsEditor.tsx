import { useId } from 'react';
import { t } from '../../../../shared/language/text.ts';
import { Button } from '../../../controls/Button.tsx';
import { Icon } from '../../../icons.tsx';
import type { Row } from './csr-draft.ts';

interface RowsEditorProps<Kind extends string> {
  readonly title: string;
  readonly hint: string;
  readonly rows: readonly Row<Kind>[];
  readonly kinds: readonly { readonly value: Kind; readonly name: string }[];
  /** What the button adds. */
  readonly add: string;
  readonly isOrdered?: boolean;
  /** The first line is where a person begins. */
  readonly takesFocus?: boolean;
  errorOf(row: Row<Kind>): string | undefined;
  onChange(rows: readonly Row<Kind>[]): void;
}

/** A list of kinds and values: added, changed, ordered and removed line by line. */
export function RowsEditor<Kind extends string>({
  title,
  hint,
  rows,
  kinds,
  add,
  isOrdered,
  takesFocus,
  errorOf,
  onChange,
}: RowsEditorProps<Kind>) {
  const id = useId();
  const change = (row: Row<Kind>) => onChange(rows.map((other) => (other.id === row.id ? row : other)));
  const addRow = () => {
    const unused = kinds.find(({ value }) => rows.every((row) => row.kind !== value)) ?? kinds[0];
    if (unused) onChange([...rows, { id: 1 + Math.max(0, ...rows.map((row) => row.id)), kind: unused.value, value: '' }]);
  };
  return (
    <fieldset className="rows" aria-describedby={`${id}-hint`}>
      <legend>{title}</legend>
      {rows.map((row, index) => (
        <RowFields
          key={row.id}
          row={row}
          place={t('{list}, line {number}', { list: title, number: index + 1 })}
          kinds={kinds}
          error={errorOf(row)}
          onChange={change}
          onRemove={() => onChange(rows.filter((other) => other.id !== row.id))}
          onUp={isOrdered ? () => onChange(swapped(rows, index)) : undefined}
          isFirst={index === 0}
          takesFocus={takesFocus === true && index === 0}
        />
      ))}
      <div>
        <Button onPress={addRow}>{add}</Button>
      </div>
      <p className="hint" id={`${id}-hint`}>
        {hint}
      </p>
    </fieldset>
  );
}

interface RowFieldsProps<Kind extends string> {
  readonly row: Row<Kind>;
  readonly place: string;
  readonly kinds: readonly { readonly value: Kind; readonly name: string }[];
  readonly error: string | undefined;
  readonly isFirst: boolean;
  readonly takesFocus: boolean;
  onChange(row: Row<Kind>): void;
  onRemove(): void;
  readonly onUp: (() => void) | undefined;
}

function RowFields<Kind extends string>({ row, place, kinds, error, isFirst, takesFocus, onChange, onRemove, onUp }: RowFieldsProps<Kind>) {
  const id = useId();
  const name = kinds.find(({ value }) => value === row.kind)?.name ?? row.kind;
  return (
    <div className={onUp ? 'row-fields ordered' : 'row-fields'}>
      <select
        className="input"
        aria-label={place}
        value={row.kind}
        onChange={(event) => onChange({ ...row, kind: event.target.value as Kind })}
      >
        {kinds.map(({ value, name }) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
      <input
        type="text"
        className="input"
        aria-label={name}
        value={row.value}
        maxLength={1024}
        autoComplete="off"
        spellCheck={false}
        // biome-ignore lint/a11y/noAutofocus: the first field of a dialog that the person has just opened
        autoFocus={takesFocus}
        {...(error ? { 'aria-invalid': true, 'aria-describedby': `${id}-error` } : {})}
        onChange={(event) => onChange({ ...row, value: event.target.value })}
      />
      {onUp && (
        <Button look="quiet" label={t('Move {name} up', { name })} isDisabled={isFirst} onPress={onUp}>
          <Icon name="down" className="upwards" />
        </Button>
      )}
      <Button look="quiet" label={t('Remove {name}', { name })} onPress={onRemove}>
        <Icon name="cross" />
      </Button>
      {error && (
        <p className="error" id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

function swapped<Kind extends string>(rows: readonly Row<Kind>[], index: number): readonly Row<Kind>[] {
  const [above, here] = [rows[index - 1], rows[index]];
  if (!above || !here) return rows;
  return rows.map((row) => (row === above ? here : row === here ? above : row));
}
