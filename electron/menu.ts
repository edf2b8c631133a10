import { app, dialog, Menu, type MenuItemConstructorOptions } from 'electron';
import { languageTag, t } from '../shared/language/text.ts';
import { type LanguageTag, languages } from './languages.ts';
import { keepPreferences } from './preferences.ts';

/** The application's own menu: without links, reload of foreign pages or anything that leads outside. */
export function setMenu(about: () => Promise<string>): void {
  const mac = process.platform === 'darwin';
  const template: MenuItemConstructorOptions[] = [
    mac ? { role: 'appMenu' } : { label: t('&File'), submenu: [{ role: 'quit' }] },
    {
      label: t('&Edit'),
      submenu: [
        { role: 'undo' },
        { role: 'redo' },
        { type: 'separator' },
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
      ],
    },
    {
      label: t('&View'),
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        // The plus sign without Shift, where it shares its key with the equals sign.
        { role: 'zoomIn', accelerator: 'CommandOrControl+=', visible: false, acceleratorWorksWhenHidden: true },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
        { type: 'separator' },
        { label: t('Language'), submenu: languageItems() },
        ...(app.isPackaged ? [] : ([{ role: 'toggleDevTools' }] satisfies MenuItemConstructorOptions[])),
      ],
    },
    { label: t('&Window'), submenu: [{ role: 'minimize' }, { role: 'close' }] },
    {
      label: t('&Help'),
      submenu: [
        {
          label: t('About Conclave'),
          click: () => void about().then((detail) => dialog.showMessageBox({ title: 'Conclave', message: 'Conclave', detail })),
        },
      ],
    },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

/** Texts are made all over the app as it starts; so another language is one for the next start. */
function languageItems(): MenuItemConstructorOptions[] {
  return Object.entries(languages).map(([tag, label]) => ({
    label,
    type: 'radio',
    checked: tag === languageTag(),
    click: () => void chooseNextLanguage(tag as LanguageTag),
  }));
}

async function chooseNextLanguage(language: LanguageTag): Promise<void> {
  const kept = await keepPreferences({ language }).then(
    () => true,
    () => false,
  );
  if (!kept) return void dialog.showMessageBox({ type: 'warning', message: t('The language could not be saved.') });
  if (language === languageTag()) return;
  const { response } = await dialog.showMessageBox({
    message: t('Conclave speaks {language} from its next start.', { language: languages[language] }),
    detail: t('A ceremony goes on where it stands, and devices have to be logged in again.'),
    buttons: [t('Later'), t('Start again now')],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  if (response !== 1) return;
  app.relaunch();
  app.quit();
}
