import type { ReactNode } from 'react';

/** A definition list; facts that are undefined are left out. */
export function Facts({ facts }: { readonly facts: readonly (readonly [term: string, value: ReactNode])[] }) {
  return (
    <dl className="facts">
      {facts
        .filter(([, value]) => value !== undefined)
        .map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

/** Hex in groups of four to compare by eye. The gaps are drawn, not written: a copy has none. */
export function Hex({ digits }: { readonly digits: string }) {
  return (
    <span className="hex">
      {groupsOfFour(digits).map(({ at, text }) => (
        <span key={at}>
          {text}
          <wbr />
        </span>
      ))}
    </span>
  );
}

function groupsOfFour(digits: string): { at: number; text: string }[] {
  return Array.from({ length: Math.ceil(digits.length / 4) }, (_, index) => ({ at: index, text: digits.slice(4 * index, 4 * index + 4) }));
}
