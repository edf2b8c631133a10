import { t } from '../../../../shared/language/text.ts';
import type { LinePlace } from '../../../../shared/paper/line-code.ts';
import { suggestLine } from '../../../../shared/paper/suggest.ts';
import { element } from '../../page/element.ts';
import { grouped, type LineEntry } from './line-entry.ts';

const checkDigits = 6;

/** Below a wrong line: what would make it right, only when asked, and put into the fields only when accepted. */
export function offerSuggestion(entry: LineEntry, place: LinePlace, changed: () => void): void {
  const ask = element('button', { type: 'button', class: 'quiet' }, t('Suggest a correction'));
  ask.setAttribute('aria-label', t('Suggest a correction for line {number}', { number: place.number }));
  ask.addEventListener('click', () => entry.extra.replaceChildren(...answer(entry, place, changed)));
  entry.extra.replaceChildren(ask);
  entry.extra.hidden = false;
}

export function clearSuggestion(entry: LineEntry): void {
  entry.extra.hidden = true;
  entry.extra.replaceChildren();
}

function answer(entry: LineEntry, place: LinePlace, changed: () => void): Node[] {
  const suggestion = suggestLine(place, entry.typed);
  if (suggestion.kind === 'none')
    return [say(t('No single change makes this line right. Read it again from the paper, or use a second copy.'))];
  if (suggestion.kind === 'several')
    return [say(t('More than one change would make it right, so none can be suggested. Read the line again.'))];
  const { typed, position, change } = suggestion;
  const [content, check] = [typed.slice(0, -checkDigits), typed.slice(-checkDigits).toUpperCase()];
  const use = element('button', { type: 'button', class: 'quiet' }, t('Use it'));
  use.addEventListener('click', () => {
    entry.fill(content, check);
    changed();
    entry.input.focus();
  });
  return [
    say(whatDiffers(position, content.length, change === 'another character')),
    element('p', { class: 'suggested' }, ...marked(content, position, change), element('span', { class: 'check' }, check)),
    use,
  ];
}

function whatDiffers(position: number, contentLength: number, one: boolean): string {
  const inCheck = position - contentLength;
  if (inCheck > 0) {
    return one
      ? t('Only digit {position} of the check differs. Compare with the paper before you use it:', { position: inCheck })
      : t('Only digit {position} of the check and the next are exchanged. Compare with the paper before you use it:', {
          position: inCheck,
        });
  }
  return one
    ? t('Only character {position} differs. Compare with the paper before you use it:', { position })
    : t('Only character {position} and the next are exchanged. Compare with the paper before you use it:', { position });
}

/** The content in groups, with the changed characters marked. */
function marked(content: string, position: number, change: string): Node[] {
  const last = position + (change === 'swapped with the next' ? 1 : 0);
  return grouped(content, 4)
    .split(' ')
    .map((group, at) =>
      element(
        'span',
        {},
        ...[...group].map((character, within) => {
          const here = at * 4 + within + 1;
          return here >= position && here <= last ? element('mark', {}, character) : character;
        }),
      ),
    );
}

const say = (words: string) => element('p', { role: 'status' }, words);
