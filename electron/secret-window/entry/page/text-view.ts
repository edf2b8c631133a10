import { t } from '../../../../shared/language/text.ts';
import { element } from '../../page/element.ts';
import type { EntryBridge, EntryPage } from '../messages.ts';
import { AloneView } from './alone.ts';
import { type Frame, header, kept } from './frame.ts';

type TextPage = Extract<EntryPage, { kind: 'text' }>;

/** A text that was combined, for one pair of eyes. There is no way to copy it out of here but by hand. */
export function textView(bridge: EntryBridge, frame: Frame, { title, device, rehearsal }: TextPage, root: HTMLElement): void {
  const alone = new AloneView(
    { before: t('The text is shown to one person, who needs it now. Everybody else looks away.'), again: t('Show the text') },
    async () => {
      const answer = await bridge.call('show-text', null);
      if (!answer.ok) return undefined;
      const text = new TextDecoder().decode(answer.value);
      answer.value.fill(0);
      return kept(element('pre', { class: 'combined', tabindex: '0', 'aria-label': t('The text') }, text));
    },
    () => undefined,
  );
  frame.body.append(alone.node);
  frame.ok.textContent = t('Done');
  frame.cancel.hidden = true;
  frame.form.addEventListener('submit', (event) => {
    event.preventDefault();
    alone.hide(t('Hidden.'));
    void bridge.call('done', null);
  });
  const concerned = device === undefined ? [] : [element('p', { class: 'device' }, device)];
  root.replaceChildren(...header(title, rehearsal, ...concerned), frame.form);
  alone.focus();
}
