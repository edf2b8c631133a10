import type { PrintedLine } from '../models/sheet.ts';
import { base64, isBase64Digit } from './base64.ts';
import { CHECK_LENGTH, crc24Hex } from './crc24.ts';

/**
 * HSMP1, the lines of a sheet of paper: number, content in groups, and a check of six hex digits over
 * `sheet ID|line number|content`, so that a line that was mistyped, swapped or taken from another sheet fails.
 */

/** What a line may hold. `base64`: case counts. `colon-hex`: `03:ff:…`, digits typed with or without colons. `hex`: lower-case digits. */
export type LineAlphabet = 'base64' | 'colon-hex' | 'hex';

export interface LinePlace {
  /** `K7Q2-M5TX` */
  readonly sheetId: string;
  readonly number: string;
  readonly alphabet: LineAlphabet;
  /** Characters of the content, where that is known; a line of unknown length is right as soon as its check is. */
  readonly length?: number;
}

export type LineVerdict =
  | { readonly kind: 'ok'; readonly line: string }
  /** `missing`: how many characters are still to come, the check counted; undefined where nobody knows. */
  | { readonly kind: 'incomplete'; readonly missing?: number }
  /** `position` counts the characters without spaces from 1. */
  | { readonly kind: 'wrong'; readonly reason: 'character'; readonly position: number }
  | { readonly kind: 'wrong'; readonly reason: 'too long' | 'check' };

export const FORMAT = 'HSMP1';
/** Characters in a line of a share file and of a wrapped key; the latter are those of `openssl base64`. */
export const lineLengths = { 'share-file': 16, 'wrapped-key': 64 } as const;
const GROUP = 4;

/** The check of one line, over ASCII `sheet ID|number|line`. Other characters get a check too, one that no line of ours has. */
export function lineCheck(sheetId: string, number: string, line: string): string {
  return crc24Hex(new TextEncoder().encode(`${sheetId}|${number}|${line}`));
}

/** The lines of a file: standard base64, `width` characters each, in groups of four, numbered from 1. */
export function encodeBody(sheetId: string, bytes: Uint8Array, width: number): PrintedLine[] {
  return printLines(sheetId, cut(base64.encode(bytes), width), (line) => cut(line, GROUP));
}

/** How long each line of a file of `bytes` bytes is. */
export function bodyLengths(bytes: number, width: number): number[] {
  const characters = Math.ceil(bytes / 3) * 4;
  return Array.from({ length: Math.ceil(characters / width) }, (_, at) => Math.min(width, characters - at * width));
}

/** The file that its lines hold. Throws SyntaxError where they are no base64 that our encoder would have written. */
export function decodeBody(lines: readonly string[]): Uint8Array {
  return base64.decode(lines.join(''));
}

/** Numbers and checks lines of any content. `label` names a line: `Prime`. */
export function printLines(
  sheetId: string,
  lines: readonly (string | { readonly label: string; readonly line: string })[],
  groupsOf: (line: string) => string[],
): PrintedLine[] {
  return lines.map((each, at) => {
    const { line, ...label } = typeof each === 'string' ? { line: each } : each;
    const number = String(at + 1);
    return { number, ...label, groups: groupsOf(line), check: lineCheck(sheetId, number, line), length: line.length };
  });
}

/** `03:ff:ff:…` in groups of four bytes, the colon at a group's end. */
export const colonGroups = (line: string): string[] => cut(line, GROUP * 3);
/** Groups of four characters. */
export const plainGroups = (line: string): string[] => cut(line, GROUP);

export function cut(text: string, length: number): string[] {
  return Array.from({ length: Math.ceil(text.length / length) }, (_, at) => text.slice(at * length, (at + 1) * length));
}

/** What was typed without what does not count: spaces, and in hex colons and case. */
export function squeeze(typed: string, alphabet: LineAlphabet): string {
  const squeezed = typed.replace(/\s/g, '');
  return alphabet === 'base64' ? squeezed : squeezed.replace(/:/g, '').toLowerCase();
}

/** Content and check of a squeezed line, the content as it is printed. */
export function splitLine(squeezed: string, alphabet: LineAlphabet): { readonly line: string; readonly check: string } {
  const content = squeezed.slice(0, -CHECK_LENGTH);
  const check = squeezed.slice(-CHECK_LENGTH).toUpperCase();
  return { line: alphabet === 'colon-hex' ? cut(content, 2).join(':') : content, check };
}

/**
 * Judges a line as it is typed: content and check in one go. Spaces between groups do not count; base64 is never folded, only the
 * check's own hex digits may be typed in either case. A character that no such line has is wrong at once, all else only at the end.
 */
export function judgeLine(place: LinePlace, typed: string): LineVerdict {
  const { alphabet, length } = place;
  const squeezed = squeeze(typed, alphabet);
  const full = length === undefined ? undefined : contentDigits(length, alphabet) + CHECK_LENGTH;
  const alien = [...squeezed].findIndex((character) => !fits(character, alphabet));
  if (alien >= 0) return { kind: 'wrong', reason: 'character', position: alien + 1 };
  if (full !== undefined && squeezed.length < full) return { kind: 'incomplete', missing: full - squeezed.length };
  if (full !== undefined && squeezed.length > full) return { kind: 'wrong', reason: 'too long' };
  if (isRight(place, squeezed)) return { kind: 'ok', line: splitLine(squeezed, alphabet).line };
  if (full !== undefined || isOver(squeezed, alphabet)) return { kind: 'wrong', reason: 'check' };
  return { kind: 'incomplete' };
}

/** Whether the check of a squeezed line fits its content. */
export function isRight({ sheetId, number, alphabet }: LinePlace, squeezed: string): boolean {
  if (squeezed.length <= CHECK_LENGTH) return false;
  const { line, check } = splitLine(squeezed, alphabet);
  return wellFormed(line, alphabet) && lineCheck(sheetId, number, line) === check;
}

/** Characters that are typed for a line of `length` printed ones: nobody has to type colons. */
function contentDigits(length: number, alphabet: LineAlphabet): number {
  return alphabet === 'colon-hex' ? ((length + 1) / 3) * 2 : length;
}

function fits(character: string, alphabet: LineAlphabet): boolean {
  return alphabet === 'base64' ? character === '=' || isBase64Digit(character) : /^[0-9a-f]$/.test(character);
}

function wellFormed(line: string, alphabet: LineAlphabet): boolean {
  if (alphabet === 'base64') return /^[A-Za-z0-9+/]+={0,2}$/.test(line);
  return alphabet === 'hex' ? /^[0-9a-f]+$/.test(line) : /^[0-9a-f]{2}(?::[0-9a-f]{2})*$/.test(line);
}

/** A base64 line of unknown length has come to its end where its padding is followed by a whole check, or where no line is longer. */
function isOver(squeezed: string, alphabet: LineAlphabet): boolean {
  if (alphabet !== 'base64') return false;
  return /=[^=]{6}/.test(squeezed) || squeezed.length >= lineLengths['wrapped-key'] + CHECK_LENGTH;
}
