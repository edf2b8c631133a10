import secrets from 'secrets.js-grempe';
import { utf8 } from '../../shared/bytes.ts';
import { refuse } from '../../shared/failure.ts';
import { type CheckableShare, type CrossCheck, crossCheckBy } from './cross-check.ts';
import { hostRandom } from './random.ts';
import { Secret } from './secret.ts';
import { MOST_SHARES } from './share-points.ts';
import { checkSplit, type Split } from './threshold.ts';

/** Characters (UTF-16 units) in a text that is split: a share has four digits for each of them. */
export const LONGEST_TEXT = 256;
/** Bits of a field element in the shares made here, and what secrets.js itself begins with. */
const BITS = 8;
/** What nobody can read from paper and type again; also a sign that the shares combined did not belong together. */
const unprintable = /\p{Cc}|\p{Cs}|\p{Cn}|\p{Co}|\p{Zl}|\p{Zp}/u;
/** secrets.js' public form: field size in base 36, number of the share in as many digits as the field needs, values. */
const shareForm = /^([3-9A-K])([0-9a-f]+)$/;

/** A share of secrets.js, taken apart and in its canonical spelling. */
export interface TextShare {
  readonly text: string;
  readonly bits: number;
  readonly id: number;
  /** Length of the values in hex digits: the same in all shares of a set. */
  readonly digits: number;
}

/**
 * Splits a line of text (UTF-8, 1 to 256 characters, stays the caller's) into raw share strings of secrets.js, which
 * alone gives it back: `secrets.hex2str(secrets.combine(shares))`. Strings cannot be wiped: show them and let them go.
 * Refusals of `checkSplit`, `split-text-empty`, `split-text-too-long`, `split-text-characters`.
 */
export function splitText(secret: Secret, split: Split): string[] {
  checkSplit(split);
  const text = utf8.decode(secret.expose());
  if (text.length === 0) refuse('split-text-empty');
  if (text.length > LONGEST_TEXT) refuse('split-text-too-long', { length: text.length, most: LONGEST_TEXT });
  if (unprintable.test(text)) refuse('split-text-characters');
  useOurRandom();
  return secrets.share(secrets.str2hex(text), split.total, split.threshold).map((share) => readTextShare(share).text);
}

/**
 * A raw share string as people type it: spaces, colons and capitals do not matter. Refusal `text-share-malformed`,
 * `share-id-zero`.
 */
export function readTextShare(typed: string): TextShare {
  const plain = typed.replace(/[\s:-]+/g, '').toLowerCase();
  const text = plain.slice(0, 1).toUpperCase() + plain.slice(1);
  const found = shareForm.exec(text);
  if (!found) return refuse('text-share-malformed');
  const bits = Number.parseInt(found[1] as string, 36);
  const idDigits = Math.ceil(bits / 4);
  const body = found[2] as string;
  const id = Number.parseInt(body.slice(0, idDigits), 16);
  const digits = body.length - idDigits;
  if (digits < 1 || id >= 2 ** bits) return refuse('text-share-malformed');
  if (id === 0) refuse('share-id-zero');
  return { text, bits, id, digits };
}

/**
 * The text that raw share strings of secrets.js give, in UTF-8; the caller wipes it. Wrong or too few shares give garbage
 * more often than a refusal: check each share and count them first. Refusal `text-share-malformed`, `text-shares-mixed`,
 * `shares-too-few`, `shares-too-many`, `share-twice`, `share-id-twice`, `shares-do-not-fit`.
 */
export function combineText(typed: readonly string[], threshold = 2): Secret {
  const shares = readTextShares(typed, threshold);
  let digits: string;
  try {
    digits = secrets.combine(shares.map(({ text }) => text));
  } catch {
    // its messages quote the share
    return refuse('shares-do-not-fit');
  }
  // str2hex writes four digits a character
  if (digits.length === 0 || digits.length % 4 !== 0) return refuse('shares-do-not-fit');
  const text = secrets.hex2str(digits);
  if (unprintable.test(text)) return refuse('shares-do-not-fit');
  return new Secret(utf8.encode(text));
}

/** `crossCheck` for raw share strings. Refusals of `combineText` for the shares themselves. */
export function crossCheckText(
  threshold: number,
  entries: readonly (Pick<CheckableShare, 'trusted'> & { readonly text: string })[],
): CrossCheck {
  const shares = readTextShares(
    entries.map(({ text }) => text),
    threshold,
  );
  const checkable = shares.map(({ id }, position) => ({ id, trusted: entries[position]?.trusted ?? false }));
  return crossCheckBy(checkable, threshold, (basis, position) => {
    const { id, text } = shares[position] as TextShare;
    const expected = secrets.newShare(
      id,
      basis.map((each) => (shares[each] as TextShare).text),
    );
    // a field of other than 4 or 8 bits may give more leading zeros
    return valueInside(expected) === valueInside(text);
  });
}

function valueInside(share: string): bigint {
  const { text, digits } = readTextShare(share);
  return BigInt(`0x${text.slice(-digits)}`);
}

function readTextShares(typed: readonly string[], threshold: number): TextShare[] {
  if (typed.length > MOST_SHARES) refuse('shares-too-many', { have: typed.length, most: MOST_SHARES });
  const shares: TextShare[] = [];
  for (const text of typed) {
    const share = readTextShare(text);
    const [first] = shares;
    if (first && (first.bits !== share.bits || first.digits !== share.digits)) refuse('text-shares-mixed');
    const same = shares.find(({ id }) => id === share.id);
    if (same) refuse(same.text === share.text ? 'share-twice' : 'share-id-twice', { id: share.id });
    shares.push(share);
  }
  if (shares.length < threshold) refuse('shares-too-few', { have: shares.length, need: threshold });
  return shares;
}

/**
 * Gives secrets.js our random source. Its own throws away a chunk of zeros, which biases the shares; and its check of a
 * new source refuses such a chunk, so that the check alone gets a one.
 */
function useOurRandom(): void {
  secrets.init(BITS, undefined as never);
  let checking = true;
  const random = (bits: number): string => {
    if (checking) return '1'.padStart(bits, '0');
    const bytes = hostRandom(Math.ceil(bits / 8));
    const text = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0'))
      .join('')
      .slice(0, bits);
    bytes.fill(0);
    return text;
  };
  // the declaration of the package forgets that a function is allowed
  secrets.setRNG(random as never);
  checking = false;
}
