import { base64Digits } from './base64.ts';
import { CHECK_LENGTH } from './crc24.ts';
import { isRight, type LinePlace, lineLengths, splitLine, squeeze } from './line-code.ts';
import { readSheetId, sheetIdDigits } from './sheet-id.ts';

/** What would make a wrong line right. Only ever shown on request, never applied unasked. */
export type Suggestion =
  | {
      readonly kind: 'one';
      /** The whole line as it should be typed, content and check without spaces. */
      readonly typed: string;
      /** Its content. */
      readonly line: string;
      /** Counts the characters without spaces from 1; of a swapped pair, the first. */
      readonly position: number;
      readonly change: 'another character' | 'swapped with the next';
    }
  | { readonly kind: 'none' }
  /** More than one correction fits: nobody can tell which is meant. */
  | { readonly kind: 'several' };

const longestLine = Math.max(...Object.values(lineLengths));
const hexDigits = [...'0123456789abcdef'];
const checkDigits = [...'0123456789ABCDEF'];

/**
 * The one substitution of a single character, or exchange of two neighbours, that makes a wrong line right. Any character may
 * stand for one that cannot be read, such as `?`.
 */
export function suggestLine(place: LinePlace, typed: string): Suggestion {
  const { alphabet } = place;
  const squeezed = squeeze(typed, alphabet);
  // whatever was pasted: no correction makes a line shorter
  if (squeezed.length > Math.max(longestLine, place.length ?? 0) + CHECK_LENGTH) return { kind: 'none' };
  const found = new Map<string, Extract<Suggestion, { kind: 'one' }>>();
  const consider = (candidate: string, at: number, change: 'another character' | 'swapped with the next') => {
    if (!isRight(place, candidate)) return;
    const { line } = splitLine(candidate, alphabet);
    found.set(line, { kind: 'one', typed: candidate, line, position: at + 1, change });
  };
  const contentEnd = squeezed.length - CHECK_LENGTH;
  for (let at = 0; at < squeezed.length; at++) {
    const [here, next] = [squeezed[at] as string, squeezed[at + 1]];
    const digits = alphabet !== 'base64' ? hexDigits : at < contentEnd ? [...base64Digits, '='] : checkDigits;
    for (const digit of digits) {
      if (digit !== here) consider(squeezed.slice(0, at) + digit + squeezed.slice(at + 1), at, 'another character');
    }
    if (next !== undefined && next !== here)
      consider(squeezed.slice(0, at) + next + here + squeezed.slice(at + 2), at, 'swapped with the next');
  }
  const [only] = found.values();
  return found.size > 1 ? { kind: 'several' } : (only ?? { kind: 'none' });
}

/**
 * The sheet ID that makes all the given lines right, where every one of them is wrong under the ID as typed: then the ID is more
 * likely mistyped than all lines. undefined where no ID at a distance of one character or one exchange does.
 */
export function suggestSheetId(
  typedId: string,
  lines: readonly { readonly place: LinePlace; readonly typed: string }[],
): string | undefined {
  const squeezed = readSheetId(typedId)?.replace('-', '');
  if (squeezed === undefined || lines.length === 0) return undefined;
  const candidates = new Set<string>();
  for (let at = 0; at < squeezed.length; at++) {
    const [here, next] = [squeezed[at] as string, squeezed[at + 1]];
    for (const digit of sheetIdDigits) candidates.add(squeezed.slice(0, at) + digit + squeezed.slice(at + 1));
    if (next !== undefined) candidates.add(squeezed.slice(0, at) + next + here + squeezed.slice(at + 2));
  }
  candidates.delete(squeezed);
  const right = [...candidates]
    .map((candidate) => `${candidate.slice(0, 4)}-${candidate.slice(4)}`)
    .filter((sheetId) => lines.every(({ place, typed }) => isRight({ ...place, sheetId }, squeeze(typed, place.alphabet))));
  return right.length === 1 ? right[0] : undefined;
}
