import { t } from '../../../../shared/language/text.ts';
import type { PrintedLine } from '../../../../shared/models/sheet.ts';
import { CHECK_LENGTH } from '../../../../shared/paper/crc24.ts';
import { element } from '../../page/element.ts';

/** Characters that fit beside number and check in 12 points on A4; longer lines take rows of half a line. */
const charactersInRow = 52;
const groupsInRow = 8;
/** Bytes written by hand in one row of boxes. */
const bytesInRow = 9;

/** How the lines of one sheet are set: the same for all, so that content and checks stand under each other. */
export interface LineStyle {
  /** Groups in a row. */
  readonly perRow: number;
  /** CSS width of the content. */
  readonly width: string;
}

export function lineStyle(lines: readonly PrintedLine[]): LineStyle {
  const longest = Math.max(0, ...lines.map(({ groups }) => groups.join('').length));
  const most = Math.max(1, ...lines.map(({ groups }) => groups.length));
  const perRow = longest <= charactersInRow ? most : groupsInRow;
  const rows = lines.flatMap(({ groups }) => rowsOf(groups, perRow));
  const widest = Math.max(0, ...rows.map((row) => row.join('').length));
  return { perRow, width: `calc(${widest}ch + ${perRow - 1} * var(--gap))` };
}

/** One line: number, content in groups, check. A long one takes several rows, the check stands at the end of the last. */
export function lineView(line: PrintedLine, style: LineStyle): HTMLElement {
  const { number, label, groups, check } = line;
  if (check === '') return lineByHand(line);
  const rows = rowsOf(groups, style.perRow).map((row) =>
    element('div', { class: 'row' }, ...row.map((group) => element('span', {}, group))),
  );
  return sized(
    style,
    element(
      'div',
      { class: 'line' },
      element('span', { class: 'number' }, number),
      element('div', { class: 'middle' }, ...labelled(label), element('div', { class: 'content' }, ...rows)),
      element('span', { class: 'check' }, check),
    ),
  );
}

export function lineHead(style: LineStyle, byHand: boolean): HTMLElement {
  const titles = [
    element('span', { class: 'number' }, t('Line')),
    element('span', { class: 'middle' }, t('Content')),
    element('span', { class: 'check' }, byHand ? '' : t('Check')),
  ];
  return sized(style, element('div', { class: 'line head' }, ...titles));
}

/** A line to be copied by hand: what is known is printed, the rest is boxes, the check in a row of its own. */
function lineByHand({ number, label, groups, length }: PrintedLine): HTMLElement {
  const rows = groups.length === 0 ? boxRows(length) : [groups.map((group) => element('span', { class: 'known' }, group))];
  return element(
    'div',
    { class: 'line by-hand' },
    element('span', { class: 'number' }, number),
    element('div', { class: 'middle' }, ...labelled(label), ...rows.map((row) => element('div', { class: 'row' }, ...row))),
    element('div', { class: 'check' }, ...labelled(t('Check')), element('div', { class: 'row' }, ...boxes(CHECK_LENGTH))),
  );
}

function sized({ width }: LineStyle, line: HTMLElement): HTMLElement {
  line.style.setProperty('--content', width);
  return line;
}

const labelled = (label: string | undefined) => (label === undefined ? [] : [element('span', { class: 'label' }, label)]);

function rowsOf(groups: readonly string[], perRow: number): string[][] {
  return Array.from({ length: Math.ceil(groups.length / perRow) }, (_, at) => groups.slice(at * perRow, (at + 1) * perRow));
}

/** Boxes for colon hex: two for each byte, the colon printed between them; a single character has one box. */
function boxRows(length: number): Node[][] {
  if (length < 2) return [boxes(length)];
  const bytes = (length + 1) / 3;
  return Array.from({ length: Math.ceil(bytes / bytesInRow) }, (_, row) =>
    Array.from({ length: Math.min(bytesInRow, bytes - row * bytesInRow) }, (_, at) => {
      const last = row * bytesInRow + at === bytes - 1;
      return element('span', { class: 'byte' }, ...boxes(2), last ? '' : ':');
    }),
  );
}

function boxes(count: number): HTMLElement[] {
  return Array.from({ length: count }, () => element('i', { class: 'box' }));
}
