import { type FailureWords, words } from './words.ts';

const typing = 'Typing the lines of the sheet is always possible.';

/** The camera, and files that are looked at for QR codes. */
export const scanFailures = {
  'camera-none': () =>
    words(
      'No camera was found.',
      'This workstation has none, or it is switched off.',
      `Connect a camera and try again, or scan the sheet on another machine and choose the picture. ${typing}`,
    ),
  'camera-denied': () =>
    words(
      'The camera may not be used.',
      'The system or its settings deny it to this app.',
      `Allow the camera in the system's settings and try again. ${typing}`,
    ),
  'camera-busy': () =>
    words(
      'The camera gives no picture.',
      'Another program uses it, or it was unplugged.',
      `Close the other program or plug the camera in again. ${typing}`,
    ),
  'scan-unreadable': (f: { name: string }) =>
    words(
      `${f.name} cannot be read as a picture or a PDF.`,
      'It is damaged, or a file of another kind. Only PNG, JPEG and PDF are read.',
      `Scan the sheet again as PNG, JPEG or PDF. ${typing}`,
    ),
  'scan-locked': (f: { name: string }) =>
    words(
      `${f.name} is locked with a password.`,
      'Its pages cannot be looked at.',
      `Save it without a password, or scan the sheet again. ${typing}`,
    ),
  'scan-no-code': (f: { name: string }) =>
    words(
      `No QR code was found in ${f.name}.`,
      'The code may be cut off, blurred, folded or too small in this picture.',
      `Scan the whole page flat, with 150 dots per inch or more. ${typing}`,
    ),
  'scan-too-long': (f: { name: string }) =>
    words(
      `Looking for codes in ${f.name} took too long and was stopped.`,
      'The file has too many or too large pages.',
      `Choose a file with only this sheet in it. ${typing}`,
    ),
  'share-read-back-differs': (f: { sheetId: string }) =>
    words(
      `What was scanned is not the share of sheet ${f.sheetId} as it is shown here.`,
      'It is the sheet of another share, or it was made in an earlier attempt.',
      'Scan the sheet that was printed just now, or type its lines.',
    ),
  'nothing-typed': (f: { what: string }) =>
    words(`${f.what} is missing or not whole.`, 'It was not used.', 'Fill in what is marked, then choose OK again.'),
} as const satisfies Record<string, (facts: never) => FailureWords>;
