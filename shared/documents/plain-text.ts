import { t } from '../language/text.ts';
import type { DocumentCell, DocumentFact, DocumentMark, DocumentModel, DocumentPart, DocumentTable } from '../models/document.ts';
import { cellsWide, padded, wrapped } from './text-columns.ts';
import { linesOfText, visible } from './visible-text.ts';

/** Characters in a line: fits a printed page and a terminal. */
const WIDTH = 100;
const TERM = 26;
const GAP = 2;
const marks: Readonly<Record<DocumentMark, string>> = { good: '[+] ', bad: '[X] ', open: '[-] ' };

/** The document as plain text: aligned, at most 100 characters a line, `\n` at each end. The same words as on paper. */
export function plainText(model: DocumentModel): string {
  const rehearsal = model.practice ? [t('REHEARSAL: not for real keys'), ''] : [];
  const subtitle = model.subtitle === undefined ? [] : paragraph(model.subtitle);
  const lines = [
    ...rehearsal,
    ...underlined(model.title, '='),
    ...subtitle,
    ...model.parts.flatMap((part) => ['', ...linesOf(part)]),
    '',
    '-'.repeat(WIDTH),
    ...paragraph(`Conclave, ${model.made}${model.practice ? `, ${t('REHEARSAL: not for real keys')}` : ''}`),
  ];
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}

function linesOf(part: DocumentPart): string[] {
  switch (part.kind) {
    case 'heading':
      return underlined(part.text, part.level === 2 ? '.' : '-');
    case 'paragraph':
      return linesOfText(part.text).flatMap(paragraph);
    case 'statement':
      return beside(part.mark ? marks[part.mark] : '', part.text);
    case 'facts':
      return part.facts.flatMap(factLines);
    case 'list':
      return part.items.flatMap((item, at) => beside(part.ordered ? `${at + 1}. `.padStart(5) : '  - ', item));
    case 'table':
      return tableLines(part);
    case 'code':
      return [...paragraph(part.caption), ...paragraph(part.text)];
    case 'signatures':
      return part.blocks.flatMap(({ role, name, meaning }) => [
        ...factLines({ term: role, value: name ?? '' }),
        ...(meaning === undefined ? [] : factLines({ term: t('Means'), value: meaning })),
        ...factLines({ term: t('Signature, date'), value: '' }),
        '',
      ]);
    case 'new page':
      return [];
  }
}

const paragraph = (text: string): string[] => wrapped(visible(text), WIDTH);

function underlined(text: string, line: string): string[] {
  const shown = paragraph(text);
  return [...shown, line.repeat(Math.max(...shown.map(cellsWide)))];
}

function beside(sign: string, text: string): string[] {
  return wrapped(visible(text), WIDTH - sign.length).map((line, at) => (at === 0 ? sign : ' '.repeat(sign.length)) + line);
}

function factLines({ term, value }: DocumentFact): string[] {
  const terms = wrapped(visible(term), TERM);
  const values = value === '' ? ['_'.repeat(40)] : wrapped(visible(value), WIDTH - TERM - GAP);
  return sideBySide([terms, values], [TERM, WIDTH - TERM - GAP]);
}

function tableLines({ columns, rows, byHand }: DocumentTable): string[] {
  const widths = shareOut(
    columns.map(({ width }) => width),
    WIDTH - GAP * (columns.length - 1),
  );
  const row = (texts: readonly string[]) =>
    sideBySide(
      texts.map((text, at) => wrapped(text, widths[at] ?? 1)),
      widths,
    );
  const rule = widths.map((width) => '-'.repeat(width)).join(' '.repeat(GAP));
  const apart = byHand ? ['', rule] : [];
  return [...row(columns.map(({ title }) => visible(title))), rule, ...rows.flatMap((cells) => [...row(cells.map(cellText)), ...apart])];
}

function cellText(cell: DocumentCell): string {
  return typeof cell === 'string' ? visible(cell) : marks[cell.mark] + visible(cell.text);
}

/** Whole characters in proportion; the last column takes what is left. */
function shareOut(shares: readonly number[], width: number): number[] {
  const all = shares.reduce((sum, each) => sum + each, 0);
  const widths = shares.map((each) => Math.max(4, Math.floor((each / all) * width)));
  const before = widths.slice(0, -1).reduce((sum, each) => sum + each, 0);
  return [...widths.slice(0, -1), Math.max(4, width - before)];
}

function sideBySide(cells: readonly string[][], widths: readonly number[]): string[] {
  const height = Math.max(1, ...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    cells.map((lines, at) => padded(lines[line] ?? '', widths[at] ?? 0)).join(' '.repeat(GAP)),
  );
}
