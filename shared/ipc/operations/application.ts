import { t } from '../../language/text.ts';
import type { AboutReport } from '../../models/about.ts';
import { nothing, operation } from '../operation.ts';

/** The app itself. */
export const applicationOperations = {
  /** Reads all files of the package, at the first time; a second or two. */
  'application.about': operation<AboutReport>(t('About Conclave'))(nothing, 'shows'),
  /** ID of a document to look at and to save: what somebody who helps needs to know, without secrets, labels, serials or people. */
  'application.diagnose': operation<{ readonly document: string }>(t('Diagnostics'))(nothing, 'shows'),
} as const;
