import type { ReactNode } from 'react';
import { t } from '../../../shared/language/text.ts';
import { Button } from '../../controls/Button.tsx';

interface RowTableProps {
  /** Of the section that it stands in: `people`. */
  readonly section: string;
  /** For its columns' widths: `people-rows`. */
  readonly look: string;
  readonly columns: readonly string[];
  /** Rows whose last cell is a `RemoveCell`. */
  readonly children: ReactNode;
}

/** A list of the plan as a table of fields, a row each. */
export function RowTable({ section, look, columns, children }: RowTableProps) {
  return (
    <table className={`plan-rows ${look}`} aria-labelledby={`plan-${section}`}>
      <thead>
        <tr>
          {columns.map((title) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
          <th scope="col">
            <span className="visually-hidden">{t('Remove')}</span>
          </th>
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

export function RemoveCell({ label, onRemove }: { readonly label: string; readonly onRemove: () => void }) {
  return (
    <td>
      <Button look="quiet" label={label} onPress={onRemove}>
        {t('Remove')}
      </Button>
    </td>
  );
}

/** `person-4`: an ID that no other row has. */
export function freshId(prefix: string, rows: readonly { readonly id: string }[]): string {
  for (let number = rows.length + 1; ; number++) {
    if (!rows.some(({ id }) => id === `${prefix}-${number}`)) return `${prefix}-${number}`;
  }
}
