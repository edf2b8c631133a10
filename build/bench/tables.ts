import type { Figure, Table } from './bench.ts';
import { what } from './what.ts';

/** A cell of a Markdown table: one line, and nothing that ends it. */
const cell = (text: string | number) => `${text}`.replaceAll('|', '\\|').replace(/\s+/g, ' ');
const row = (cells: readonly (string | number)[]) => `| ${cells.map(cell).join(' | ')} |`;

export function markdown({ head, rows }: Omit<Table, 'name'>): string {
  return [row(head), `|${'---|'.repeat(head.length)}`, ...rows.map(row), ''].join('\n');
}

const figureHead = ['name', 'what', 'measured', 'goal'];

function figureRow({ name, value, unit, goal, detail }: Figure): readonly string[] {
  const measured = unit === 'ratio' ? `${value}` : `${value} ${unit}`;
  return [`\`${name}\``, `${what[name] ?? ''} (${detail})`, measured, goal.replace('<=', '≤').replace('>=', '≥')];
}

export const figureTable = (figures: readonly Figure[]): string => markdown({ head: figureHead, rows: figures.map(figureRow) });

const begins = (name: string) => `<!-- measured: ${name} -->\n`;
const ends = '<!-- end -->';

/**
 * The README with what was measured in its places, each between `<!-- measured: NAME -->` and `<!-- end -->`; `figures` is the place
 * of the figures, of which those that were not measured now stay as they are. All else stays byte for byte. Throws where a place is missing.
 */
export function writeInto(readme: string, figures: readonly Figure[], tables: readonly Table[]): string {
  let text = readme;
  if (figures.length > 0) text = replaced(text, 'figures', (before) => withFigures(before, figures));
  for (const table of tables) text = replaced(text, table.name, () => markdown(table));
  return text;
}

function replaced(readme: string, name: string, make: (before: string) => string): string {
  const from = readme.indexOf(begins(name)) + begins(name).length;
  const to = readme.indexOf(ends, from);
  if (!readme.includes(begins(name)) || to < 0) throw new Error(`the README has no place for "${name}": ${begins(name).trim()} … ${ends}`);
  return `${readme.slice(0, from)}\n${make(readme.slice(from, to))}\n${readme.slice(to)}`;
}

/** The rows of figures in a part of the README, by the figure's name. */
export function figureRows(text: string): ReadonlyMap<string, string> {
  return new Map(
    text.split('\n').flatMap((line) => [...line.matchAll(/^\| `([a-z0-9.-]+)` \|.*$/g)].map(([all, name]) => [name ?? '', all])),
  );
}

/** New rows take the place of old ones with their name; others come at the end. */
function withFigures(before: string, figures: readonly Figure[]): string {
  const rows = new Map(figureRows(before));
  for (const figure of figures) rows.set(figure.name, row(figureRow(figure)));
  return [row(figureHead), `|${'---|'.repeat(figureHead.length)}`, ...rows.values(), ''].join('\n');
}
