import { type FailureWords, untouched, words } from './words.ts';

/** Sheets of paper: what was scanned or typed, and what the printer did. */
export const paperFailures = {
  'qr-not-ours': () =>
    words(
      'This code is not from one of our sheets.',
      'It does not begin with HSMP1. It was not used.',
      'Show the code of the sheet, or type its lines.',
    ),
  'qr-damaged': () =>
    words(
      'The check of this code does not fit.',
      'It was read wrongly, or it is not as it was printed. It was not used.',
      'Scan it again in better light; if it stays so, type the lines of the sheet.',
    ),
  'qr-wrong-kind': (f: { found: string; wanted: string }) =>
    words(`This code is from ${f.found}; ${f.wanted} is wanted here.`, 'It was not used.', 'Take the right sheet, and scan its code.'),
  'qr-other-sheet': (f: { found: string; wanted: string }) =>
    words(
      `This code is from the sheet ${f.found}, not from ${f.wanted}.`,
      'Parts of two sheets do not fit together. It was not used.',
      'Compare the sheet IDs on the paper, and scan the codes of one sheet.',
    ),
  'sheet-hash-differs': () =>
    words(
      'The SHA-256 of what was entered is not the one on the sheet.',
      'All lines fit their checks, so the SHA-256 was mistyped, or the sheet was put together from two.',
      'Compare the SHA-256 with the sheet once more.',
    ),
  'sheet-incomplete': (f: { detail: string }) =>
    words(`The sheet is not complete yet: ${f.detail}.`, 'Nothing was restored.', 'Type the missing lines, or scan the missing codes.'),
  'printer-none': () =>
    words(
      'No printer is set up on this workstation.',
      'Nothing was printed.',
      'Connect a printer with a cable and set it up in the system, or save a PDF, or copy the sheet by hand.',
    ),
  'printer-failed': (f: { what: 'sheet' | 'document'; detail: string }) =>
    words(
      `The ${f.what} was not printed (${f.detail}).`,
      `The printer may be off, out of paper, or removed. Pages that came out are not a whole ${f.what}: destroy them.`,
      'See to the printer and choose Print… again.',
    ),
  'printer-waiting': (f: { what: 'sheet' | 'document'; printer: string }) =>
    words(
      `The ${f.what} still waits in the queue of the printer ${f.printer}.`,
      'The printer may be off or out of paper. As long as it waits, a copy lies on the disk of this workstation.',
      'Switch the printer on and wait for the paper, or cancel the job in the system’s printer settings.',
    ),
  'document-gone': () =>
    words(
      'This document is no longer kept.',
      'The app keeps the last ones only until it is closed. What was saved or printed of it is not affected.',
      'Do what makes it again, for example Test Device.',
    ),
  'document-not-laid-out': () =>
    words('The document could not be laid out.', `This is a defect in the app. ${untouched}`, 'Save it as text, and report this.'),
  'sheet-not-laid-out': () =>
    words('The sheet could not be laid out.', `This is a defect in the app. ${untouched}`, 'Restart the app and report this.'),
} as const satisfies Record<string, (facts: never) => FailureWords>;
