import type { SheetModel } from '../../../../shared/models/sheet.ts';
import { element } from '../../page/element.ts';
import { type Block, blocksOf } from './blocks.ts';

/** More pages than this is a defect, not a sheet. */
const mostPages = 40;
/** A printer sets text a little wider than the screen: some room more than measured. */
const slackPixels = 6;

const banners: Readonly<Record<SheetModel['banner'], string>> = {
  SECRET: 'SECRET: for one custodian only',
  CIPHERTEXT: 'CIPHERTEXT: encrypted, of no use without its secret',
  'SECRET WHEN FILLED IN': 'SECRET WHEN FILLED IN: for one custodian only',
};

/** Lays out all copies as pages inside `place`, which must be in the document and have its paper size; gives the number of pages. */
export function paginate(place: HTMLElement, model: SheetModel, copies: number): number {
  place.replaceChildren();
  for (let copy = 1; copy <= copies; copy++) {
    const pages = layOut(place, model, blocksOf(model, copy, copies));
    for (const [at, { foot }] of pages.entries()) foot.append(footer(model, copy, copies, at + 1, pages.length));
  }
  return place.children.length;
}

interface Page {
  readonly body: HTMLElement;
  readonly foot: HTMLElement;
}

function layOut(place: HTMLElement, model: SheetModel, blocks: readonly Block[]): Page[] {
  const pages: Page[] = [newPage(place, model)];
  for (const { node, head } of groupsOf(blocks)) {
    const { body } = pages.at(-1) as Page;
    body.append(...node);
    if (contentHeight(body) <= body.clientHeight - slackPixels || body.childElementCount === node.length) continue;
    if (pages.length === mostPages) throw new Error('the sheet has no end');
    pages.push(newPage(place, model));
    (pages.at(-1) as Page).body.append(continued(model), ...(head ? [head()] : []), ...node);
  }
  return pages;
}

/** scrollHeight is never below clientHeight: what counts is where the last block ends. */
function contentHeight(body: HTMLElement): number {
  const last = body.lastElementChild?.getBoundingClientRect().bottom ?? 0;
  return last - body.getBoundingClientRect().top;
}

/** What a page that came loose belongs to. */
function continued({ title, sheetId }: SheetModel): HTMLElement {
  return element('p', { class: 'continued' }, element('b', {}, title), ` sheet ${sheetId}, continued`);
}

interface Group {
  readonly node: HTMLElement[];
  readonly head: Block['head'];
}

/** Blocks with those they must not be parted from. */
function groupsOf(blocks: readonly Block[]): Group[] {
  const groups: Group[] = [];
  let joined = false;
  for (const { node, withNext, head } of blocks) {
    if (joined) groups.at(-1)?.node.push(node);
    else groups.push({ node: [node], head });
    joined = withNext === true;
  }
  return groups;
}

function newPage(place: HTMLElement, model: SheetModel): Page {
  const body = element('div', { class: 'body' });
  const foot = element('footer');
  const practice = model.practice ? [element('div', { class: 'watermark', 'aria-hidden': 'true' }, 'REHEARSAL')] : [];
  const rehearsal = model.practice ? [element('span', { class: 'rehearsal-mark' }, 'REHEARSAL: not for real keys')] : [];
  const banner = element(
    'header',
    { class: model.banner === 'CIPHERTEXT' ? 'banner ciphertext' : 'banner secret' },
    element('span', {}, banners[model.banner]),
    ...rehearsal,
  );
  place.append(element('section', { class: 'paper' }, ...practice, banner, body, foot));
  return { body, foot };
}

function footer({ sheetId, kind }: SheetModel, copy: number, copies: number, page: number, pages: number): HTMLElement {
  const name = kind === 'blank-share' ? 'Blank form' : `Sheet ${sheetId}, copy ${copy} of ${copies}`;
  return element(
    'div',
    {},
    element('span', {}, 'Conclave, format HSMP1'),
    element('span', {}, name),
    element('span', {}, `page ${page} of ${pages}`),
  );
}
