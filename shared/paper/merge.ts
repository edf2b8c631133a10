import { judgeLine, type LineAlphabet } from './line-code.ts';

/** One copy of a sheet as it was typed: lines in their order, an empty one where nothing can be read. */
export interface TypedCopy {
  readonly sheetId: string;
  readonly lines: readonly string[];
}

export interface MergedLine {
  readonly number: string;
  /** The content where one of the copies has the line right. */
  readonly line?: string;
  /** Which copies have it right: 1, 2. Both right and yet different: neither counts. */
  readonly from: readonly number[];
  readonly conflict: boolean;
}

/** Takes each line from whichever copy has it right. `lengths`: characters of each line, where that is known. */
export function mergeCopies(
  copies: readonly TypedCopy[],
  { alphabet, lengths }: { readonly alphabet: LineAlphabet; readonly lengths: readonly (number | undefined)[] },
): MergedLine[] {
  return lengths.map((length, at) => {
    const number = String(at + 1);
    const right = copies.flatMap(({ sheetId, lines }, copy) => {
      const verdict = judgeLine({ sheetId, number, alphabet, ...(length === undefined ? {} : { length }) }, lines[at] ?? '');
      return verdict.kind === 'ok' ? [{ copy: copy + 1, line: verdict.line }] : [];
    });
    const [first] = right;
    const conflict = right.some(({ line }) => line !== first?.line);
    if (!first || conflict) return { number, from: [], conflict };
    return { number, line: first.line, from: right.map(({ copy }) => copy), conflict };
  });
}
