import type { MenuItemConstructorOptions } from 'electron';
import { t } from '../../shared/language/text.ts';
import type { MenuChoice } from '../../shared/models/menu-choice.ts';
import { keepPreferences } from '../preferences.ts';
import { applyScheme, chosenScheme, type Scheme, schemes, wantsHighContrast } from '../surroundings.ts';

const names: Readonly<Record<Scheme, string>> = { system: t('As the system'), light: t('Light'), dark: t('Dark') };

/** Light or dark, and high contrast: at once, and kept where that can be written. Windows for secrets take it up as they open. */
export function appearanceItems(choose: (choice: MenuChoice) => void): MenuItemConstructorOptions[] {
  const keep = (changed: Readonly<Record<string, unknown>>) => keepPreferences(changed).catch(() => undefined);
  return [
    {
      label: t('Appearance'),
      submenu: schemes.map((scheme) => ({
        label: names[scheme],
        type: 'radio',
        checked: scheme === chosenScheme(),
        click: () => void keep({ scheme }).then(applyScheme),
      })),
    },
    {
      label: t('High contrast'),
      type: 'checkbox',
      checked: wantsHighContrast(),
      click: ({ checked }) => {
        choose({ highContrast: checked });
        void keep({ highContrast: checked });
      },
    },
  ];
}
