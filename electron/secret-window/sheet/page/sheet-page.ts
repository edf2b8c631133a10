import type { Failure } from '../../../../shared/failure.ts';
import type { PaperSize } from '../../../../shared/models/sheet.ts';
import { element } from '../../page/element.ts';
import { FailureView } from '../../page/outcome-view.ts';
import type { SheetBridge, SheetJob } from '../messages.ts';
import { paginate } from './paginate.ts';

declare global {
  interface Window {
    readonly sheet: SheetBridge;
  }
}

const sizes: readonly PaperSize[] = ['A4', 'Letter'];

/** The window's page: the sheet as it will be printed, and what can be done with it. Plain DOM, no code of others but the QR matrix. */
async function build(bridge: SheetBridge, { model, copies, paper }: SheetJob, root: HTMLElement): Promise<void> {
  const secret = model.banner === 'SECRET';
  const size = element('select', { id: 'paper-size' }, ...sizes.map((name) => element('option', { value: name }, name)));
  const print = element('button', { type: 'button', class: 'primary' }, 'Print…');
  const save = element('button', { type: 'button' }, 'Save as PDF…');
  const close = element('button', { type: 'button' }, 'Close');
  const alone = element('input', { type: 'checkbox', id: 'alone' });
  const status = element('div', { class: 'told', role: 'status' });
  const failureView = new FailureView();
  const papers = element('div', { class: 'papers', tabindex: '0', role: 'region', 'aria-label': 'Preview of the sheet' });
  const pageSize = new CSSStyleSheet();
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, pageSize];
  const count = element('span', { class: 'count-words' });

  const chosen = (): PaperSize => (size.value === 'Letter' ? 'Letter' : 'A4');
  const layOut = (): number => {
    pageSize.replaceSync(`@page { size: ${chosen()} portrait; margin: 0 }`);
    papers.dataset['size'] = chosen();
    const pages = paginate(papers, model, copies);
    count.textContent = `${pages === 1 ? '1 page' : `${pages} pages`}${copies > 1 ? `, ${copies} copies` : ''}`;
    return pages;
  };
  const busy = (yes: boolean) => {
    for (const control of [size, print, save, close]) control.disabled = yes;
  };
  const tell = (...told: (Node | string)[]) => status.replaceChildren(...told);
  const fail = (failure: Failure) => failureView.show(failure);
  // What is printed is never covered: this holds for the screen alone.
  const cover = () => root.classList.toggle('covered', secret && !(alone.checked && document.hasFocus()));

  async function during(words: string, act: () => Promise<void>): Promise<void> {
    failureView.clear();
    tell(words);
    busy(true);
    try {
      await act();
    } finally {
      busy(false);
    }
  }

  const doPrint = () =>
    during('Printing…', async () => {
      const answer = await bridge.print(chosen());
      tell();
      if (answer.kind === 'failed') fail(answer.failure);
      if (answer.kind !== 'sent') return;
      if (answer.warning) fail(answer.warning);
      const yes = element('button', { type: 'button' }, 'Yes, all is there');
      const no = element('button', { type: 'button' }, 'No');
      yes.addEventListener('click', () => {
        bridge.confirm();
        failureView.clear();
        tell('Printed.');
        close.focus();
      });
      no.addEventListener('click', () => {
        tell('Not counted as printed. Destroy pages that came out incomplete.');
        print.focus();
      });
      tell(element('p', {}, `Look at the paper: did ${count.textContent} come out, complete and readable?`), yes, no);
      yes.focus();
    });
  const doSave = () =>
    during('Saving…', async () => {
      const answer = await bridge.save(chosen());
      tell();
      if (answer.kind === 'failed') fail(answer.failure);
      if (answer.kind === 'saved') tell(`Saved and read back: ${answer.path}`);
    });

  size.value = paper;
  size.addEventListener('change', layOut);
  print.addEventListener('click', () => void doPrint());
  save.addEventListener('click', () => void doSave());
  close.addEventListener('click', () => bridge.close());
  alone.addEventListener('change', cover);
  for (const event of ['focus', 'blur']) window.addEventListener(event, cover);
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !close.disabled) bridge.close();
  });
  // A share must not leave this window by the clipboard or the mouse.
  if (secret)
    for (const leak of ['copy', 'cut', 'dragstart', 'contextmenu']) document.addEventListener(leak, (event) => event.preventDefault());

  document.title = model.sheetId === '' ? model.title : `${model.title} ${model.sheetId}`;
  const banner = model.practice ? [element('p', { class: 'rehearsal' }, 'REHEARSAL')] : [];
  const care = secret
    ? [
        element('label', { class: 'alone', for: 'alone' }, alone, element('span', {}, 'Only I can see the screen')),
        element(
          'p',
          { class: 'care' },
          'A PDF of this sheet is as secret as the paper: save it only where you will destroy it or seal it in.',
        ),
      ]
    : [];
  root.replaceChildren(
    element(
      'div',
      { class: 'tools' },
      ...banner,
      element(
        'div',
        { class: 'controls' },
        element('div', { class: 'what' }, element('h1', {}, document.title), count),
        element('label', { for: 'paper-size' }, 'Paper size'),
        size,
        save,
        print,
        close,
      ),
      ...care,
      status,
      failureView.node,
    ),
    papers,
  );
  cover();
  await Promise.all(['400 12pt "Sheet Mono"', '400 9pt "Sheet Text"', '700 9pt "Sheet Text"'].map((font) => document.fonts.load(font)));
  bridge.laidOut(layOut());
  print.focus();
}

const root = document.getElementById('window');
if (root) {
  window.sheet
    .job()
    .then((job) => build(window.sheet, job, root))
    .catch(() => window.sheet.laidOut(null));
}
