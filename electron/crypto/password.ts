import type { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { t } from '../../shared/language/text.ts';
import { hostRandom } from './random.ts';

export interface PasswordEstimate {
  /** log2 of the guesses an informed attacker needs. */
  readonly bits: number;
  /** For people: `good`, `weak, for practice only: it repeats itself`. */
  readonly words: string;
}

/** Crockford's base32 in capitals: no I, L, O, U, so that nothing is misread on paper. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const GENERATED_LENGTH = 26;

/** The time grows with the square of the length; what comes later can only make the password better. */
const JUDGED_LENGTH = 100;

/** A generated password that the estimate puts below this is drawn again: it looks like words by chance, and would be doubted. */
const GENERATED_BITS = 112;
const MAX_DRAWS = 1000;

/**
 * A random password of 26 characters (130 bits; drawing again costs less than half a bit), without separators, from
 * the host's CSPRNG. Its estimate is always above the bar for production.
 */
export async function generatePassword(): Promise<string> {
  for (let draw = 0; draw < MAX_DRAWS; draw++) {
    const random = hostRandom(GENERATED_LENGTH);
    // 256 is a multiple of 32: every character is equally likely
    const password = Array.from(random, (byte) => ALPHABET[byte & 31]).join('');
    random.fill(0);
    if ((await estimatePassword(password)).bits >= GENERATED_BITS) return password;
  }
  throw new Error('the random source of this computer is broken');
}

let loading: Promise<ZxcvbnFactory> | undefined;

/** Dictionaries of half a megabyte, loaded when first asked for. */
async function loadEstimator(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory }, { dictionary, adjacencyGraphs }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ]);
  return new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs, maxLength: JUDGED_LENGTH });
}

/** Estimates the strength of a password: patterns by zxcvbn, and what it sees no pattern in by `unpatterned`. Rather too low than too high. */
export async function estimatePassword(text: string): Promise<PasswordEstimate> {
  loading ??= loadEstimator();
  const { guesses, sequence, feedback } = (await loading).check(text);
  const tokens = sequence.filter((match) => match.pattern === 'bruteforce').map((match) => match.token);
  const bits = Math.max(0, Math.log2(guesses) + unpatterned(tokens.join('')));
  return { bits, words: inWords(bits, feedback.warning) };
}

/** zxcvbn counts 10 guesses for every character in which it sees no pattern. */
const BITS_BY_ZXCVBN = Math.log2(10);
/** A word that is in no dictionary here, in another language perhaps: some 60,000 words of seven letters. */
const BITS_IN_A_WORD = 2.3;

/**
 * Bits to add to zxcvbn's for the characters in which it sees no pattern. Its flat rate puts 20 random characters at
 * 66 bits and five German words at 90: so what looks drawn at random counts by the size of its alphabet, and what
 * looks like words counts as words (which subtracts).
 */
function unpatterned(text: string): number {
  const solid = text.replace(/[\s\-_.,:;/]+/g, '');
  if (looksRandom(solid)) return solid.length * (Math.log2(alphabetSize(solid)) - BITS_BY_ZXCVBN);
  const inWords = (text.match(/\p{Lu}?\p{Ll}{3,}|\p{Lu}{4,}/gu) ?? []).join('').length;
  return inWords * (BITS_IN_A_WORD - BITS_BY_ZXCVBN);
}

/**
 * Whether at least ten characters look drawn at random: their kinds change often (a small letter after a capital is
 * no change), and they are no disguised words, that is, they contain signs that stand for no letter or have far
 * fewer vowels than any language. Random strings fail it now and then, and are then estimated too low.
 */
function looksRandom(text: string): boolean {
  if (text.length < 10) return false;
  let changes = 0;
  for (let i = 1; i < text.length; i++) {
    const [before, now] = [kind(text[i - 1]), kind(text[i])];
    if (before !== now && !(before === 'upper' && now === 'lower')) changes++;
  }
  const plain = [...text.toLowerCase()].map((character) => disguises[character] ?? character);
  const letters = plain.filter((character) => /\p{L}/u.test(character));
  const vowels = letters.filter((character) => /[aeiouyäöü]/.test(character));
  const wordless = plain.length - letters.length >= Math.max(2, text.length / 16) || vowels.length < letters.length / 4;
  return changes >= (text.length - 1) / 4 && wordless;
}

/** What people put in place of letters. */
const disguises: Readonly<Record<string, string>> = {
  0: 'o',
  1: 'i',
  3: 'e',
  4: 'a',
  5: 's',
  7: 't',
  '@': 'a',
  $: 's',
  '!': 'i',
  '€': 'e',
};

type Kind = 'upper' | 'lower' | 'digit' | 'sign';
const sizes: Readonly<Record<Kind, number>> = { upper: 26, lower: 26, digit: 10, sign: 33 };

function kind(character = ''): Kind {
  if (/[A-Z]/.test(character)) return 'upper';
  if (/[a-z]/.test(character)) return 'lower';
  return /[0-9]/.test(character) ? 'digit' : 'sign';
}

function alphabetSize(text: string): number {
  const characters = [...text];
  if (characters.every((character) => ALPHABET.includes(character))) return ALPHABET.length;
  return [...new Set(characters.map(kind))].reduce((size, present) => size + sizes[present], 0);
}

/** What zxcvbn says of the weakest part, in plain words. */
const reasons: Readonly<Record<string, string>> = {
  straightRow: t('it follows the rows of the keyboard'),
  keyPattern: t('it follows a pattern on the keyboard'),
  simpleRepeat: t('it repeats itself'),
  extendedRepeat: t('it repeats itself'),
  sequences: t('it counts up or down'),
  recentYears: t('it contains a year'),
  dates: t('it contains a date'),
  topTen: t('it is one of the ten most common passwords'),
  topHundred: t('it is one of the hundred most common passwords'),
  common: t('it is a common password'),
  similarToCommon: t('it resembles a common password'),
  wordByItself: t('it is a single word'),
};

function inWords(bits: number, warning: string | null): string {
  if (bits >= 112) return t('strong, it will outlast the share');
  if (bits >= 75) return t('good');
  const reason = warning ? reasons[warning] : undefined;
  return reason ? t('weak, for practice only: {reason}', { reason }) : t('weak, for practice only');
}
