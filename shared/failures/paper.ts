import { t } from '../language/text.ts';
import { type FailureWords, untouched, words } from './words.ts';

/** Sheets of paper: what was scanned or typed, and what the printer did. */
export const paperFailures = {
  'qr-not-ours': () =>
    words(
      t('This code is not from one of our sheets.'),
      t('It does not begin with HSMP1. It was not used.'),
      t('Show the code of the sheet, or type its lines.'),
    ),
  'qr-damaged': () =>
    words(
      t('The check of this code does not fit.'),
      t('It was read wrongly, or it is not as it was printed. It was not used.'),
      t('Scan it again in better light; if it stays so, type the lines of the sheet.'),
    ),
  'qr-wrong-kind': (f: { found: string; wanted: string }) =>
    words(
      t('This code is from {found}; {wanted} is wanted here.', f),
      t('It was not used.'),
      t('Take the right sheet, and scan its code.'),
    ),
  'qr-other-sheet': (f: { found: string; wanted: string }) =>
    words(
      t('This code is from the sheet {found}, not from {wanted}.', f),
      t('Parts of two sheets do not fit together. It was not used.'),
      t('Compare the sheet IDs on the paper, and scan the codes of one sheet.'),
    ),
  'sheet-hash-differs': () =>
    words(
      t('The SHA-256 of what was entered is not the one on the sheet.'),
      t('All lines fit their checks, so the SHA-256 was mistyped, or the sheet was put together from two.'),
      t('Compare the SHA-256 with the sheet once more.'),
    ),
  'sheet-incomplete': (f: { detail: string }) =>
    words(
      t('The sheet is not complete yet: {detail}.', f),
      t('Nothing was restored.'),
      t('Type the missing lines, or scan the missing codes.'),
    ),
  'printer-none': () =>
    words(
      t('No printer is set up on this workstation.'),
      t('Nothing was printed.'),
      t('Connect a printer with a cable and set it up in the system, or save a PDF, or copy the sheet by hand.'),
    ),
  'printer-failed': (f: { what: 'sheet' | 'document'; detail: string }) =>
    words(
      t('The {what, select, sheet {sheet} other {document}} was not printed ({detail}).', f),
      t(
        'The printer may be off, out of paper, or removed. Pages that came out are not a whole {what, select, sheet {sheet} other {document}}: destroy them.',
        f,
      ),
      t('See to the printer and choose Print… again.'),
    ),
  'printer-waiting': (f: { what: 'sheet' | 'document'; printer: string }) =>
    words(
      t('The {what, select, sheet {sheet} other {document}} still waits in the queue of the printer {printer}.', f),
      t('The printer may be off or out of paper. As long as it waits, a copy lies on the disk of this workstation.'),
      t('Switch the printer on and wait for the paper, or cancel the job in the system’s printer settings.'),
    ),
  'document-gone': () =>
    words(
      t('This document is no longer kept.'),
      t('The app keeps the last ones only until it is closed. What was saved or printed of it is not affected.'),
      t('Do what makes it again, for example Test Device.'),
    ),
  'document-not-laid-out': () =>
    words(
      t('The document could not be laid out.'),
      `${t('This is a defect in the app.')} ${untouched}`,
      t('Save it as text, and report this.'),
    ),
  'sheet-not-laid-out': () =>
    words(
      t('The sheet could not be laid out.'),
      `${t('This is a defect in the app.')} ${untouched}`,
      t('Restart the app and report this.'),
    ),
} as const satisfies Record<string, (facts: never) => FailureWords>;
