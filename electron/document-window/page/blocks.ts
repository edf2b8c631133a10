import { linesOfText, visible } from '../../../shared/documents/visible-text.ts';
import { t } from '../../../shared/language/text.ts';
import type {
  DocumentCell,
  DocumentMark,
  DocumentModel,
  DocumentPart,
  DocumentTable,
  SignatureBlock,
} from '../../../shared/models/document.ts';
import { element } from '../../secret-window/page/element.ts';
import type { Block } from '../../secret-window/sheet/page/pages.ts';
import { qrViews } from '../../secret-window/sheet/page/qr-view.ts';
import { sign } from './sign.ts';

/** Signature blocks that are kept together: more than this many would not fit onto one page. */
const signaturesTogether = 8;

/** The pieces of a document in their order. */
export function blocksOf({ title, subtitle, parts }: DocumentModel): Block[] {
  const about = subtitle === undefined ? [] : [element('p', { class: 'subtitle' }, visible(subtitle))];
  const masthead = element('div', { class: 'masthead' }, element('h1', {}, visible(title)), ...about);
  const blocks: Block[] = [{ node: masthead, withNext: parts.length > 0 && parts[0]?.kind !== 'new page' }];
  let onNewPage = false;
  for (const part of parts) {
    const [first, ...others] = part.kind === 'new page' ? [] : blocksOfPart(part);
    if (first) blocks.push(onNewPage ? { ...first, onNewPage } : first, ...others);
    onNewPage = part.kind === 'new page';
  }
  return blocks;
}

function blocksOfPart(part: Exclude<DocumentPart, { kind: 'new page' }>): Block[] {
  switch (part.kind) {
    case 'heading':
      return [{ node: element(part.level === 2 ? 'h3' : 'h2', {}, visible(part.text)), withNext: true }];
    case 'paragraph':
      return linesOfText(part.text).map((line) =>
        textBlock(visible(line), (shown, half) => element('p', { class: `text ${half}` }, shown)),
      );
    case 'statement':
      return [textBlock(visible(part.text), (shown, half) => statement(part.mark, shown, half))];
    case 'facts':
      return part.facts.map(({ term, value, digits }) =>
        textBlock(visible(value), (shown) =>
          element(
            'div',
            { class: value === '' ? 'fact by-hand' : 'fact' },
            element('span', { class: 'term' }, visible(term)),
            element('span', { class: digits ? 'value digits' : 'value' }, shown),
          ),
        ),
      );
    case 'list':
      return part.items.map((item, at) =>
        textBlock(visible(item), (shown, half) =>
          element(
            'div',
            { class: 'item' },
            element('span', { class: 'count' }, half === 'second-half' ? '' : part.ordered ? `${at + 1}.` : '•'),
            element('span', { class: 'words' }, shown),
          ),
        ),
      );
    case 'table':
      return tableBlocks(part);
    case 'code':
      return [{ node: code(part.caption, part.text) }];
    case 'signatures':
      return inEights(part.blocks).map((blocks) => ({ node: element('div', { class: 'signatures' }, ...blocks.map(signature)) }));
  }
}

type Half = '' | 'first-half' | 'second-half';

/** A block that can be parted between words when it is higher than a page. */
function textBlock(text: string, draw: (text: string, half: Half) => HTMLElement, half: Half = ''): Block {
  return {
    node: draw(text, half),
    halves: () => {
      const parts = inTwo(text);
      return parts && [textBlock(parts[0], draw, 'first-half'), textBlock(parts[1], draw, 'second-half')];
    },
  };
}

/** About the middle, at a space where there is one near; undefined where the text is too short to help. */
function inTwo(text: string): [string, string] | undefined {
  if (text.length < 40) return undefined;
  const middle = Math.floor(text.length / 2);
  const space = text.lastIndexOf(' ', middle);
  const at = space > middle - 40 && space > 0 ? space : middle;
  return [text.slice(0, at), text.slice(at).trimStart()];
}

function statement(mark: DocumentMark | undefined, text: string, half: Half): HTMLElement {
  const signs = mark && half !== 'second-half' ? [sign(mark)] : [];
  return element('div', { class: `statement ${mark ?? ''}` }, ...signs, element('span', {}, text));
}

function tableBlocks(table: DocumentTable): Block[] {
  const head = () =>
    row(
      table,
      table.columns.map(({ title }) => title),
      'head',
    );
  const rows = table.rows.map((cells) => ({ ...rowBlock(table, cells), head }));
  const blocks = [{ node: head(), withNext: rows.length > 0 }, ...rows];
  // A margin, not a block: an empty block could begin a page of its own.
  blocks.at(-1)?.node.classList.add('last-row');
  return blocks;
}

function rowBlock(table: DocumentTable, cells: readonly DocumentCell[], half: Half = ''): Block {
  return {
    node: row(table, cells, `${table.byHand ? 'by-hand' : ''} ${half}`),
    halves: () => {
      const parts = cells.map((cell) => [cell, inTwo(typeof cell === 'string' ? cell : cell.text)] as const);
      if (parts.every(([, two]) => two === undefined)) return undefined;
      const first = parts.map(([cell, two]) => (two ? withText(cell, two[0]) : cell));
      const second = parts.map(([, two]) => two?.[1] ?? '');
      return [rowBlock(table, first, 'first-half'), rowBlock(table, second, 'second-half')];
    },
  };
}

const withText = (cell: DocumentCell, text: string): DocumentCell => (typeof cell === 'string' ? text : { ...cell, text });

function row({ columns }: DocumentTable, cells: readonly DocumentCell[], kind: string): HTMLElement {
  const drawn = cells.map((cell, at) => {
    const digits = kind !== 'head' && columns[at]?.digits ? 'digits' : undefined;
    if (typeof cell === 'string') return element('span', { class: digits }, visible(cell));
    return element('span', { class: `marked ${cell.mark}` }, sign(cell.mark), element('span', {}, visible(cell.text)));
  });
  const made = element('div', { class: `table-row ${kind}` }, ...drawn);
  made.style.setProperty('--columns', columns.map(({ width }) => `minmax(0, ${width}fr)`).join(' '));
  return made;
}

function code(caption: string, text: string): HTMLElement {
  const words = element('div', {}, element('p', {}, visible(caption)), element('p', { class: 'digits' }, visible(text)));
  return element('div', { class: 'with-code' }, ...qrViews([{ text, level: 'M', caption: '' }]), words);
}

function signature({ role, name, meaning }: SignatureBlock): HTMLElement {
  const place = element(
    'div',
    { class: 'place' },
    element('span', {}, name ? t('Signature') : t('Name, signature')),
    element('span', {}, t('Date, time')),
  );
  const named = name ? [element('div', { class: 'name' }, visible(name))] : [];
  const meant = meaning === undefined ? [] : [element('div', { class: 'meaning' }, visible(meaning))];
  return element('div', { class: 'signature' }, element('div', { class: 'role' }, visible(role)), ...named, ...meant, place);
}

function inEights(blocks: readonly SignatureBlock[]): SignatureBlock[][] {
  return Array.from({ length: Math.ceil(blocks.length / signaturesTogether) }, (_, at) =>
    blocks.slice(at * signaturesTogether, (at + 1) * signaturesTogether),
  );
}
