import type { Failure } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { SecretProgress } from '../messages.ts';
import { element } from './element.ts';

/** Where a failure is told: what happened, what it means, what to do next. Spoken at once. */
export class FailureView {
  readonly node = element('div', { class: 'failure', role: 'alert', hidden: '' });

  show({ what, meaning, next }: Failure): void {
    this.node.replaceChildren(element('p', { class: 'what' }, what), element('p', {}, meaning), element('p', {}, next));
    this.node.hidden = false;
  }

  clear(): void {
    this.node.hidden = true;
    this.node.replaceChildren();
  }
}

/** What runs after OK, and how far it is. */
export class BusyView {
  readonly #words = element('p', { role: 'status' });
  readonly #bar = element('progress', { 'aria-label': t('Progress') });
  readonly node = element('div', { class: 'busy', hidden: '' }, this.#words, this.#bar);

  show(progress: SecretProgress | null, otherwise = t('The device is working…')): void {
    const words = progress?.words ?? otherwise;
    if (this.#words.textContent !== words) this.#words.textContent = words;
    if (progress?.fraction === undefined) this.#bar.removeAttribute('value');
    else this.#bar.value = progress.fraction;
    this.node.hidden = false;
  }

  clear(): void {
    this.node.hidden = true;
  }
}
