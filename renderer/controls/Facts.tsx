import type { ReactNode } from 'react';

export function Facts({ children }: { readonly children: ReactNode }) {
  return <dl className="facts">{children}</dl>;
}

/** One line of a definition list; nothing where the value is not known. */
export function Fact({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  if (children === undefined) return null;
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
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
