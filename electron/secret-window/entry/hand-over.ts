import { Refusal, refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { SheetModel } from '../../../shared/models/sheet.ts';
import { type LineAlphabet, squeeze } from '../../../shared/paper/line-code.ts';
import { decodeCode } from '../../../shared/paper/qr-payload.ts';
import { type EntryTask, GivenUp, Outcome, type Scan } from './entry-task.ts';
import type { Printed, ReadBackVerdict, Revealed } from './messages.ts';

export interface HandOver {
  readonly model: SheetModel;
  readonly custodian: string;
  /** Content of the lines that must be typed back. */
  readonly readBack: readonly string[];
}

export interface HandOverTools {
  readonly scan: Scan;
  /** Refusal printer-…, cancelled. */
  readonly print: (model: SheetModel) => Promise<Printed>;
}

/** One share goes to its custodian: shown, printed or copied by hand, read back. Done only once it was read back. */
export function handOverTask({ model, custodian, readBack }: HandOver, tools: HandOverTools): EntryTask<{ printed: boolean }> {
  const outcome = new Outcome<{ printed: boolean }>();
  const right = new Set<number>();
  let printed = false;
  let scanned = false;

  const revealed = async (): Promise<Revealed> => {
    outcome.touched = true;
    return { facts: model.facts, lines: model.lines };
  };

  async function print(): Promise<Printed> {
    try {
      const done = await outcome.using(() => tools.print(model));
      printed ||= done.printed;
      return done;
    } catch (error) {
      throw error instanceof Refusal && error.failure.code === 'cancelled' ? new GivenUp() : error;
    }
  }

  async function judge(argument: unknown): Promise<ReadBackVerdict> {
    const { at, typed } = argument as { at: unknown; typed: unknown };
    const expected = typeof at === 'number' ? readBack[at] : undefined;
    if (expected === undefined || !(typed instanceof Uint8Array)) return refuse('request-malformed', { operation: 'read-back' });
    const verdict = judgeReadBack(expected, new TextDecoder().decode(typed), checkOf(model, expected));
    typed.fill(0);
    if (verdict.kind === 'ok') right.add(at as number);
    else right.delete(at as number);
    return verdict;
  }

  async function scanBack(source: unknown): Promise<null> {
    const wanted = new Set(model.codes.map(({ text }) => text));
    const seen = new Set<string>();
    await tools.scan(source === 'camera' ? 'camera' : 'file', {
      title: t('Scan the sheet back'),
      words: t('Hold the printed sheet so that its code fills half of the picture.'),
      take(text) {
        if (!wanted.has(text)) {
          decodeCode(text);
          refuse('share-read-back-differs', { sheetId: model.sheetId });
        }
        seen.add(text);
        return {
          done: seen.size === wanted.size,
          words: t('Code {number} of {total} is right.', { number: seen.size, total: wanted.size }),
        };
      },
    });
    if (seen.size < wanted.size)
      refuse('sheet-incomplete', { detail: t('{found} of {total} codes were found', { found: seen.size, total: wanted.size }) });
    scanned = true;
    return null;
  }

  async function finish(): Promise<null> {
    if (!scanned && right.size < readBack.length) refuse('nothing-typed', { what: t('A line of the read-back') });
    outcome.resolve({ printed });
    return null;
  }

  return {
    page: {
      kind: 'hand-over',
      custodian,
      title: model.title,
      sheetId: model.sheetId,
      readBack: readBack.map((line, at) => {
        const { number = String(at + 1), label } = printedLine(model, line) ?? {};
        return { number, characters: squeeze(line, alphabetOf(line)).length, ...(label === undefined ? {} : { label }) };
      }),
    },
    calls: { reveal: revealed, print, 'judge-line': judge, 'scan-back': scanBack, 'finish-hand-over': finish },
    outcome,
    wipe: () => right.clear(),
  };
}

/** Judges a line that is typed back: only once it is whole, so that nobody guesses on until it fits. The check may follow. */
export function judgeReadBack(expected: string, typed: string, check: string): ReadBackVerdict {
  const alphabet = alphabetOf(expected);
  const [wanted, got] = [squeeze(expected, alphabet), squeeze(typed, alphabet)];
  if (got.length < wanted.length) return { kind: 'incomplete', missing: wanted.length - got.length };
  const rest = got.slice(wanted.length).toUpperCase();
  if (got.startsWith(wanted) && check.startsWith(rest)) return { kind: 'ok' };
  const differing = [...got].findIndex((character, at) => character !== wanted[at]);
  return { kind: 'wrong', position: differing + 1 };
}

function alphabetOf(line: string): LineAlphabet {
  if (line.includes(':')) return 'colon-hex';
  return /^[0-9a-f]+$/.test(line) ? 'hex' : 'base64';
}

const printedLine = (model: SheetModel, line: string) => model.lines.find(({ groups }) => groups.join('') === line);
const checkOf = (model: SheetModel, line: string) => printedLine(model, line)?.check ?? '';
