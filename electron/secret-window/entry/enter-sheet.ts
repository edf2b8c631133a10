import { createHash } from 'node:crypto';
import { refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import { decodeBody, judgeLine, lineLengths } from '../../../shared/paper/line-code.ts';
import { readSheetId } from '../../../shared/paper/sheet-id.ts';
import type { EnteredSheet, SheetEntryPrompt } from '../../ceremony/paper.ts';
import { readPbe } from '../../codec/pbe.ts';
import { readWrappedKeyFile } from '../../codec/wrapped-key-file.ts';
import { type EntryTask, GivenUp, Outcome, type Scan } from './entry-task.ts';
import type { ScannedLines, SheetScan, TypedSheet } from './messages.ts';
import { ScannedBody } from './scanned-body.ts';

/** A key of RSA-4096 with its certificate has 57; more than that is no sheet. */
const mostLines = 400;
/** Fewer digits of a hash prove little. */
const fewestHashDigits = 8;
const hashDigits = 64;

/** A sheet of ciphertext comes back, typed or scanned. Done only once every line fits its check and the file its form. */
export function enterSheetTask(prompt: SheetEntryPrompt, scan: Scan): EntryTask<EnteredSheet> {
  const outcome = new Outcome<EnteredSheet>();
  const { kind } = prompt.expected ?? {};

  async function scanned(argument: unknown): Promise<ScannedLines> {
    const { from, sheetId } = (argument ?? {}) as Partial<Record<keyof SheetScan, unknown>>;
    const typedId = typeof sheetId === 'string' ? readSheetId(sheetId) : undefined;
    const body = new ScannedBody(kind ? [kind] : ['share-file', 'wrapped-key'], prompt.expected?.sheetId ?? typedId);
    try {
      await scan(from === 'camera' ? 'camera' : 'file', {
        title: t('Scan the sheet'),
        words: t('Hold the sheet so that one code fills half of the picture. A sheet may have several codes.'),
        take(text) {
          const missing = body.add(text);
          const some = t('{scanned} read; still missing: code {numbers}.', { scanned: body.scanned, numbers: body.missing.join(', ') });
          return { done: missing === 0, words: missing === 0 ? t('All codes of this sheet were read.') : some };
        },
      });
    } catch (error) {
      // What a camera has read before it was put away is kept: the rest can be typed.
      if (!(error instanceof GivenUp) || body.scanned === 0) throw error;
    }
    outcome.touched = true;
    return body.lines();
  }

  return {
    page: { kind: 'sheet', prompt },
    calls: {
      'scan-sheet': scanned,
      'submit-sheet': async (typed) => {
        outcome.touched = true;
        outcome.resolve(wholeSheet(prompt, typed));
        return null;
      },
    },
    outcome,
  };
}

/** The file that the page's lines hold. Judges everything again: Refusal sheet-…, part-not-this-sheet, pbe-…, wrapped-key-malformed. */
export function wholeSheet({ title, expected }: SheetEntryPrompt, argument: unknown): EnteredSheet {
  const { kind, sheetId, lines, typedLines, scannedCodes, sha256 } = typedSheet(title, argument);
  if (expected?.sheetId !== undefined && expected.sheetId !== sheetId) {
    refuse('part-not-this-sheet', {
      expected: t('sheet {sheetId}', { sheetId: expected.sheetId }),
      got: t('sheet {sheetId}', { sheetId }),
    });
  }
  const wrong: string[] = [];
  const contents = lines.map((typed, at) => {
    const number = String(at + 1);
    const verdict = judgeLine({ sheetId, number, alphabet: 'base64' }, typed);
    if (verdict.kind === 'ok') return verdict.line;
    wrong.push(number);
    return '';
  });
  if (wrong.length > 0) refuse('sheet-incomplete', { detail: t('line {numbers} is not right yet', { numbers: wrong.join(', ') }) });
  const bytes = bytesOf(contents, lineLengths[kind]);
  if (kind === 'share-file') readPbe(bytes);
  else readWrappedKeyFile(bytes);
  const sha256Typed = comparedHash(bytes, sha256);
  return { kind, sheetId, bytes, typedLines, scannedCodes, ...(sha256Typed === undefined ? {} : { sha256Typed }) };
}

function bytesOf(contents: readonly string[], width: number): Uint8Array {
  const last = contents.length - 1;
  const short = contents.findIndex((line, at) => (at < last ? line.length !== width : line.length > width || line.length === 0));
  if (short >= 0)
    refuse('sheet-incomplete', {
      detail: t('line {number} has {length} of {width} characters', { number: short + 1, length: contents[short]?.length ?? 0, width }),
    });
  try {
    return decodeBody(contents);
  } catch {
    return refuse('sheet-incomplete', { detail: t('its end is missing') });
  }
}

/** Gives the whole hash where the whole was typed; the first digits are compared here. */
function comparedHash(bytes: Uint8Array, typed: string): string | undefined {
  const digits = typed.replace(/[\s:]/g, '').toLowerCase();
  if (digits === '') return undefined;
  const hash = createHash('sha256').update(bytes).digest('hex');
  const usable = /^[0-9a-f]+$/.test(digits) && digits.length >= fewestHashDigits && digits.length <= hashDigits;
  if (!usable || !hash.startsWith(digits)) refuse('sheet-hash-differs');
  return digits.length === hashDigits ? digits : undefined;
}

function typedSheet(title: string, argument: unknown): TypedSheet {
  const given = (argument ?? {}) as Partial<Record<keyof TypedSheet, unknown>>;
  const { kind, lines, typedLines, scannedCodes, sha256 } = given;
  const sheetId = typeof given.sheetId === 'string' ? readSheetId(given.sheetId) : undefined;
  const count = (value: unknown): value is number => Number.isInteger(value) && (value as number) >= 0 && (value as number) <= mostLines;
  const text = (value: unknown): value is string => typeof value === 'string' && value.length <= 200;
  const isBody = Array.isArray(lines) && lines.length > 0 && lines.length <= mostLines && lines.every(text);
  if ((kind !== 'share-file' && kind !== 'wrapped-key') || !isBody || !count(typedLines) || !count(scannedCodes) || !text(sha256)) {
    return refuse('request-malformed', { operation: title });
  }
  if (sheetId === undefined) return refuse('nothing-typed', { what: t('The sheet ID') });
  return { kind, sheetId, lines: lines as string[], typedLines, scannedCodes, sha256 };
}
