import { t } from '../../../../shared/language/text.ts';
import { element } from '../../page/element.ts';

/** After this time without a key or the mouse, what is shown is hidden. */
export const idleMs = 60_000;
const warningMs = 15_000;

/**
 * Shows something only while one person is at the screen: after the tick, until another window comes to the front or
 * nobody has touched anything for a minute. Then it is taken out of the page, and a button fetches it again.
 */
export class AloneView {
  readonly node = element('section', { class: 'alone' });
  readonly #words: { readonly again: string };
  readonly #fetch: () => Promise<Node | undefined>;
  readonly #changed: (shown: boolean) => void;
  readonly #box = element('input', { type: 'checkbox', id: 'alone' });
  readonly #content = element('div', { class: 'alone-content' });
  readonly #left = element('p', { class: 'message left', role: 'status' });
  #shown = false;
  #touchedAt = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  /** `fetch` gets from main what is to be shown; `changed` is told when it is shown or hidden. */
  constructor(
    words: { readonly before: string; readonly again: string },
    fetch: () => Promise<Node | undefined>,
    changed: (shown: boolean) => void,
  ) {
    this.#words = words;
    this.#fetch = fetch;
    this.#changed = changed;
    this.#box.addEventListener('change', () => (this.#box.checked ? void this.show() : this.hide(t('Hidden.'))));
    const label = element(
      'label',
      { class: 'confirmation calm', for: 'alone' },
      this.#box,
      element('span', {}, t('Only I can see the screen')),
    );
    this.node.append(element('p', {}, words.before), label, this.#content);
    window.addEventListener('blur', () => this.hide(t('Hidden, because another window came to the front.')));
    document.addEventListener('visibilitychange', () => document.hidden && this.hide(t('Hidden, because the window was covered.')));
    for (const touch of ['keydown', 'pointermove', 'pointerdown', 'wheel']) {
      window.addEventListener(touch, () => this.#touch(), { passive: true });
    }
  }

  get shown(): boolean {
    return this.#shown;
  }

  /** Whether the person has said so. */
  get agreed(): boolean {
    return this.#box.checked;
  }

  focus(): void {
    this.#box.focus();
  }

  /** Takes it out of the page; `why` is said where it stood. */
  hide(why: string): void {
    if (!this.#shown) return;
    this.#shown = false;
    clearInterval(this.#timer);
    const again = element('button', { type: 'button' }, this.#words.again);
    again.addEventListener('click', () => void this.show());
    const offer = this.#box.checked ? [element('p', { role: 'status' }, why), again] : [];
    this.#content.replaceChildren(...offer);
    this.#changed(false);
  }

  async show(): Promise<void> {
    const content = await this.#fetch();
    // The window may have lost the front while main was asked.
    if (!content) return;
    this.#content.replaceChildren(content, this.#left);
    this.#shown = true;
    this.#touch();
    clearInterval(this.#timer);
    this.#timer = setInterval(() => this.#watchTime(), 1000);
    this.#changed(true);
    if (!document.hasFocus()) this.hide(t('Hidden, because another window came to the front.'));
  }

  #touch(): void {
    this.#touchedAt = Date.now();
    if (this.#left.textContent !== '') this.#left.textContent = '';
  }

  #watchTime(): void {
    const leftMs = idleMs - (Date.now() - this.#touchedAt);
    if (leftMs <= 0) this.hide(t('Hidden, because nobody had touched keyboard or mouse for a minute.'));
    else if (leftMs <= warningMs && this.#left.textContent === '')
      this.#left.textContent = t('This hides itself in a few seconds. Move the mouse to keep it.');
  }
}
