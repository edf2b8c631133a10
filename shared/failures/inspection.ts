import { t } from '../language/text.ts';
import { untouched, words } from './words.ts';

/** Looking at files. */
export const inspectionFailures = {
  'inspection-nothing': (f: { path: string }) =>
    words(t('{path} holds no file.', f), `${t('There is nothing to look at.')} ${untouched}`, t('Choose another folder.')),
  'inspection-running': () =>
    words(t('Files are being looked at already.'), t('One inspection runs at a time.'), t('Wait until it is done, then start again.')),
  'inspection-no-path': () =>
    words(
      t('What was dropped is no file of this computer.'),
      t('It may come from inside another program, such as an archive or a mail. Nothing was read.'),
      t('Save it to a folder first, or use “Inspect file…”.'),
    ),
} as const;
