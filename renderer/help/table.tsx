import type { DialogTable } from '../dialogs/dialog-request.ts';
import { AboutDialog } from './AboutDialog.tsx';
import { KeyboardDialog } from './KeyboardDialog.tsx';
import type { HelpDialog } from './requests.ts';
import { helpTitles } from './show-help.ts';
import { WordsDialog } from './WordsDialog.tsx';

export const helpDialogs: DialogTable<HelpDialog> = {
  words: { title: helpTitles.words, draw: ({ onScreen }) => <WordsDialog onScreen={onScreen} /> },
  keyboard: { title: helpTitles.keyboard, draw: () => <KeyboardDialog /> },
  about: { title: helpTitles.about, draw: () => <AboutDialog /> },
};
