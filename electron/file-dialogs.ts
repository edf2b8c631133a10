import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { app, type BrowserWindow, dialog } from 'electron';
import { refuse } from '../shared/failure.ts';
import { t } from '../shared/language/text.ts';
import type { FileKind, Person } from './ceremony/person.ts';

/** The system's own dialogs for opening and saving. They begin in the folder that was used last. */
export function fileDialogs(parent: () => BrowserWindow | undefined): Pick<Person, 'openFile' | 'openFolder' | 'saveFile'> {
  let folder: string | undefined;
  const begin = () => folder ?? app.getPath('documents');
  const filters = (kinds: readonly FileKind[]) => [
    ...kinds.map(({ name, extensions }) => ({ name, extensions: [...extensions] })),
    { name: t('All files'), extensions: ['*'] },
  ];

  return {
    async openFile(title, kinds) {
      const options = {
        title,
        defaultPath: begin(),
        filters: filters(kinds),
        properties: ['openFile' as const, 'dontAddToRecent' as const],
      };
      const window = parent();
      const { canceled, filePaths } = await (window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options));
      const [path] = filePaths;
      if (canceled || path === undefined) return refuse('cancelled');
      folder = dirname(path);
      return path;
    },

    async openFolder(title) {
      const options = {
        title,
        defaultPath: begin(),
        properties: ['openDirectory' as const, 'createDirectory' as const, 'dontAddToRecent' as const],
      };
      const window = parent();
      const { canceled, filePaths } = await (window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options));
      const [path] = filePaths;
      if (canceled || path === undefined) return refuse('cancelled');
      folder = path;
      return path;
    },

    async saveFile(title, suggestedName, kinds) {
      const options = {
        title,
        defaultPath: join(begin(), basename(suggestedName)),
        filters: filters(kinds),
        properties: ['createDirectory' as const, 'dontAddToRecent' as const],
      };
      const window = parent();
      const { canceled, filePath } = await (window ? dialog.showSaveDialog(window, options) : dialog.showSaveDialog(options));
      if (canceled || !filePath) return refuse('cancelled');
      folder = dirname(filePath);
      const overwrite = existsSync(filePath) && (await mayReplace(window, filePath));
      return { path: filePath, overwrite };
    },
  };
}

/** Linux dialogs ask about an existing file or not, as the desktop likes; so there we always ask ourselves. */
async function mayReplace(window: BrowserWindow | undefined, path: string): Promise<boolean> {
  if (process.platform !== 'linux') return true; // the system has asked
  const question = {
    type: 'warning' as const,
    message: t('Replace {name}?', { name: basename(path) }),
    detail: t('The file is already in {folder}. Replacing it destroys what it holds now.', { folder: dirname(path) }),
    buttons: [t('Keep it'), t('Replace')],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  };
  const { response } = await (window ? dialog.showMessageBox(window, question) : dialog.showMessageBox(question));
  return response === 1 ? true : refuse('cancelled');
}
