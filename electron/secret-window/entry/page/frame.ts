import { t } from '../../../../shared/language/text.ts';
import { element } from '../../page/element.ts';
import { BusyView, FailureView } from '../../page/outcome-view.ts';
import type { EntryBridge, EntryCall, EntryCalls } from '../messages.ts';

/** What every entry page has: a form, its failures, work under way, and the way to main. */
export class Frame {
  readonly form = element('form', { novalidate: '' });
  /** What cannot be used while something runs. */
  readonly body = element('fieldset', { 'aria-labelledby': 'title' });
  readonly failure = new FailureView();
  readonly cancel = element('button', { type: 'button' }, t('Cancel'));
  readonly ok = element('button', { type: 'submit', class: 'primary' }, t('OK'));
  readonly #buttons = element('div', { class: 'buttons' }, this.cancel, this.ok);
  readonly #busy = new BusyView();
  readonly #bridge: EntryBridge;
  #running: { readonly words: string } | undefined;
  #cancellable = false;
  /** Called when something began or ended, to set what OK depends on. */
  whenChanged: () => void = () => undefined;

  constructor(bridge: EntryBridge) {
    this.#bridge = bridge;
    this.form.append(this.body, this.#busy.node, this.failure.node, this.#buttons);
    this.cancel.addEventListener('click', () => bridge.cancel());
    bridge.progress((progress) => {
      this.#cancellable = progress?.cancellable === true;
      if (this.#running) this.#busy.show(progress ?? { words: this.#running.words, cancellable: false });
      this.#update();
    });
  }

  get running(): boolean {
    return this.#running !== undefined;
  }

  /** Buttons of a page's own, between Cancel and OK. */
  set actions(buttons: readonly HTMLButtonElement[]) {
    this.cancel.after(...buttons);
  }

  /** Asks main. Gives the value, or undefined where it was refused: then the words are shown. `words`: what is said meanwhile. */
  async call<Name extends EntryCall>(
    name: Name,
    argument: EntryCalls[Name][0],
    words: string,
  ): Promise<{ readonly value: EntryCalls[Name][1] } | undefined> {
    if (this.#running) return undefined;
    this.#running = { words };
    this.failure.clear();
    this.#busy.show({ words, cancellable: false });
    this.#update();
    const answer = await this.#bridge.call(name, argument);
    this.#running = undefined;
    this.#busy.clear();
    this.#update();
    if (answer.ok) return { value: answer.value };
    // What the person gave up is nothing to talk about.
    if (answer.failure.code !== 'cancelled') this.failure.show(answer.failure);
    return undefined;
  }

  #update(): void {
    this.body.disabled = this.running;
    this.cancel.disabled = this.running && !this.#cancellable;
    this.whenChanged();
  }
}

/** Head of the page: banner, title, and what belongs below it. */
export function header(title: string, rehearsal: boolean, ...below: Node[]): Node[] {
  document.title = title;
  const banner = rehearsal ? [element('p', { class: 'rehearsal' }, t('REHEARSAL'))] : [];
  return [...banner, element('header', {}, element('h1', { id: 'title' }, title), ...below)];
}

/** The two ways to scan. */
export function scanButtons(scan: (from: 'camera' | 'file') => void): HTMLElement {
  const camera = element('button', { type: 'button', class: 'quiet' }, t('Scan with camera'));
  const file = element('button', { type: 'button', class: 'quiet' }, t('From image or PDF…'));
  camera.addEventListener('click', () => scan('camera'));
  file.addEventListener('click', () => scan('file'));
  return element('div', { class: 'scans' }, camera, file);
}

/** What is shown must not leave the window by the clipboard or the mouse. */
export function kept<Shown extends HTMLElement>(shown: Shown): Shown {
  for (const leak of ['copy', 'cut', 'dragstart', 'contextmenu']) shown.addEventListener(leak, (event) => event.preventDefault());
  return shown;
}
