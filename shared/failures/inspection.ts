import { untouched, words } from './words.ts';

/** Looking at files. */
export const inspectionFailures = {
  'inspection-nothing': (f: { path: string }) =>
    words(`${f.path} holds no file.`, `There is nothing to look at. ${untouched}`, 'Choose another folder.'),
  'inspection-running': () =>
    words('Files are being looked at already.', 'One inspection runs at a time.', 'Wait until it is done, then start again.'),
  'inspection-no-path': () =>
    words(
      'What was dropped is no file of this computer.',
      'It may come from inside another program, such as an archive or a mail. Nothing was read.',
      'Save it to a folder first, or use “Inspect file…”.',
    ),
} as const;
