import { t } from '../../../../shared/language/text.ts';
import { element } from '../../page/element.ts';
import type { SheetBridge, SheetJob } from '../messages.ts';
import { paginate } from './paginate.ts';
import { PaperTools } from './paper-tools.ts';

declare global {
  interface Window {
    readonly sheet: SheetBridge;
  }
}

/** The window's page: the sheet as it will be printed, and what can be done with it. Plain DOM, no code of others but the QR matrix. */
async function build(bridge: SheetBridge, { model, copies, paper }: SheetJob, root: HTMLElement): Promise<void> {
  const secret = model.banner === 'SECRET';
  const alone = element('input', { type: 'checkbox', id: 'alone' });
  const care = secret
    ? [
        element('label', { class: 'alone', for: 'alone' }, alone, element('span', {}, t('Only I can see the screen'))),
        element(
          'p',
          { class: 'care' },
          t('A PDF of this sheet is as secret as the paper: save it only where you will destroy it or seal it in.'),
        ),
      ]
    : [];
  const look = {
    title: model.sheetId === '' ? model.title : `${model.title} ${model.sheetId}`,
    preview: t('Preview of the sheet'),
    practice: model.practice,
    paper,
    care,
    layOut: (papers: HTMLElement) => {
      const pages = paginate(papers, model, copies);
      return copies > 1
        ? t('{pages, plural, one {# page} other {# pages}}, {copies} copies', { pages, copies })
        : t('{pages, plural, one {# page} other {# pages}}', { pages });
    },
  };
  const tools = new PaperTools(root, look, { ...bridge, saves: [{ words: t('Save as PDF…'), save: bridge.save }] });

  // What is printed is never covered: this holds for the screen alone.
  const cover = () => root.classList.toggle('covered', secret && !(alone.checked && document.hasFocus()));
  alone.addEventListener('change', cover);
  for (const event of ['focus', 'blur']) window.addEventListener(event, cover);
  // A share must not leave this window by the clipboard or the mouse.
  if (secret)
    for (const leak of ['copy', 'cut', 'dragstart', 'contextmenu']) document.addEventListener(leak, (event) => event.preventDefault());

  cover();
  await Promise.all(['400 12pt "Sheet Mono"', '400 9pt "Sheet Text"', '700 9pt "Sheet Text"'].map((font) => document.fonts.load(font)));
  bridge.laidOut(tools.layOut());
  tools.focus();
}

const root = document.getElementById('window');
if (root) {
  window.sheet
    .job()
    .then((job) => build(window.sheet, job, root))
    .catch(() => window.sheet.laidOut(null));
}
