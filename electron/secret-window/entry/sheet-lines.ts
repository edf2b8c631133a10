import { t } from '../../../shared/language/text.ts';
import { bodyLengths, judgeLine, type LinePlace, type LineVerdict, lineLengths } from '../../../shared/paper/line-code.ts';
import { TEXT_SHARE_WIDTH } from '../../../shared/paper/share-lines.ts';
import type { Judged } from './share-entries.ts';

export type SheetKind = keyof typeof lineLengths;
/** What is typed line by line: files in base64, shares of a text in hex. */
export type LineKind = SheetKind | 'text-share';

export const lineWidths: Readonly<Record<LineKind, number>> = { ...lineLengths, 'text-share': TEXT_SHARE_WIDTH };

/** A share file has 64 bytes. */
const shareFileLines = bodyLengths(64, lineLengths['share-file']);
/** A wrapped AES key has 3 or 4 lines, a text share one or more; others appear as the last is filled. */
const fewestLines = { 'wrapped-key': 3, 'text-share': 2 } as const;

export function firstLineCount(kind: LineKind): number {
  return kind === 'share-file' ? shareFileLines.length : fewestLines[kind];
}

/** Where a line stands. How long it is, is known for a share file only: of the others any line may be the last. */
export function placeOf(kind: LineKind, sheetId: string, number: number): LinePlace {
  const length = kind === 'share-file' ? shareFileLines[number - 1] : undefined;
  return {
    sheetId,
    number: String(number),
    alphabet: kind === 'text-share' ? 'hex' : 'base64',
    ...(length === undefined ? {} : { length }),
  };
}

/** Characters of the content, where they are known. */
export function contentLength(kind: LineKind, number: number): number {
  return (kind === 'share-file' ? shareFileLines[number - 1] : undefined) ?? lineWidths[kind];
}

export interface TypedLine {
  readonly content: string;
  readonly check: string;
}

export interface LineState extends Judged {
  readonly verdict: LineVerdict;
}

/** Judges one line of a ciphertext sheet and says so. `sheetId` undefined: it is not typed yet, so nothing can be judged. */
export function judgeSheetLine(kind: LineKind, sheetId: string | undefined, number: number, { content, check }: TypedLine): LineState {
  const typed = `${content} ${check}`;
  const squeezed = content.replace(/\s/g, '');
  const digits = check.replace(/\s/g, '').length;
  const whole = contentLength(kind, number);
  const incomplete = (words: string): LineState => ({ complete: false, tone: 'hint', words, verdict: { kind: 'incomplete' } });
  if (squeezed === '' && digits === 0) return incomplete('');
  if (sheetId === undefined) return incomplete(t('The sheet ID comes first: it enters the check.'));
  const verdict = judgeLine(placeOf(kind, sheetId, number), typed);
  if (verdict.kind === 'ok') return { complete: true, tone: 'fine', words: t('Right'), verdict };
  if (verdict.kind === 'wrong' && verdict.reason === 'character') {
    const alien = typed.replace(/\s/g, '')[verdict.position - 1];
    return bad(
      t('"{alien}" cannot stand in a line; look at character {position}.', { alien: alien ?? '', position: verdict.position }),
      verdict,
    );
  }
  // Without a known length a short line might go on; but once its check is there it is over.
  if (digits >= 6) return bad(lengthWords(squeezed.length, whole, kind), { kind: 'wrong', reason: 'check' });
  if (verdict.kind === 'wrong') return bad(lengthWords(squeezed.length, whole, kind), verdict);
  return incomplete(
    squeezed.length < whole ? t('{typed} of {whole} characters', { typed: squeezed.length, whole }) : t('Now the six check digits.'),
  );
}

function lengthWords(characters: number, whole: number, kind: LineKind): string {
  if (characters > whole) return t('{characters} characters; a line has {whole}.', { characters, whole });
  if (characters < whole && kind === 'share-file') return t('{characters} characters; this line has {whole}.', { characters, whole });
  return characters < whole
    ? t(
        'A character of the line or of its check is wrong. It has {characters} characters; only the last line may have fewer than {whole}.',
        { characters, whole },
      )
    : t('A character of the line or of its check is wrong.');
}

const bad = (words: string, verdict: LineVerdict): LineState => ({ complete: false, tone: 'wrong', words, verdict });
