import { type FailureWords, words } from './words.ts';

const notUsed = 'It was not used; the shares that were entered before are kept.';

/** Shares on their way from and to custodians: a quorum that does not come together, a split that was not handed over, sheets of files. */
export const partFailures = {
  'share-value-length': (f: { bytes: number; expected: number }) =>
    words(
      `The share value has ${f.bytes} groups of two digits; ${f.expected} are needed.`,
      `Something was left out or typed twice. ${notUsed}`,
      'Compare the value with the paper, group by group.',
    ),
  'share-fingerprint-differs': (f: { index: string; expected: string; got: string }) =>
    words(
      `Share ${f.index} is wrong: its fingerprint is ${f.got}, the register has ${f.expected}.`,
      `A digit was misread, or this is not the sheet that was handed out. ${notUsed}`,
      'Compare every group with the paper and type it again, or scan its code.',
    ),
  'part-not-this-sheet': (f: { expected: string; got: string }) =>
    words(
      `This is ${f.got}; ${f.expected} is to be checked.`,
      'Each envelope is checked by itself.',
      'Take the right sheet, or start the check of the other one.',
    ),
  'quorum-abandoned': (f: { entered: number }) =>
    words(
      'The shares were not used: the procedure was stopped before the file was open.',
      f.entered === 0
        ? 'No share had been entered. Nothing was changed.'
        : `${f.entered === 1 ? 'The share that had been entered was' : `The ${f.entered} shares that had been entered were`} wiped from memory. Nothing was changed.`,
      'Start again when the custodians are ready; every share must be entered again.',
    ),
  'quorum-wrong': (f: { entered: number }) =>
    words(
      `The ${f.entered} shares that were entered do not open this file.`,
      'One was mistyped, more are needed, or the file belongs to another set. The shares were wiped from memory. Nothing on the device was changed.',
      'Compare the set ID and the SHA-256 of the file with the sheets, then enter the shares again.',
    ),
  'quorum-of-other-file': (f: { entered: number }) =>
    words(
      `The ${f.entered} shares fit together, but they do not open this file.`,
      'They are the shares of another file. They were wiped from memory. Nothing on the device was changed.',
      'Choose the file whose SHA-256 is on the sheets.',
    ),
  'hand-over-abandoned': (f: { handed: number; total: number }) =>
    words(
      `The shares were not handed over: ${f.handed} of ${f.total} custodians had read theirs back.`,
      'Nothing was saved and nothing was recorded. All shares were wiped from memory.',
      f.handed === 0
        ? 'Start again when all custodians are present; new shares will be made. Destroy what was printed.'
        : 'Destroy the sheets that were handed out: they open nothing. Then start again; new shares will be made.',
    ),
  'quorum-size-unknown': () =>
    words(
      'Nothing tells how many shares are needed.',
      'No register is open that knows this set, and only a scanned code tells it by itself. The share was wiped from memory.',
      'Start again with the number that the sheet gives ("any 2 are enough"), open the ceremony folder, or scan the code of the first sheet.',
    ),
  'split-not-proven': () =>
    words(
      'The shares that were made do not open their file.',
      'They were thrown away before anyone got one. This computer computes wrongly, or this is a defect in the app.',
      'Start again; if it happens twice, use another computer and report this.',
    ),
  'set-not-recorded': (f: { path: string; detail: string }) =>
    words(
      `The new set could not be recorded in the register (${f.detail}).`,
      `${f.path} was removed again, so that there is no file whose shares nobody can find.`,
      'Destroy the sheets that were handed out, make sure that the ceremony folder can be written, and start again.',
    ),
  'text-set-not-recorded': (f: { setId: string; detail: string }) =>
    words(
      `The set ${f.setId} could not be recorded in the register (${f.detail}).`,
      'The sheets that were handed out are good: they bring the text back.',
      'Write down who holds which share of this set, or destroy the sheets and split the text again.',
    ),
  'sheet-not-recorded': (f: { sheetId: string; detail: string }) =>
    words(
      `What was done with sheet ${f.sheetId} could not be recorded in the register (${f.detail}).`,
      'The sheet and the file themselves are good.',
      'Make sure that the ceremony folder can be written, then repeat the step.',
    ),
  'sheet-of-other-file': (f: { sheetId: string }) =>
    words(
      `What was entered is not the file of sheet ${f.sheetId}.`,
      'The SHA-256 in the register differs. Nothing was saved.',
      'Compare the sheet ID, then enter the lines again.',
    ),
  'file-not-for-paper': () =>
    words(
      'This is neither a DKEK share file nor a wrapped key.',
      'Only files that are encrypted may be put on paper this way.',
      'Choose a .pbe or .wky file.',
    ),
} as const satisfies Record<string, (facts: never) => FailureWords>;
