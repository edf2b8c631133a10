import type { ReactNode } from 'react';

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
          <th scope="col">{isParts ? 'Part' : 'Sheet'}</th>
          <th scope="col">Custodian</th>
          {isParts && <th scope="col">Fingerprint</th>}
          <th scope="col">Sheet ID</th>
          <th scope="col">State</th>
          {hasActions && <th scope="col">Actions</th>}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}
