import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import { type Language, speak } from '../shared/language/text.ts';
import { preferences } from './preferences.ts';

/** The languages of the interface, each by its own name. */
export const languages = { en: 'English', de: 'Deutsch', fr: 'Français' } as const;
export type LanguageTag = keyof typeof languages;

const isOurs = (tag: unknown): tag is LanguageTag => typeof tag === 'string' && Object.hasOwn(languages, tag);

/** What the system speaks, as far as we speak it. */
function systemLanguage(): LanguageTag {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  const named = LC_ALL || LC_MESSAGES || LANG || (process.platform === 'linux' ? 'C' : Intl.DateTimeFormat().resolvedOptions().locale);
  const tag = named.slice(0, 2).toLowerCase();
  return isOurs(tag) ? tag : 'en';
}

let spoken: Language = { tag: 'en', texts: {} };

/**
 * Chooses the language of this run: the one asked for on the command line, else the one that was chosen in the menu, else the
 * system's. Everything that makes texts is loaded after this. `appFolder` holds the texts; without them it is English.
 */
export function chooseLanguage(asked: string, appFolder: string): void {
  const { language } = preferences();
  const tag = isOurs(asked) ? asked : isOurs(language) ? language : systemLanguage();
  if (tag === 'en') return;
  try {
    spoken = { tag, texts: JSON.parse(readFileSync(join(appFolder, 'languages', `${tag}.json`), 'utf8')) };
    speak(spoken);
    // The runtime's own words too: buttons of its boxes, fields for dates.
    app.commandLine.appendSwitch('lang', tag);
  } catch {
    process.stderr.write(`conclave: the texts for ${languages[tag]} cannot be read; it is English now\n`);
  }
}

/** With its texts, for pages. */
export const spokenLanguage = (): Language => spoken;
