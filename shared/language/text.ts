import { messageParts, type Value } from './message.ts';

/** A language of the interface: texts by their English ones. English itself has none. */
export interface Language {
  /** BCP 47. */
  readonly tag: string;
  readonly texts: Readonly<Record<string, string>>;
}

declare global {
  /** In pages: put there by surroundings.js, which main gives out, before any other script runs. */
  var conclaveLanguage: Language | undefined;
}

let spoken: Language = globalThis.conclaveLanguage ?? { tag: 'en', texts: {} };

/** Once, before any text is made. */
export function speak(language: Language): void {
  spoken = language;
}

export const languageTag = (): string => spoken.tag;

/** Texts in one: `1, 2 and 3`, or with `or`, as the language joins them. */
export function listed(texts: readonly string[], type: 'conjunction' | 'disjunction' = 'conjunction'): string {
  // British English: no comma before the last one.
  return new Intl.ListFormat(spoken.tag === 'en' ? 'en-GB' : spoken.tag, { type }).format(texts);
}

/**
 * A text of the interface in the language that is spoken: `t('{n, plural, one {# key} other {# keys}}', { n: 2 })`.
 * The English text is written out where it is used, so that what is on the screen is found in the source; a test finds
 * those that have no translation. Never for what a program reads: names in files, identifiers, hashes, commands.
 */
export function t(english: string, values: Readonly<Record<string, Value>> = {}): string {
  return tParts(english, values).join('');
}

/** The same in pieces, where a value is a piece of the page and not text. */
export function tParts<V>(english: string, values: Readonly<Record<string, V | Value>>): (V | Value)[] {
  return messageParts(spoken.texts[english] ?? english, values, spoken.tag);
}
