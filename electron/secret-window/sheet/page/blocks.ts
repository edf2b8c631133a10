import { t } from '../../../../shared/language/text.ts';
import type { SheetFact, SheetModel } from '../../../../shared/models/sheet.ts';
import { element } from '../../page/element.ts';
import { lineHead, lineStyle, lineView } from './line-view.ts';
import type { Block } from './pages.ts';
import { qrViews } from './qr-view.ts';

/** The pieces of one copy, in their order. */
export function blocksOf(model: SheetModel, copy: number, copies: number): Block[] {
  const codes = qrViews(model.codes);
  const [only] = codes;
  const beside = codes.length === 1 ? only : undefined;
  const style = lineStyle(model.lines);
  const byHand = model.kind === 'blank-share';
  const head = () => lineHead(style, byHand);
  return [
    { node: titleBlock(model, copy, copies) },
    { node: element('p', { class: 'why' }, model.purpose) },
    {
      node: element(
        'div',
        { class: byHand ? 'top by-hand' : 'top' },
        factList(model.facts.filter(({ value }) => value === '' || value !== model.sheetId)),
        ...(beside ? [beside] : []),
      ),
    },
    { node: head(), withNext: true },
    ...model.lines.map((line) => ({ node: lineView(line, style), head })),
    ...(model.sha256 === undefined ? [] : [{ node: hashBlock(model.sha256) }]),
    ...(codes.length > 1 ? inThrees(codes) : []),
    { node: boxBlock(model.boxes) },
    ...steps(t('Restore with Conclave'), model.restoreWithApp),
    ...steps(t('Restore without Conclave, with stock tools alone'), model.restoreWithout),
    { node: glyphKey(model) },
  ];
}

/** The ID stands large at the top, and with it the copy; a blank form is numbered by hand. */
function titleBlock({ title, sheetId }: SheetModel, copy: number, copies: number): HTMLElement {
  const id = element(
    'div',
    { class: 'which' },
    element('span', {}, t('Sheet ID')),
    element('b', {}, sheetId),
    element('span', {}, t('copy {copy} of {copies}', { copy, copies })),
  );
  return element('div', { class: 'title' }, element('h1', {}, title), ...(sheetId === '' ? [] : [id]));
}

function factList(facts: readonly SheetFact[]): HTMLElement {
  const pairs = facts.flatMap(({ term, value }) => [
    element('dt', {}, term),
    element('dd', { class: value === '' ? 'write' : /^[0-9A-Fa-f]{4}( [0-9A-Fa-f]{2,4})+$/.test(value) ? 'digits' : undefined }, value),
  ]);
  return element('dl', {}, ...pairs);
}

function hashBlock(sha256: string): HTMLElement {
  const groups = sha256.split(' ');
  const half = (from: number) => element('span', {}, groups.slice(from, from + 8).join(' '));
  return element(
    'div',
    { class: 'hash' },
    element('span', { class: 'term' }, t('SHA-256 of the file')),
    element('span', { class: 'digits' }, half(0), half(8)),
  );
}

function inThrees(codes: readonly HTMLElement[]): Block[] {
  return Array.from({ length: Math.ceil(codes.length / 3) }, (_, row) => ({
    node: element('div', { class: 'codes' }, ...codes.slice(row * 3, row * 3 + 3)),
  }));
}

function boxBlock(labels: readonly string[]): HTMLElement {
  return element('div', { class: 'boxes' }, ...labels.map((label) => element('div', {}, label)));
}

function steps(heading: string, texts: readonly string[]): Block[] {
  const rows = texts.map((text, at) => ({
    node: element('div', { class: 'step' }, element('span', { class: 'count' }, `${at + 1}`), element('p', {}, ...marked(text))),
  }));
  return [{ node: element('h2', {}, heading), withNext: true }, ...rows];
}

/** `code` between backticks and **names of buttons** between asterisks. */
function marked(text: string): (Node | string)[] {
  return text.split(/(`[^`]+`|\*\*[^*]+\*\*)/).map((part) => {
    if (part.startsWith('`')) return element('code', {}, part.slice(1, -1));
    return part.startsWith('**') ? element('b', {}, part.slice(2, -2)) : part;
  });
}

const lookalikes: readonly (readonly [sign: string, name: string][])[] = [
  [
    ['0', t('zero')],
    ['O', t('capital o')],
  ],
  [
    ['1', t('one')],
    ['l', t('small L')],
    ['I', t('capital i')],
  ],
  [
    ['5', t('five')],
    ['S', t('capital s')],
  ],
  [
    ['8', t('eight')],
    ['B', t('capital b')],
  ],
];

function glyphKey({ kind }: SheetModel): HTMLElement {
  const base64 = kind === 'share-file' || kind === 'wrapped-key';
  const pairs = lookalikes.map((group) =>
    element('span', { class: 'pair' }, ...group.flatMap(([sign, name]) => [element('b', {}, sign), `${name} `])),
  );
  const rule = base64
    ? t('Lines hold standard base64: A-Z a-z 0-9 + / and = at the very end. Capitals and small letters differ.')
    : t('Lines hold only the digits 0-9 and the letters a-f.');
  return element(
    'div',
    { class: 'glyphs' },
    element('p', {}, t('Characters:'), ' ', ...pairs),
    element(
      'p',
      {},
      rule,
      ' ',
      t(
        'A check has only 0-9 and A-F: it is the CRC-24 of OpenPGP (RFC 4880, 6.1) over the ASCII text “sheet ID|line number|content” without the gaps.',
      ),
    ),
  );
}
