import { CHECK_LENGTH } from '../../../shared/paper/crc24.ts';
import { cut } from '../../../shared/paper/line-code.ts';
import { readSheetId } from '../../../shared/paper/sheet-id.ts';

/** What was pasted, line by line; `check` is empty where the text had none. */
export interface PastedBody {
  readonly lines: readonly { readonly number: number; readonly content: string; readonly check: string }[];
  readonly sheetId?: string;
}

const check = new RegExp(`^[0-9A-Fa-f]{${CHECK_LENGTH}}$`);

/**
 * A body as it stands on a sheet (number, groups, check) or as `openssl base64` gives it. `width`: characters of a full
 * line; `first`: the number of the line that it was pasted into. undefined where it is no more than one line.
 */
export function pastedBody(text: string, width: number, first: number): PastedBody | undefined {
  const rows = text.split(/[\r\n]+/).map((row) => row.trim().split(/\s+/));
  const lines: { number: number; content: string; check: string }[] = [];
  let sheetId: string | undefined;
  for (const words of rows) {
    if (words[0] === '') continue;
    if (words[0] === '=') {
      sheetId = readSheetId(words[words.indexOf('ID') + 1] ?? '');
      continue;
    }
    const expected = first + lines.length;
    const number = /^\d{1,3}$/.test(words[0] as string) && words.length > 1 ? Number(words.shift()) : expected;
    const last = words[words.length - 1] as string;
    // A check stands apart; a group of content never has six characters where it is set apart in fours.
    const hasCheck = words.length > 1 && check.test(last) && words.slice(0, -1).join('').length <= width;
    const content = (hasCheck ? words.slice(0, -1) : words).join('');
    if (hasCheck || content.length <= width) lines.push({ number, content, check: hasCheck ? last.toUpperCase() : '' });
    else for (const [at, part] of cut(content, width).entries()) lines.push({ number: number + at, content: part, check: '' });
  }
  return lines.length > 1 ? { lines, ...(sheetId === undefined ? {} : { sheetId }) } : undefined;
}
