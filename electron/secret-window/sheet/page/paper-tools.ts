import { t } from '../../../../shared/language/text.ts';
import type { PaperSize } from '../../../../shared/models/sheet.ts';
import { element } from '../../page/element.ts';
import { FailureView } from '../../page/outcome-view.ts';
import type { PrintAnswer, SaveAnswer } from '../messages.ts';

const sizes: readonly PaperSize[] = ['A4', 'Letter'];

/** What a window with paper in it asks of main. */
export interface PaperActions {
  readonly saves: readonly { readonly words: string; readonly save: (size: PaperSize) => Promise<SaveAnswer> }[];
  print(size: PaperSize): Promise<PrintAnswer>;
  confirm(): void;
  close(): void;
}

export interface PaperLook {
  readonly title: string;
  /** `Preview of the sheet` */
  readonly preview: string;
  readonly practice: boolean;
  readonly paper: PaperSize;
  /** Between the buttons and the paper. */
  readonly care: readonly HTMLElement[];
  /** Puts the pages into their place; gives what came out in words: `3 pages, 2 copies`. */
  readonly layOut: (papers: HTMLElement) => string;
}

/** The tools above a preview: paper size, saving, printing with the question whether all came out, closing. */
export class PaperTools {
  readonly #actions: PaperActions;
  readonly #look: PaperLook;
  readonly #size = element('select', { id: 'paper-size' }, ...sizes.map((name) => element('option', { value: name }, name)));
  readonly #print = element('button', { type: 'button', class: 'primary' }, t('Print…'));
  readonly #close = element('button', { type: 'button' }, t('Close'));
  readonly #saves: HTMLButtonElement[];
  readonly #status = element('div', { class: 'told', role: 'status' });
  readonly #failure = new FailureView();
  readonly #count = element('span', { class: 'count-words' });
  readonly #pageSize = new CSSStyleSheet();
  readonly #papers: HTMLElement;

  constructor(root: HTMLElement, look: PaperLook, actions: PaperActions) {
    this.#actions = actions;
    this.#look = look;
    this.#papers = element('div', { class: 'papers', tabindex: '0', role: 'region', 'aria-label': look.preview });
    this.#saves = actions.saves.map(({ words, save }) => {
      const button = element('button', { type: 'button' }, words);
      button.addEventListener('click', () => void this.#doSave(save));
      return button;
    });
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, this.#pageSize];
    document.title = look.title;
    this.#size.value = look.paper;
    this.#size.addEventListener('change', () => this.layOut());
    this.#print.addEventListener('click', () => void this.#doPrint());
    this.#close.addEventListener('click', () => actions.close());
    document.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && !this.#close.disabled) actions.close();
    });
    root.replaceChildren(this.#tools(), this.#papers);
  }

  /** Gives the number of pages. */
  layOut(): number {
    this.#pageSize.replaceSync(`@page { size: ${this.#chosen} portrait; margin: 0 }`);
    this.#papers.dataset['size'] = this.#chosen;
    this.#count.textContent = this.#look.layOut(this.#papers);
    return this.#papers.childElementCount;
  }

  focus(): void {
    this.#print.focus();
  }

  get #chosen(): PaperSize {
    return this.#size.value === 'Letter' ? 'Letter' : 'A4';
  }

  #tools(): HTMLElement {
    const { practice, title, care } = this.#look;
    const what = element('div', { class: 'what' }, element('h1', {}, title), this.#count);
    const label = element('label', { for: 'paper-size' }, t('Paper size'));
    return element(
      'div',
      { class: 'tools' },
      ...(practice ? [element('p', { class: 'rehearsal' }, t('REHEARSAL'))] : []),
      element('div', { class: 'controls' }, what, label, this.#size, ...this.#saves, this.#print, this.#close),
      ...care,
      this.#status,
      this.#failure.node,
    );
  }

  #tell(...told: (Node | string)[]): void {
    this.#status.replaceChildren(...told);
  }

  async #during(words: string, act: () => Promise<void>): Promise<void> {
    const controls = [this.#size, ...this.#saves, this.#print, this.#close];
    const focused = document.activeElement;
    this.#failure.clear();
    this.#tell(words);
    for (const control of controls) control.disabled = true;
    try {
      await act();
    } finally {
      for (const control of controls) control.disabled = false;
      // A button that was disabled lost the focus.
      if (document.activeElement === document.body && focused instanceof HTMLElement) focused.focus();
    }
  }

  #doPrint(): Promise<void> {
    return this.#during(t('Printing…'), async () => {
      const answer = await this.#actions.print(this.#chosen);
      this.#tell();
      if (answer.kind === 'failed') this.#failure.show(answer.failure);
      if (answer.kind !== 'sent') return;
      if (answer.warning) this.#failure.show(answer.warning);
      const yes = element('button', { type: 'button' }, t('Yes, all is there'));
      const no = element('button', { type: 'button' }, t('No'));
      yes.addEventListener('click', () => {
        this.#actions.confirm();
        this.#failure.clear();
        this.#tell(t('Printed.'));
        this.#close.focus();
      });
      no.addEventListener('click', () => {
        this.#tell(t('Not counted as printed. Destroy pages that came out incomplete.'));
        this.#print.focus();
      });
      this.#tell(
        element('p', {}, t('Look at the paper: did {count} come out, complete and readable?', { count: this.#count.textContent })),
        yes,
        no,
      );
      yes.focus();
    });
  }

  #doSave(save: (size: PaperSize) => Promise<SaveAnswer>): Promise<void> {
    return this.#during(t('Saving…'), async () => {
      const answer = await save(this.#chosen);
      this.#tell();
      if (answer.kind === 'failed') this.#failure.show(answer.failure);
      if (answer.kind !== 'saved') return;
      const hash = answer.sha256 === undefined ? [] : [element('p', { class: 'care' }, `SHA-256 ${answer.sha256}`)];
      this.#tell(element('p', {}, t('Saved and read back: {path}', { path: answer.path })), ...hash);
    });
  }
}
