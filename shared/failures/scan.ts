import { t } from '../language/text.ts';
import { type FailureWords, words } from './words.ts';

const typing = t('Typing the lines of the sheet is always possible.');

/** The camera, and files that are looked at for QR codes. */
export const scanFailures = {
  'camera-none': () =>
    words(
      t('No camera was found.'),
      t('This workstation has none, or it is switched off.'),
      `${t('Connect a camera and try again, or scan the sheet on another machine and choose the picture.')} ${typing}`,
    ),
  'camera-denied': () =>
    words(
      t('The camera may not be used.'),
      t('The system or its settings deny it to this app.'),
      `${t("Allow the camera in the system's settings and try again.")} ${typing}`,
    ),
  'camera-busy': () =>
    words(
      t('The camera gives no picture.'),
      t('Another program uses it, or it was unplugged.'),
      `${t('Close the other program or plug the camera in again.')} ${typing}`,
    ),
  'scan-unreadable': (f: { name: string }) =>
    words(
      t('{name} cannot be read as a picture or a PDF.', f),
      t('It is damaged, or a file of another kind. Only PNG, JPEG and PDF are read.'),
      `${t('Scan the sheet again as PNG, JPEG or PDF.')} ${typing}`,
    ),
  'scan-locked': (f: { name: string }) =>
    words(
      t('{name} is locked with a password.', f),
      t('Its pages cannot be looked at.'),
      `${t('Save it without a password, or scan the sheet again.')} ${typing}`,
    ),
  'scan-no-code': (f: { name: string }) =>
    words(
      t('No QR code was found in {name}.', f),
      t('The code may be cut off, blurred, folded or too small in this picture.'),
      `${t('Scan the whole page flat, with 150 dots per inch or more.')} ${typing}`,
    ),
  'scan-too-long': (f: { name: string }) =>
    words(
      t('Looking for codes in {name} took too long and was stopped.', f),
      t('The file has too many or too large pages.'),
      `${t('Choose a file with only this sheet in it.')} ${typing}`,
    ),
  'share-read-back-differs': (f: { sheetId: string }) =>
    words(
      t('What was scanned is not the share of sheet {sheetId} as it is shown here.', f),
      t('It is the sheet of another share, or it was made in an earlier attempt.'),
      t('Scan the sheet that was printed just now, or type its lines.'),
    ),
  'nothing-typed': (f: { what: string }) =>
    words(t('{what} is missing or not whole.', f), t('It was not used.'), t('Fill in what is marked, then choose OK again.')),
} as const satisfies Record<string, (facts: never) => FailureWords>;
