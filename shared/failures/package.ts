import { t } from '../language/text.ts';
import { words } from './words.ts';

/** The package that the app was installed from. */
export const packageFailures = {
  'package-changed': (f: { files: string }) =>
    words(
      t('Files of Conclave are not those of its package: {files}.', f),
      t('They are damaged, from another version, or were exchanged. Conclave ends before it loads any of them; no device was touched.'),
      t(
        'Install the package again from a copy whose hash was compared; use this computer for no ceremony before it is known what happened.',
      ),
    ),
  'package-without-list': () =>
    words(
      t('This package of Conclave has no readable list of its files’ hashes.'),
      t('It is incomplete, so nobody can tell whether its files are the right ones. Conclave ends; no device was touched.'),
      t('Install the package again from a copy whose hash was compared.'),
    ),
};
