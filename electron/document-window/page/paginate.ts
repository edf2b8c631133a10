import { visible } from '../../../shared/documents/visible-text.ts';
import { t } from '../../../shared/language/text.ts';
import type { DocumentModel } from '../../../shared/models/document.ts';
import { element } from '../../secret-window/page/element.ts';
import { layOut, type Page } from '../../secret-window/sheet/page/pages.ts';
import { blocksOf } from './blocks.ts';

/** The minutes of a long day have dozens; more than this is a defect. */
const mostPages = 500;

/** Lays the document out as pages inside `place`, which must be in the document and have its paper size; gives the number of pages. */
export function paginate(place: HTMLElement, model: DocumentModel): number {
  place.replaceChildren();
  const paper = { newPage: () => newPage(place, model), continued: () => continued(model), mostPages };
  const pages = layOut(blocksOf(model), paper);
  for (const [at, { foot }] of pages.entries()) foot.append(footer(model, at + 1, pages.length));
  return pages.length;
}

/** What a page that came loose belongs to. */
function continued({ title, subtitle = '' }: DocumentModel): HTMLElement {
  return element('div', { class: 'running' }, element('span', {}, visible(title)), element('span', {}, visible(subtitle)));
}

function newPage(place: HTMLElement, { practice }: DocumentModel): Page {
  const body = element('div', { class: 'body' });
  const foot = element('footer');
  const marks = practice
    ? [
        element('div', { class: 'watermark', 'aria-hidden': 'true' }, t('REHEARSAL')),
        element('p', { class: 'practice' }, t('REHEARSAL: not for real keys')),
      ]
    : [];
  place.append(element('section', { class: 'paper document' }, ...marks, body, foot));
  return { body, foot };
}

function footer({ made }: DocumentModel, page: number, pages: number): HTMLElement {
  return element(
    'div',
    {},
    element('span', {}, 'Conclave'),
    element('span', {}, visible(made)),
    element('span', {}, t('page {page} of {pages}', { page, pages })),
  );
}
