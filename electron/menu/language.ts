import { app, dialog, type MenuItemConstructorOptions } from 'electron';
import { languageTag, t } from '../../shared/language/text.ts';
import { type LanguageTag, languages } from '../language.ts';
import { keepPreferences } from '../preferences.ts';

/** Texts are made all over the app as it starts; so another language is one for the next start. */
export function languageItems(): MenuItemConstructorOptions[] {
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
