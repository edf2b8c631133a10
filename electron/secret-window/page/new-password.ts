import { t } from '../../../shared/language/text.ts';
import type { SecretBridge } from '../messages.ts';
import { element } from './element.ts';
import type { FieldView } from './field-view.ts';

/** Below this the bar is red, above the second it is green. The words come from the estimate itself. */
const steps = [75, 112] as const;
const fullBarBits = 128;
const restMs = 120;

/** Beside a new password: its estimated strength, and a generated one that must be copied to paper and typed again. */
export class NewPassword {
  readonly #bridge: SecretBridge;
  readonly #field: FieldView;
  readonly #meter: HTMLElement;
  readonly #bar: HTMLElement;
  readonly #strength: HTMLElement;
  readonly #panel: HTMLElement;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #generated = '';

  /** `repeat`: where the generated password is typed again; once it is entered, the password is no longer shown. */
  constructor(bridge: SecretBridge, field: FieldView, repeat: FieldView | undefined, changed: () => void) {
    this.#bridge = bridge;
    this.#field = field;
    this.#bar = element('span', { class: 'bar' });
    this.#strength = element('p', { class: 'strength', 'aria-live': 'polite' });
    this.#meter = element(
      'div',
      { class: 'meter', hidden: '' },
      element('div', { class: 'track', 'aria-hidden': 'true' }, this.#bar),
      this.#strength,
    );
    const generate = element('button', { type: 'button', class: 'quiet generate' }, t('Use a generated password'));
    this.#panel = element('section', { class: 'generated', hidden: '', 'aria-label': t('Generated password') });
    field.node.append(this.#meter, generate, this.#panel);
    generate.addEventListener('click', () => void this.#generate(repeat, changed));
    repeat?.input.addEventListener('focus', () =>
      this.#conceal(t('Hidden now: type it from your paper. If you cannot read it, generate another.')),
    );
  }

  /** To be called when any entry has changed. */
  update(): void {
    const text = this.#field.input.value;
    if (this.#generated !== '' && text !== this.#generated) this.forget();
    clearTimeout(this.#timer);
    if (text === '') {
      this.#meter.hidden = true;
      return;
    }
    this.#timer = setTimeout(() => void this.#estimate(), restMs);
  }

  /** Another window came to the front: someone else may be looking. */
  cover(): void {
    if (this.#generated === '' || this.#panel.dataset['state'] !== 'shown') return;
    const again = element('button', { type: 'button', class: 'quiet' }, t('Show it again'));
    again.addEventListener('click', () => this.#reveal());
    this.#fill('covered', element('p', {}, t('Hidden while another window was in front.')), again);
  }

  forget(): void {
    this.#generated = '';
    this.#field.showable = true;
    this.#panel.hidden = true;
    this.#panel.replaceChildren();
  }

  async #estimate(): Promise<void> {
    const asked = this.#field.input.value;
    const { bits, words } = await this.#bridge.estimate(new TextEncoder().encode(asked));
    if (this.#field.input.value !== asked) return;
    this.#meter.hidden = false;
    this.#meter.dataset['level'] = bits < steps[0] ? 'low' : bits < steps[1] ? 'middle' : 'high';
    this.#bar.style.inlineSize = `${Math.min(100, (bits / fullBarBits) * 100)}%`;
    this.#strength.textContent = t('About {bits} bits: {words}', { bits: Math.floor(bits), words });
  }

  async #generate(repeat: FieldView | undefined, changed: () => void): Promise<void> {
    this.#generated = await this.#bridge.generate();
    this.#field.showable = false;
    this.#field.input.value = this.#generated;
    if (repeat) repeat.clear();
    this.#reveal();
    changed();
    this.#panel.focus();
  }

  #reveal(): void {
    const groups = this.#generated.match(/.{1,4}/g) ?? [];
    const shown = element('p', { class: 'groups' }, ...groups.map((group) => element('span', {}, group)));
    for (const leak of ['copy', 'cut', 'dragstart', 'contextmenu']) shown.addEventListener(leak, (event) => event.preventDefault());
    this.#fill(
      'shown',
      element(
        'p',
        {},
        t('Write these {length} characters on paper now. They are shown only here and only once.', { length: this.#generated.length }),
      ),
      shown,
      element('p', { class: 'message' }, t('The gaps are only for reading: type no spaces. Then repeat it below, from the paper.')),
    );
  }

  #conceal(words: string): void {
    if (this.#generated !== '') this.#fill('concealed', element('p', {}, words));
  }

  #fill(state: string, ...children: Node[]): void {
    this.#panel.hidden = false;
    this.#panel.tabIndex = -1;
    this.#panel.dataset['state'] = state;
    this.#panel.replaceChildren(...children);
  }
}
