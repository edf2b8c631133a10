import { element } from '../../page/element.ts';

export interface LineEntryOptions {
  readonly label: string;
  readonly id: string;
  /** Label of the field for the check digits, where there is one. */
  readonly check?: string;
  /** Shown before the field: `1`. */
  readonly number?: string;
  /** Characters that fit, for the width of the field. */
  readonly size: number;
  /** Characters in a group: typed text is set apart so, to be compared with the paper. 0: as typed. */
  readonly group: number;
  /** Rows, where there are more than one. */
  readonly rows?: number;
  /** Enter begins no new row: the rows are those of the paper. */
  readonly oneLine?: boolean;
}

export type Tone = 'hint' | 'wrong' | 'fine';

/** One line of a sheet: its content, its check digits beside it, and what is said about it. */
export class LineEntry {
  readonly node: HTMLElement;
  readonly input: HTMLInputElement | HTMLTextAreaElement;
  readonly check: HTMLInputElement | undefined;
  /** Below the line, for suggestions. */
  readonly extra = element('div', { class: 'extra', hidden: '' });
  readonly #group: number;
  readonly #count = element('span', { class: 'count' });
  readonly #verdict = element('span', { class: 'verdict', role: 'status' });

  constructor({ label, id, check, number, size, group, rows, oneLine }: LineEntryOptions, changed: () => void) {
    this.#group = group;
    const shared = {
      id,
      class: 'code',
      autocomplete: 'off',
      autocapitalize: 'off',
      spellcheck: 'false',
      'aria-describedby': `${id}-message`,
    };
    this.input = rows
      ? element('textarea', { ...shared, rows: String(rows), cols: String(size) })
      : element('input', { ...shared, type: 'text', size: String(size) });
    if (oneLine) this.input.addEventListener('keydown', (event) => endsLine(event as KeyboardEvent));
    const labelNode = element('label', { for: id }, label);
    const cells: Node[] = [element('div', { class: 'cell content' }, labelNode, this.input)];
    if (number !== undefined) cells.unshift(element('span', { class: 'number', 'aria-hidden': 'true' }, number));
    if (check !== undefined) {
      this.check = element('input', { ...shared, id: `${id}-check`, type: 'text', size: '7', maxlength: '9' });
      cells.push(element('div', { class: 'cell check' }, element('label', { for: `${id}-check` }, check), this.check));
    }
    cells.push(element('p', { class: 'message', id: `${id}-message` }, this.#verdict, this.#count));
    this.node = element('div', { class: 'line' }, element('div', { class: 'cells' }, ...cells), this.extra);
    for (const field of [this.input, this.check]) {
      field?.addEventListener('input', (event) => {
        if (field === this.input) this.#setApart(event as InputEvent);
        changed();
      });
    }
    this.check?.addEventListener('keydown', (event) => {
      if (event.key !== 'Backspace' || this.check?.value !== '') return;
      event.preventDefault();
      this.input.focus();
    });
  }

  /** Content and check as typed, in one. */
  get typed(): string {
    return `${this.input.value} ${this.check?.value ?? ''}`.trim();
  }

  get empty(): boolean {
    return this.typed === '';
  }

  /** Fills both fields. */
  fill(content: string, check = ''): void {
    this.input.value = this.#group === 0 ? content : grouped(content, this.#group);
    if (this.check) this.check.value = check;
  }

  clear(): void {
    this.input.value = '';
    if (this.check) this.check.value = '';
    this.say('hint', '');
  }

  /** A verdict is spoken; a hint changes with every key and is only shown. */
  say(tone: Tone, words: string): void {
    this.node.dataset['tone'] = tone;
    const [verdict, count] = tone === 'hint' ? ['', words] : [words, ''];
    if (this.#verdict.textContent !== verdict) this.#verdict.textContent = verdict;
    if (this.#count.textContent !== count) this.#count.textContent = count;
    this.input.setAttribute('aria-invalid', String(tone === 'wrong'));
    this.check?.setAttribute('aria-invalid', String(tone === 'wrong'));
  }

  /** Sets typed text apart in groups while someone types at its end; never while something in the middle is corrected. */
  #setApart(event: InputEvent): void {
    const { value, selectionEnd } = this.input;
    if (this.#group === 0 || selectionEnd !== value.length || event.inputType?.startsWith('delete')) return;
    const apart = grouped(value, this.#group);
    if (apart !== value.trimEnd()) this.input.value = apart;
  }
}

/** As in a field of one row: Enter submits. */
function endsLine(event: KeyboardEvent): void {
  if (event.key !== 'Enter') return;
  event.preventDefault();
  (event.target as HTMLTextAreaElement).form?.requestSubmit();
}

export function grouped(text: string, group: number): string {
  return text.replace(/\s/g, '').replace(new RegExp(`(.{${group}})(?=.)`, 'g'), '$1 ');
}
