import { t } from '../../../../shared/language/text.ts';
import { element } from '../../page/element.ts';
import type { Judged } from '../share-entries.ts';
import { SheetCopy } from './sheet-copy.ts';

/** A share of a text typed as it is printed: numbered lines with their checks, so that a wrong one is found at once. */
export class TextLines {
  readonly node: HTMLElement;
  readonly #lines: SheetCopy;
  readonly #toggle = element('button', { type: 'button', class: 'quiet' });
  readonly #sheetId: () => string | undefined;
  readonly #changed: () => void;
  #listener: (used: boolean) => void = () => undefined;
  #used = false;

  constructor(changed: () => void, sheetId: () => string | undefined) {
    this.#changed = changed;
    this.#sheetId = sheetId;
    this.#lines = new SheetCopy('text-share', false, changed, () => undefined);
    this.node = element('div', { class: 'text-lines' }, this.#lines.node, this.#toggle);
    this.#toggle.addEventListener('click', () => this.#use(!this.#used));
    this.#show();
  }

  get used(): boolean {
    return this.#used;
  }

  whenUsed(listener: (used: boolean) => void): void {
    this.#listener = listener;
  }

  /** The raw share, once all lines are right. */
  get share(): string {
    return this.#lines
      .judge(this.#sheetId())
      .map(({ verdict }) => (verdict.kind === 'ok' ? verdict.line : ''))
      .join('');
  }

  judge(): Judged {
    const states = this.#lines.judge(this.#sheetId());
    const used = this.#lines.entries.length - [...this.#lines.entries].reverse().findIndex((entry) => !entry.empty);
    const filled = this.#lines.empty ? [] : states.slice(0, used);
    return { complete: filled.length > 0 && filled.every(({ complete }) => complete), tone: 'hint', words: '' };
  }

  focus(): void {
    const states = this.#lines.judge(this.#sheetId());
    this.#lines.focus(
      Math.max(
        0,
        states.findIndex(({ complete }) => !complete),
      ),
    );
  }

  clear(): void {
    for (const entry of this.#lines.entries) entry.clear();
  }

  #use(used: boolean): void {
    this.#used = used;
    this.#show();
    this.#listener(used);
    this.#changed();
  }

  #show(): void {
    this.#lines.node.hidden = !this.#used;
    this.#toggle.textContent = this.#used ? t('Type it in one go instead') : t('Type it line by line, with checks');
  }
}
