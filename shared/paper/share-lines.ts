import { t } from '../language/text.ts';
import type { PrintedLine } from '../models/sheet.ts';
import { colonGroups, cut, type LineAlphabet, type LinePlace, plainGroups, printLines } from './line-code.ts';

/** The lines of a password share, by number: what sc-hsm-tool asks for, in its order. */
export const passwordShareLabels: readonly string[] = [t('Prime'), t('Share ID'), t('Share value')];
const passwordShareAlphabets: readonly LineAlphabet[] = ['colon-hex', 'hex', 'colon-hex'];
/** Bytes of our fixed prime and of each value. */
export const SHARE_NUMBER_LENGTH = 17;
const COLON_HEX_LENGTH = SHARE_NUMBER_LENGTH * 3 - 1;

/** `prime` and `value` in colon hex, 17 bytes each. */
export function passwordShareLines(
  sheetId: string,
  share: { readonly prime: string; readonly index: number; readonly value: string },
): PrintedLine[] {
  const lines = [share.prime, String(share.index), share.value];
  return printLines(
    sheetId,
    lines.map((line, at) => ({ label: passwordShareLabels[at] as string, line })),
    colonGroups,
  );
}

/** Where the lines of one of our password shares stand, for `judgeLine`. */
export function passwordSharePlaces(sheetId: string): LinePlace[] {
  return passwordShareAlphabets.map((alphabet, at) => ({
    sheetId,
    number: String(at + 1),
    alphabet,
    length: alphabet === 'hex' ? 1 : COLON_HEX_LENGTH,
  }));
}

/** Characters of a raw secrets.js share on one line. */
export const TEXT_SHARE_WIDTH = 32;

/** A raw secrets.js share (hex digits), cut into lines. */
export function textShareLines(sheetId: string, share: string): PrintedLine[] {
  return printLines(sheetId, cut(share, TEXT_SHARE_WIDTH), plainGroups);
}

/** Where the lines of a text share of `length` characters stand. */
export function textSharePlaces(sheetId: string, length: number): LinePlace[] {
  return cut('0'.repeat(length), TEXT_SHARE_WIDTH).map((line, at) => ({
    sheetId,
    number: String(at + 1),
    alphabet: 'hex',
    length: line.length,
  }));
}
