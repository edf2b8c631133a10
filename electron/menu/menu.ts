import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import { t } from '../../shared/language/text.ts';
import { type MenuChoice, viewNames } from '../../shared/models/menu-choice.ts';
import { viewTitles } from '../../shared/models/view-titles.ts';
import { appearanceItems } from './appearance.ts';
import { languageItems } from './language.ts';

/**
 * The application's own menu: without links, reload of foreign pages or anything that leads outside. `choose` tells the main
 * window, which listens to the keys itself: there they work wherever the focus is.
 */
export function setMenu(choose: (choice: MenuChoice) => void): void {
  const shown = (label: string, accelerator: string, choice: MenuChoice): MenuItemConstructorOptions => ({
    label,
    ...(accelerator === '' ? {} : { accelerator, registerAccelerator: false }),
    click: () => choose(choice),
  });
  const template: MenuItemConstructorOptions[] = [
    process.platform === 'darwin' ? { role: 'appMenu' } : { label: t('&File'), submenu: [{ role: 'quit', label: t('Quit') }] },
    {
      label: t('&Edit'),
      submenu: [
        { role: 'undo', label: t('Undo') },
        { role: 'redo', label: t('Redo') },
        { type: 'separator' },
        { role: 'cut', label: t('Cut') },
        { role: 'copy', label: t('Copy') },
        { role: 'paste', label: t('Paste') },
        { role: 'selectAll', label: t('Select All') },
      ],
    },
    {
      label: t('&View'),
      submenu: [
        ...viewNames.map((view, at) => shown(viewTitles[view], `CommandOrControl+${at + 1}`, { view })),
        { type: 'separator' },
        { role: 'resetZoom', label: t('Actual Size') },
        { role: 'zoomIn', label: t('Zoom In') },
        // The plus sign without Shift, where it shares its key with the equals sign.
        { role: 'zoomIn', accelerator: 'CommandOrControl+=', visible: false, acceleratorWorksWhenHidden: true },
        { role: 'zoomOut', label: t('Zoom Out') },
        { role: 'togglefullscreen', label: t('Full Screen') },
        { type: 'separator' },
        ...appearanceItems(choose),
        { label: t('Language'), submenu: languageItems() },
        ...(app.isPackaged ? [] : ([{ role: 'toggleDevTools' }] satisfies MenuItemConstructorOptions[])),
      ],
    },
    {
      label: t('&Window'),
      submenu: [
        { role: 'minimize', label: t('Minimize') },
        { role: 'close', label: t('Close Window') },
      ],
    },
    {
      label: t('&Help'),
      submenu: [
        shown(t('What the words mean'), 'F1', { help: 'words' }),
        shown(t('Keyboard'), 'CommandOrControl+/', { help: 'keyboard' }),
        { type: 'separator' },
        shown(t('Workstation…'), '', { help: 'workstation' }),
        shown(t('Diagnostics…'), '', { help: 'diagnostics' }),
        shown(t('About Conclave'), '', { help: 'about' }),
      ],
    },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
