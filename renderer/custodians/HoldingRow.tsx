import type { ReactNode } from 'react';
import { isReplaced } from '../../shared/custody/quorum.ts';
import { t } from '../../shared/language/text.ts';
import type { Holding, Register } from '../../shared/models/custody.ts';
import { checkAlone, seal } from './actions/holdings.ts';
import { CustodyButton } from './CustodyButton.tsx';
import { HoldingState } from './HoldingState.tsx';
import { custodianName } from './register-words.ts';

interface HoldingRowProps {
  readonly holding: Holding;
  readonly register: Register;
  /** What it is: the head of the row. */
  readonly name: ReactNode;
  /** Ten hex digits of a part; a sheet of a file has none. */
  readonly isPart: boolean;
  /** Whether the table has a column for them. */
  readonly hasActions: boolean;
}

/** One sheet of paper and its holder. `data-term` repeats the column's head where the table has become a list. */
export function HoldingRow({ holding, register, name, isPart, hasActions }: HoldingRowProps) {
  const nameId = `holding-${holding.sheetId}-${holding.copy}`;
  const whoId = `${nameId}-who`;
  const about = `${nameId} ${whoId}`;
  return (
    <tr>
      <th scope="row" id={nameId}>
        {name}
      </th>
      <td id={whoId} className="holder">
        {custodianName(holding.custodianId, register)}
      </td>
      {isPart && (
        <td data-term={t('Fingerprint')}>
          <code>{holding.fingerprint ?? '–'}</code>
        </td>
      )}
      <td data-term={t('Sheet ID')}>
        <code>{holding.sheetId}</code>
      </td>
      <td>
        <HoldingState holding={holding} />
      </td>
      {hasActions && (
        <td>
          {!isReplaced(holding) && (
            <div className="row-actions">
              <CustodyButton action={checkAlone(holding)} describedBy={about} />
              <CustodyButton action={seal(holding)} describedBy={about} />
            </div>
          )}
        </td>
      )}
    </tr>
  );
}
