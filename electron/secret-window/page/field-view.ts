import { t } from '../../../shared/language/text.ts';
import type { SecretField } from '../../../shared/models/secret-form.ts';
import { checkEntry, type EntryCheck } from '../check-entry.ts';
import { element } from './element.ts';

/** After this time a shown entry is hidden again by itself. */
const shownMs = 10_000;

/** One entry: label, input, the button that shows it for a while, and what is said about it. */
export class FieldView {
  readonly field: SecretField;
  readonly node: HTMLElement;
  readonly input: HTMLInputElement;
  readonly #message: HTMLElement;
  readonly #show: HTMLButtonElement;
  #hideTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(field: SecretField, onInput: () => void) {
    this.field = field;
    const id = `field-${field.name}`;
    this.input = element('input', {
      id,
      type: 'password',
      name: field.name,
      autocomplete: 'off',
      autocapitalize: 'off',
      spellcheck: 'false',
      required: field.minimum > 0 ? '' : undefined,
      'aria-describedby': `${id}-message`,
      class: field.kind === 'password' ? undefined : 'code',
    });
    this.#show = element(
      'button',
      {
        type: 'button',
        class: 'show',
        'aria-pressed': 'false',
        'aria-controls': id,
        'aria-label': t('Show {label}', { label: field.label }),
      },
      t('Show'),
    );
    this.#message = element('p', { id: `${id}-message`, class: 'message', 'aria-live': 'polite' }, field.hint);
    this.node = element(
      'div',
      { class: 'field' },
      element('label', { for: id }, field.label),
      element('div', { class: 'entry' }, this.input, this.#show),
      this.#message,
    );
    this.input.addEventListener('input', onInput);
    // An entry must not leave this window by the clipboard or the mouse, not even while it is shown.
    for (const leak of ['copy', 'cut', 'dragstart', 'contextmenu']) this.input.addEventListener(leak, (event) => event.preventDefault());
    this.#show.addEventListener('click', () => (this.input.type === 'password' ? this.show() : this.hide()));
  }

  check(repeated: FieldView | undefined): EntryCheck {
    const check = checkEntry(this.field, this.input.value, repeated && { field: repeated.field, text: repeated.input.value });
    if (this.#message.textContent !== check.message) this.#message.textContent = check.message;
    this.node.dataset['tone'] = check.tone;
    this.input.setAttribute('aria-invalid', String(check.tone === 'wrong'));
    return check;
  }

  show(): void {
    this.input.type = 'text';
    this.#show.textContent = t('Hide');
    this.#show.setAttribute('aria-pressed', 'true');
    clearTimeout(this.#hideTimer);
    this.#hideTimer = setTimeout(() => this.hide(), shownMs);
  }

  hide(): void {
    clearTimeout(this.#hideTimer);
    this.input.type = 'password';
    this.#show.textContent = t('Show');
    this.#show.setAttribute('aria-pressed', 'false');
  }

  /** Whether the entry can be shown at all: not while it is to be typed again from paper. */
  set showable(yes: boolean) {
    if (!yes) this.hide();
    this.#show.hidden = !yes;
  }

  /** The entry in UTF-8; the field is emptied. The string itself stays in the engine's memory until it is collected. */
  take(): Uint8Array {
    const bytes = new TextEncoder().encode(this.input.value);
    this.clear();
    return bytes;
  }

  clear(): void {
    this.hide();
    this.input.value = '';
  }
}
