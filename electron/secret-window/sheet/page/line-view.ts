import type { PrintedLine } from '../../../../shared/models/sheet.ts';
import { CHECK_LENGTH } from '../../../../shared/paper/crc24.ts';
import { element } from '../../page/element.ts';

/** Characters that fit beside number and check in 12 points on A4. */
const charactersInRow = 52;
/** Groups of four in a row of a long line: its half. */
const groupsInRow = 8;
const boxesInRow = 18;

/** How wide the content of all lines is, so that their checks stand under each other: characters and gaps of the widest row. */
export function contentWidth(lines: readonly PrintedLine[]): string {
  const rows = lines.flatMap(({ groups }) => rowsOf(groups));
  const widest = Math.max(0, ...rows.map((row) => row.join('').length));
  const gaps = Math.max(0, ...rows.map((row) => row.length - 1));
  return `calc(${widest}ch + ${gaps} * var(--gap))`;
}

/** One line: number, content in groups, check. A long one takes several rows, the check stands at the end of the last. */
export function lineView({ number, label, groups, check, length }: PrintedLine, width: string): HTMLElement {
  const rows = groups.length === 0 ? boxRows(length) : rowsOf(groups).map((row) => row.map((group) => element('span', {}, group)));
  const content = element('div', { class: 'content' }, ...rows.map((row) => element('div', { class: 'row' }, ...row)));
  const made = element(
    'div',
    { class: groups.length === 0 || check === '' ? 'line by-hand' : 'line' },
    element('span', { class: 'number' }, number),
    element('div', { class: 'middle' }, ...(label === undefined ? [] : [element('span', { class: 'label' }, label)]), content),
    element('span', { class: 'check' }, ...(check === '' ? boxes(CHECK_LENGTH) : [check])),
  );
  made.style.setProperty('--content', width);
  return made;
}

export function lineHead(width: string): HTMLElement {
  const made = element(
    'div',
    { class: 'line head' },
    element('span', { class: 'number' }, 'Line'),
    element('span', { class: 'middle' }, 'Content'),
    element('span', { class: 'check' }, 'Check'),
  );
  made.style.setProperty('--content', width);
  return made;
}

function rowsOf(groups: readonly string[]): string[][] {
  const inOneRow = groups.join('').length <= charactersInRow;
  const perRow = inOneRow ? groups.length : groupsInRow;
  return Array.from({ length: Math.ceil(groups.length / perRow) }, (_, at) => groups.slice(at * perRow, (at + 1) * perRow));
}

/** Boxes for colon hex: two for each byte, the colon printed between them; a single character has one box. */
function boxRows(length: number): Node[][] {
  if (length < 2) return [boxes(length)];
  const bytes = (length + 1) / 3;
  const perRow = boxesInRow / 2;
  return Array.from({ length: Math.ceil(bytes / perRow) }, (_, row) =>
    Array.from({ length: Math.min(perRow, bytes - row * perRow) }, (_, at) => {
      const last = row * perRow + at === bytes - 1;
      return element('span', { class: 'byte' }, ...boxes(2), last ? '' : ':');
    }),
  );
}

function boxes(count: number): HTMLElement[] {
  return Array.from({ length: count }, () => element('i', { class: 'box' }));
}
