import { t } from '../language/text.ts';
import { type FailureWords, words } from './words.ts';

const nothingDone = t('Nothing was opened and nothing was lost.');
const lookAgain = t('Compare every group with the paper and type it again.');

/** Passwords and texts split among custodians: how they may be split, and what is wrong with a share that was entered. */
export const shareFailures = {
  'split-threshold-one': () =>
    words(
      t('One share must not be enough.'),
      t('Every custodian alone could open the secret; then it need not be split.'),
      t('Choose a threshold of at least 2.'),
    ),
  'split-threshold-above-total': (f: { threshold: number; total: number }) =>
    words(
      t('{threshold} shares cannot be needed where only {total} exist.', f),
      t('The secret could never be recovered.'),
      t('Choose a threshold of at most the number of custodians.'),
    ),
  'split-total': (f: { total: number; most: number }) =>
    words(
      t('A secret cannot be split into {total} shares.', f),
      t('From 2 to {most} are possible; sc-hsm-tool misreads the number of a tenth share.', f),
      t('Choose 2 to {most} custodians.', f),
    ),
  'split-text-empty': () => words(t('There is no text to split.'), t('Nothing was made.'), t('Enter the text that is to be split.')),
  'split-text-too-long': (f: { length: number; most: number }) =>
    words(
      t('The text is too long to be split: {length} characters, at most {most} are possible.', f),
      t('Each share would be four times as long, and has to be typed in again one day.'),
      t('Split a password of the file that holds the long text.'),
    ),
  'split-text-characters': () =>
    words(
      t('The text has characters that cannot be printed, such as a line break or a tab.'),
      t('They would be lost on paper.'),
      t('Enter one line of printable characters.'),
    ),
  'shares-too-few': (f: { have: number; need: number }) =>
    words(
      f.have === 0
        ? t('No share was entered.')
        : f.have === 1
          ? t('Only one share was entered.')
          : t('Only {have} shares were entered.', f),
      t('{need} are needed. Fewer tell nothing about the secret.', f),
      t('Enter the share of another custodian.'),
    ),
  'shares-too-many': (f: { have: number; most: number }) =>
    words(
      t('{have} shares are too many; at most {most} are combined.', f),
      nothingDone,
      t('Enter as many shares as are needed, and one more to check them.'),
    ),
  'share-twice': (f: { id: number }) =>
    words(t('Share {id} was entered twice.', f), t('The same share counts once only.'), t('Enter the share of another custodian.')),
  'share-id-twice': (f: { id: number }) =>
    words(
      t('Two different shares were entered as number {id}.', f),
      t('One of them has a wrong number, a wrong value, or belongs to another set.'),
      t('Compare both with the paper.'),
    ),
  'share-value-twice': (f: { ids: string }) =>
    words(
      t('The shares {ids} have the same value.', f),
      t('No two shares of a set are alike: one value was entered for two custodians.'),
      t('Compare both with the paper.'),
    ),
  'share-id-zero': () =>
    words(t('There is no share with the number 0.'), t('The shares are counted from 1.'), t('Look for "Share ID" on the paper.')),
  'share-id-malformed': () =>
    words(
      t('The number of the share is not right.'),
      t('It is a whole number of one to three digits, such as 3.'),
      t('Look for "Share ID" on the paper.'),
    ),
  'share-id-out-of-range': (f: { id: number; most: number }) =>
    words(
      t('There is no share with the number {id}.', f),
      t('The shares of such a set are numbered from 1 to {most}.', f),
      t('Look for "Share ID" on the paper.'),
    ),
  'share-prime-even': () =>
    words(
      t('The prime is an even number, so it is no prime.'),
      t('Its last digit is wrong or missing.'),
      `${lookAgain} ${t('Look at its end first.')}`,
    ),
  'share-prime-length': (f: { bits: number }) =>
    words(
      t('The prime has {bits} bits.', f),
      t('sc-hsm-tool uses 64 bits (8 groups of two digits), this app 130 bits (17 groups). Digits are missing or there are too many.'),
      lookAgain,
    ),
  'share-prime-composite': () => words(t('The number entered as the prime is no prime.'), t('At least one digit is wrong.'), lookAgain),
  'share-prime-other': () =>
    words(
      t('This is not the prime of shares made by this app.'),
      t('A digit is wrong, or the shares were made by sc-hsm-tool.'),
      t('Compare it with the paper. For shares made by sc-hsm-tool choose that kind of import.'),
    ),
  'share-value-too-large': (f: { id: number }) =>
    words(
      t('The value of share {id} is not smaller than the prime.', f),
      t('No share is: a digit of the value or of the prime is wrong, or the share belongs to another prime.'),
      lookAgain,
    ),
  'share-digits-empty': (f: { field: string }) =>
    words(t('{field} is empty.', f), t('Nothing was entered.'), t('Enter the digits as they are on the paper.')),
  'share-digits-foreign': (f: { field: string; character: string }) =>
    words(
      t('{field} contains "{character}", which is no hexadecimal digit.', f),
      t('The digits are 0 to 9 and a to f, in capitals or not. The letter O is the digit 0, the letter l the digit 1.'),
      lookAgain,
    ),
  'share-digits-odd': (f: { field: string }) =>
    words(
      t('A digit is missing in {field}, or there is one too many.', f),
      t('Two digits make a byte, so their count is even.'),
      lookAgain,
    ),
  'share-digits-too-long': (f: { field: string; bytes: number; most: number }) =>
    words(
      t('{field} is too long: {bytes} groups of two digits, at most {most} are possible.', f),
      t('Something was entered twice, or belongs to another field.'),
      lookAgain,
    ),
  'share-of-other-set': (f: { expected: string; got: string }) =>
    words(
      t('This share belongs to the set {got}, not to {expected}.', f),
      t('Shares of two sets can never be combined.'),
      t('Enter a share of the set {expected}.', f),
    ),
  'shares-do-not-fit': () =>
    words(
      t('The shares do not fit together.'),
      t('At least one was mistyped, belongs to another set, or one too few was entered.'),
      t('Compare each with its paper; the fingerprint in the register tells which one is wrong. One share more can tell it too.'),
    ),
  'text-share-malformed': () =>
    words(
      t('This is not a share of a text.'),
      t('Such a share is one line that begins with 8 and has only the digits 0 to 9 and a to f after it.'),
      t('Compare it with the paper. The letter O is the digit 0, the letter l the digit 1.'),
    ),
  'text-shares-mixed': () =>
    words(
      t('The shares have different lengths.'),
      t('They belong to different sets, or a part of one is missing.'),
      t('Compare each with its paper.'),
    ),
  'share-code-malformed': (f: { detail: string }) =>
    words(
      t('This code holds no usable share ({detail}).', f),
      t('It is damaged, or of another kind.'),
      t('Scan the code again, or type the share.'),
    ),
} as const satisfies Record<string, (facts: never) => FailureWords>;
