import { type FailureWords, words } from './words.ts';

const nothingDone = 'Nothing was opened and nothing was lost.';
const lookAgain = 'Compare every group with the paper and type it again.';

/** Passwords and texts split among custodians: how they may be split, and what is wrong with a share that was entered. */
export const shareFailures = {
  'split-threshold-one': () =>
    words(
      'One share must not be enough.',
      'Every custodian alone could open the secret; then it need not be split.',
      'Choose a threshold of at least 2.',
    ),
  'split-threshold-above-total': (f: { threshold: number; total: number }) =>
    words(
      `${f.threshold} shares cannot be needed where only ${f.total} exist.`,
      'The secret could never be recovered.',
      'Choose a threshold of at most the number of custodians.',
    ),
  'split-total': (f: { total: number; most: number }) =>
    words(
      `A secret cannot be split into ${f.total} shares.`,
      `From 2 to ${f.most} are possible; sc-hsm-tool misreads the number of a tenth share.`,
      `Choose 2 to ${f.most} custodians.`,
    ),
  'split-text-empty': () => words('There is no text to split.', 'Nothing was made.', 'Enter the text that is to be split.'),
  'split-text-too-long': (f: { length: number; most: number }) =>
    words(
      `The text is too long to be split: ${f.length} characters, at most ${f.most} are possible.`,
      'Each share would be four times as long, and has to be typed in again one day.',
      'Split a password of the file that holds the long text.',
    ),
  'split-text-characters': () =>
    words(
      'The text has characters that cannot be printed, such as a line break or a tab.',
      'They would be lost on paper.',
      'Enter one line of printable characters.',
    ),
  'shares-too-few': (f: { have: number; need: number }) =>
    words(
      f.have === 0 ? 'No share was entered.' : f.have === 1 ? 'Only one share was entered.' : `Only ${f.have} shares were entered.`,
      `${f.need} are needed. Fewer tell nothing about the secret.`,
      'Enter the share of another custodian.',
    ),
  'shares-too-many': (f: { have: number; most: number }) =>
    words(
      `${f.have} shares are too many; at most ${f.most} are combined.`,
      nothingDone,
      'Enter as many shares as are needed, and one more to check them.',
    ),
  'share-twice': (f: { id: number }) =>
    words(`Share ${f.id} was entered twice.`, 'The same share counts once only.', 'Enter the share of another custodian.'),
  'share-id-twice': (f: { id: number }) =>
    words(
      `Two different shares were entered as number ${f.id}.`,
      'One of them has a wrong number, a wrong value, or belongs to another set.',
      'Compare both with the paper.',
    ),
  'share-value-twice': (f: { ids: string }) =>
    words(
      `The shares ${f.ids} have the same value.`,
      'No two shares of a set are alike: one value was entered for two custodians.',
      'Compare both with the paper.',
    ),
  'share-id-zero': () =>
    words('There is no share with the number 0.', 'The shares are counted from 1.', 'Look for "Share ID" on the paper.'),
  'share-id-malformed': () =>
    words(
      'The number of the share is not right.',
      'It is a whole number of one to three digits, such as 3.',
      'Look for "Share ID" on the paper.',
    ),
  'share-id-out-of-range': (f: { id: number; most: number }) =>
    words(
      `There is no share with the number ${f.id}.`,
      `The shares of such a set are numbered from 1 to ${f.most}.`,
      'Look for "Share ID" on the paper.',
    ),
  'share-prime-even': () =>
    words('The prime is an even number, so it is no prime.', 'Its last digit is wrong or missing.', `${lookAgain} Look at its end first.`),
  'share-prime-length': (f: { bits: number }) =>
    words(
      `The prime has ${f.bits} bits.`,
      'sc-hsm-tool uses 64 bits (8 groups of two digits), this app 130 bits (17 groups). Digits are missing or there are too many.',
      lookAgain,
    ),
  'share-prime-composite': () => words('The number entered as the prime is no prime.', 'At least one digit is wrong.', lookAgain),
  'share-prime-other': () =>
    words(
      'This is not the prime of shares made by this app.',
      'A digit is wrong, or the shares were made by sc-hsm-tool.',
      'Compare it with the paper. For shares made by sc-hsm-tool choose that kind of import.',
    ),
  'share-value-too-large': (f: { id: number }) =>
    words(
      `The value of share ${f.id} is not smaller than the prime.`,
      'No share is: a digit of the value or of the prime is wrong, or the share belongs to another prime.',
      lookAgain,
    ),
  'share-digits-empty': (f: { field: string }) =>
    words(`${f.field} is empty.`, 'Nothing was entered.', 'Enter the digits as they are on the paper.'),
  'share-digits-foreign': (f: { field: string; character: string }) =>
    words(
      `${f.field} contains "${f.character}", which is no hexadecimal digit.`,
      'The digits are 0 to 9 and a to f, in capitals or not. The letter O is the digit 0, the letter l the digit 1.',
      lookAgain,
    ),
  'share-digits-odd': (f: { field: string }) =>
    words(`A digit is missing in ${f.field}, or there is one too many.`, 'Two digits make a byte, so their count is even.', lookAgain),
  'share-digits-too-long': (f: { field: string; bytes: number; most: number }) =>
    words(
      `${f.field} is too long: ${f.bytes} groups of two digits, at most ${f.most} are possible.`,
      'Something was entered twice, or belongs to another field.',
      lookAgain,
    ),
  'share-of-other-set': (f: { expected: string; got: string }) =>
    words(
      `This share belongs to the set ${f.got}, not to ${f.expected}.`,
      'Shares of two sets can never be combined.',
      `Enter a share of the set ${f.expected}.`,
    ),
  'shares-do-not-fit': () =>
    words(
      'The shares do not fit together.',
      'At least one was mistyped, belongs to another set, or one too few was entered.',
      'Compare each with its paper; the fingerprint in the register tells which one is wrong. One share more can tell it too.',
    ),
  'text-share-malformed': () =>
    words(
      'This is not a share of a text.',
      'Such a share is one line that begins with 8 and has only the digits 0 to 9 and a to f after it.',
      'Compare it with the paper. The letter O is the digit 0, the letter l the digit 1.',
    ),
  'text-shares-mixed': () =>
    words(
      'The shares have different lengths.',
      'They belong to different sets, or a part of one is missing.',
      'Compare each with its paper.',
    ),
  'share-code-malformed': (f: { detail: string }) =>
    words(
      `This code holds no usable share (${f.detail}).`,
      'It is damaged, or of another kind.',
      'Scan the code again, or type the share.',
    ),
} as const satisfies Record<string, (facts: never) => FailureWords>;
