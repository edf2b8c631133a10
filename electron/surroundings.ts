import { nativeTheme } from 'electron';
import { spokenLanguage } from './language.ts';
import { preferences } from './preferences.ts';

/** What a person chose for how pages look. `system`: as the desktop has it. */
export const schemes = ['system', 'light', 'dark'] as const;
export type Scheme = (typeof schemes)[number];

export const chosenScheme = (): Scheme => schemes.find((scheme) => scheme === preferences()['scheme']) ?? 'system';
export const wantsHighContrast = (): boolean => preferences()['highContrast'] === true;

/** Before the first window, and when the choice changes. */
export function applyScheme(): void {
  nativeTheme.themeSource = chosenScheme();
}

/** The first script of every page: what it must know before it draws anything, language and contrast. */
export const surroundingsScript = (): string =>
  [
    `globalThis.conclaveLanguage=${JSON.stringify(spokenLanguage())};`,
    `document.documentElement.lang=${JSON.stringify(spokenLanguage().tag)};`,
    'const more=matchMedia("(prefers-contrast: more)");',
    `let wanted=${wantsHighContrast()};`,
    'const mark=()=>{document.documentElement.dataset.contrast=wanted||more.matches?"more":"normal"};',
    'globalThis.conclaveContrast=(now)=>{wanted=now;mark()};',
    'mark();more.addEventListener("change",mark);\n',
  ].join('');
