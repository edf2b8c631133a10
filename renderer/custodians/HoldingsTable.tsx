import type { ReactNode } from 'react';
import { t } from '../../shared/language/text.ts';

interface HoldingsTableProps {
  readonly caption: string;
  /** Parts of a split have a fingerprint; sheets of files have none. */
  readonly isParts: boolean;
  /** Nothing can be done any more with what has been replaced. */
  readonly hasActions: boolean;
  readonly children: ReactNode;
}

export function HoldingsTable({ caption, isParts, hasActions, children }: HoldingsTableProps) {
  return (
    <table className={isParts ? 'holdings parts' : 'holdings'} aria-label={caption}>
      <thead>
        <tr>
          <th scope="col">{isParts ? t('Part') : t('Sheet')}</th>
          <th scope="col">{t('Custodian')}</th>
          {isParts && <th scope="col">{t('Fingerprint')}</th>}
          <th scope="col">{t('Sheet ID')}</th>
          <th scope="col">{t('State')}</th>
          {hasActions && <th scope="col">{t('Actions')}</th>}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}
