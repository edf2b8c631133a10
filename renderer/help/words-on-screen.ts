import type { Term } from './terms.ts';

/** The terms that a text uses, as whole words, in any case. A longer term does not hide a shorter one: both may need to be explained. */
export function termsIn(text: string, terms: readonly Term[]): Term[] {
  const screen = text.toLocaleLowerCase();
  return terms.filter(({ word }) => isWordOf(screen, word.toLocaleLowerCase()));
}

function isWordOf(text: string, word: string): boolean {
  const escaped = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  // Plurals and cases end with a few letters more, in all three languages.
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}\\p{L}{0,2}(?![\\p{L}\\p{N}])`, 'u').test(text);
}

/** What a person sees now: the dialog in front, else the whole window. */
export function textOnScreen(): string {
  const front = document.querySelector<HTMLElement>('[role=dialog], [role=alertdialog]');
  // biome-ignore lint/performance/useDomNodeTextContent: what is hidden is not on the screen, and words of two lines are not one
  return (front ?? document.body).innerText;
}
