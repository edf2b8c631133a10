import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { app, dialog } from 'electron';
import { type Failure, failure } from '../shared/failure.ts';
import { t } from '../shared/language/text.ts';
import type { PlainFiles } from './files/hash-list.ts';
import { type OwnPackage, ownPackage } from './own-package.ts';

/** The package this app runs from; undefined in a working folder. Call once. */
export function installedPackage(): OwnPackage | undefined {
  if (!app.isPackaged) return undefined;
  const folder = process.platform === 'darwin' ? process.resourcesPath : dirname(process.execPath);
  return ownPackage(folder, createRequire(import.meta.url)('original-fs') as PlainFiles);
}

/** Native modules run with all our rights: where one is not the package's, says so in a box and on the terminal, and gives false. */
export async function mayLoadNativeModules(installed: OwnPackage): Promise<boolean> {
  const changed = await installed.changedNativeModules();
  if (changed?.length === 0) return true;
  const { what, meaning, next }: Failure = changed
    ? failure('package-changed', { files: changed.join(', ') })
    : failure('package-without-list');
  process.stderr.write(`conclave: ${what} ${meaning} ${next}\n`);
  dialog.showErrorBox(t('Conclave does not start'), `${what}\n\n${meaning}\n\n${next}`);
  return false;
}
