import { t } from '../../../../shared/language/text.ts';
import type { SheetModel } from '../../../../shared/models/sheet.ts';
import { element } from '../../page/element.ts';
import { blocksOf } from './blocks.ts';
import { layOut, type Page } from './pages.ts';

/** More pages than this is a defect, not a sheet. */
const mostPages = 40;

const banners: Readonly<Record<SheetModel['banner'], string>> = {
  SECRET: t('SECRET: for one custodian only'),
  CIPHERTEXT: t('CIPHERTEXT: encrypted, of no use without its secret'),
  'SECRET WHEN FILLED IN': t('SECRET WHEN FILLED IN: for one custodian only'),
};

/** Lays out all copies as pages inside `place`, which must be in the document and have its paper size; gives the number of pages. */
export function paginate(place: HTMLElement, model: SheetModel, copies: number): number {
  place.replaceChildren();
  for (let copy = 1; copy <= copies; copy++) {
    const paper = { newPage: () => newPage(place, model), continued: () => continued(model), mostPages };
    const pages = layOut(blocksOf(model, copy, copies), paper);
    for (const [at, { foot }] of pages.entries()) foot.append(footer(model, copy, copies, at + 1, pages.length));
  }
  return place.children.length;
}

/** What a page that came loose belongs to. */
function continued({ title, sheetId }: SheetModel): HTMLElement {
  return element('p', { class: 'continued' }, element('b', {}, title), ' ', t('sheet {sheetId}, continued', { sheetId }));
}

function newPage(place: HTMLElement, model: SheetModel): Page {
  const body = element('div', { class: 'body' });
  const foot = element('footer');
  const practice = model.practice ? [element('div', { class: 'watermark', 'aria-hidden': 'true' }, t('REHEARSAL'))] : [];
  const rehearsal = model.practice ? [element('span', { class: 'rehearsal-mark' }, t('REHEARSAL: not for real keys'))] : [];
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
  const name = kind === 'blank-share' ? t('Blank form') : t('Sheet {sheetId}, copy {copy} of {copies}', { sheetId, copy, copies });
  return element(
    'div',
    {},
    element('span', {}, t('Conclave, format HSMP1')),
    element('span', {}, name),
    element('span', {}, t('page {page} of {pages}', { page, pages })),
  );
}
