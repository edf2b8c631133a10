import { t } from '../../shared/language/text.ts';
import type { HelpPage } from '../../shared/models/menu-choice.ts';
import type { Room } from '../store.ts';
import { textOnScreen } from './words-on-screen.ts';

export const helpTitles: Readonly<Record<HelpPage, string>> = {
  words: t('What the words mean'),
  keyboard: t('Keyboard'),
  workstation: t('Workstation…'),
  diagnostics: t('Diagnostics…'),
  about: t('About Conclave'),
};

export function showHelp(room: Room, page: HelpPage): void {
  if (page === 'words') showWords(room);
  else if (page === 'diagnostics') void diagnose(room);
  else room.open({ kind: page });
}

/** About what was on the screen before: asked for once more, it does not explain its own words. */
function showWords(room: Room): void {
  if (room.state.dialogs.some(({ request }) => request.kind === 'words')) return;
  room.open({ kind: 'words', onScreen: textOnScreen() });
}

/** A document to read first, and to save or print where one wants to. */
async function diagnose(room: Room): Promise<void> {
  const made = await room.operate(t('Diagnostics'), 'Conclave', 'application.diagnose', {});
  if (made) await room.operate(t('Diagnostics'), 'Conclave', 'document.show', made.value);
}
