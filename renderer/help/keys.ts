import { t } from '../../shared/language/text.ts';
import { type MenuChoice, viewNames } from '../../shared/models/menu-choice.ts';

/** What a key chooses in the whole window, or undefined. Control and Command are the same. */
export function choiceOf({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): MenuChoice | undefined {
  const isControl = (ctrlKey || metaKey) && !altKey;
  if (key === 'F1' && !isControl && !shiftKey) return { help: 'words' };
  // Where the slash needs Shift, as on German keyboards, it still is a slash.
  if (isControl && key === '/') return { help: 'keyboard' };
  const view = isControl && !shiftKey ? viewNames[Number(key) - 1] : undefined;
  return view && { view };
}

export interface KeyGroup {
  readonly title: string;
  readonly keys: readonly { readonly keys: readonly string[]; readonly does: string }[];
}

const [control, shift] = [t('Ctrl'), t('Shift')];

export const keyGroups: readonly KeyGroup[] = [
  {
    title: t('Everywhere'),
    keys: [
      { keys: ['F1'], does: t('says what the words on the screen mean') },
      { keys: [`${control} /`], does: t('shows this list') },
      { keys: [`${control} 1 – 5`], does: t('goes to a view, in the order of the tabs') },
      { keys: ['Tab', `${shift} Tab`], does: t('goes to the next or the previous place') },
      { keys: [t('Enter'), t('Space')], does: t('presses a button') },
      { keys: [`${control} +`, `${control} -`, `${control} 0`], does: t('makes everything larger, smaller, as usual') },
      { keys: ['F11'], does: t('fills the screen, and back') },
      { keys: ['Alt'], does: t('goes to the menu bar') },
    ],
  },
  {
    title: t('In the tree of devices'),
    keys: [
      { keys: ['↑', '↓'], does: t('goes to the next or the previous line') },
      { keys: ['→', '←'], does: t('opens and closes a branch') },
      { keys: [t('Home'), t('End')], does: t('goes to the first or the last line') },
      { keys: [t('letters')], does: t('goes to the line that begins so') },
      { keys: [t('Enter')], does: t('goes to the actions of the line') },
      { keys: [`${shift} F10`, t('Menu key')], does: t('opens the menu of the line') },
    ],
  },
  {
    title: t('In dialogs and windows'),
    keys: [
      { keys: ['Esc'], does: t('cancels: nothing is done. While a card is being changed it does nothing') },
      { keys: [t('Enter')], does: t('does what the main button says; never what destroys something') },
      { keys: ['↑', '↓'], does: t('changes a choice, or scrolls') },
    ],
  },
];
