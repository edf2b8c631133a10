import { languageTag } from './text.ts';

/** `A, B and C` in the language that is spoken. */
export function listed(names: readonly string[]): string {
  // Of the two English habits the one without a comma before "and".
  const tag = languageTag() === 'en' ? 'en-GB' : languageTag();
  return new Intl.ListFormat(tag, { type: 'conjunction' }).format(names);
}
