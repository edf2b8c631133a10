import { t } from '../language/text.ts';
import { type FailureWords, words } from './words.ts';

const notUsed = t('It was not used; the shares that were entered before are kept.');

/** Shares on their way from and to custodians: a quorum that does not come together, a split that was not handed over, sheets of files. */
export const partFailures = {
  'share-value-length': (f: { bytes: number; expected: number }) =>
    words(
      t('The share value has {bytes} groups of two digits; {expected} are needed.', f),
      `${t('Something was left out or typed twice.')} ${notUsed}`,
      t('Compare the value with the paper, group by group.'),
    ),
  'share-fingerprint-differs': (f: { index: string; expected: string; got: string }) =>
    words(
      t('Share {index} is wrong: its fingerprint is {got}, the register has {expected}.', f),
      `${t('A digit was misread, or this is not the sheet that was handed out.')} ${notUsed}`,
      t('Compare every group with the paper and type it again, or scan its code.'),
    ),
  'part-not-this-sheet': (f: { expected: string; got: string }) =>
    words(
      t('This is {got}; {expected} is to be checked.', f),
      t('Each envelope is checked by itself.'),
      t('Take the right sheet, or start the check of the other one.'),
    ),
  'quorum-abandoned': (f: { entered: number }) =>
    words(
      t('The shares were not used: the procedure was stopped before the file was open.'),
      f.entered === 0
        ? t('No share had been entered. Nothing was changed.')
        : t(
            '{entered, plural, one {The share that had been entered was} other {The # shares that had been entered were}} wiped from memory. Nothing was changed.',
            f,
          ),
      t('Start again when the custodians are ready; every share must be entered again.'),
    ),
  'quorum-wrong': (f: { entered: number }) =>
    words(
      t('The {entered} shares that were entered do not open this file.', f),
      t(
        'One was mistyped, more are needed, or the file belongs to another set. The shares were wiped from memory. Nothing on the device was changed.',
      ),
      t('Compare the set ID and the SHA-256 of the file with the sheets, then enter the shares again.'),
    ),
  'quorum-of-other-file': (f: { entered: number }) =>
    words(
      t('The {entered} shares fit together, but they do not open this file.', f),
      t('They are the shares of another file. They were wiped from memory. Nothing on the device was changed.'),
      t('Choose the file whose SHA-256 is on the sheets.'),
    ),
  'hand-over-abandoned': (f: { handed: number; total: number }) =>
    words(
      t('The shares were not handed over: {handed} of {total} custodians had read theirs back.', f),
      t('Nothing was saved and nothing was recorded. All shares were wiped from memory.'),
      f.handed === 0
        ? t('Start again when all custodians are present; new shares will be made. Destroy what was printed.')
        : t('Destroy the sheets that were handed out: they open nothing. Then start again; new shares will be made.'),
    ),
  'quorum-size-unknown': () =>
    words(
      t('Nothing tells how many shares are needed.'),
      t('No register is open that knows this set, and only a scanned code tells it by itself. The share was wiped from memory.'),
      t(
        'Start again with the number that the sheet gives ("any 2 are enough"), open the ceremony folder, or scan the code of the first sheet.',
      ),
    ),
  'split-not-proven': () =>
    words(
      t('The shares that were made do not open their file.'),
      t('They were thrown away before anyone got one. This computer computes wrongly, or this is a defect in the app.'),
      t('Start again; if it happens twice, use another computer and report this.'),
    ),
  'set-not-recorded': (f: { path: string; detail: string }) =>
    words(
      t('The new set could not be recorded in the register ({detail}).', f),
      t('{path} was removed again, so that there is no file whose shares nobody can find.', f),
      t('Destroy the sheets that were handed out, make sure that the ceremony folder can be written, and start again.'),
    ),
  'text-set-not-recorded': (f: { setId: string; detail: string }) =>
    words(
      t('The set {setId} could not be recorded in the register ({detail}).', f),
      t('The sheets that were handed out are good: they bring the text back.'),
      t('Write down who holds which share of this set, or destroy the sheets and split the text again.'),
    ),
  'sheet-not-recorded': (f: { sheetId: string; detail: string }) =>
    words(
      t('What was done with sheet {sheetId} could not be recorded in the register ({detail}).', f),
      t('The sheet and the file themselves are good.'),
      t('Make sure that the ceremony folder can be written, then repeat the step.'),
    ),
  'sheet-of-other-file': (f: { sheetId: string }) =>
    words(
      t('What was entered is not the file of sheet {sheetId}.', f),
      t('The SHA-256 in the register differs. Nothing was saved.'),
      t('Compare the sheet ID, then enter the lines again.'),
    ),
  'file-not-for-paper': () =>
    words(
      t('This is neither a DKEK share file nor a wrapped key.'),
      t('Only files that are encrypted may be put on paper this way.'),
      t('Choose a .pbe or .wky file.'),
    ),
} as const satisfies Record<string, (facts: never) => FailureWords>;
