import type { DocumentCell, DocumentFact, DocumentPart, DocumentTable } from '../../../shared/models/document.ts';

export const heading = (text: string, level: 1 | 2 = 1): DocumentPart => ({ kind: 'heading', text, level });
export const paragraph = (text: string): DocumentPart => ({ kind: 'paragraph', text });
export const fact = (term: string, value: string): DocumentFact => ({ term, value });
export const digits = (term: string, value: string): DocumentFact => ({ term, value, digits: true });
export const facts = (...list: readonly DocumentFact[]): DocumentPart => ({ kind: 'facts', facts: list });

/** Titles and widths in turn; a title that begins with `#` is of a column of digits. */
export function table(columns: readonly (string | number)[], rows: readonly (readonly DocumentCell[])[]): DocumentTable {
  return {
    kind: 'table',
    columns: columns.flatMap((title, at) =>
      typeof title === 'string'
        ? [{ title: title.replace(/^#/, ''), width: Number(columns[at + 1]), ...(title.startsWith('#') ? { digits: true } : {}) }]
        : [],
    ),
    rows,
  };
}

/** A table to be filled in by hand, with `blank` empty rows after those that are known. */
export function formTable(columns: readonly (string | number)[], known: readonly (readonly string[])[], blank: number): DocumentTable {
  const width = columns.length / 2;
  const whole = known.map((row) => [...row, ...Array<string>(width - row.length).fill('')]);
  const empty = Array.from({ length: blank }, () => Array<string>(width).fill(''));
  return { ...table(columns, [...whole, ...empty]), byHand: true };
}

/** The parts, or one sentence where there are none. */
export const orNone = (parts: readonly DocumentPart[], none: string): readonly DocumentPart[] =>
  parts.length > 0 ? parts : [paragraph(none)];

/** A table with its rows, or one sentence where it has none. */
export const tableOrNone = (
  columns: readonly (string | number)[],
  rows: readonly (readonly DocumentCell[])[],
  none: string,
): DocumentPart => (rows.length > 0 ? table(columns, rows) : paragraph(none));
