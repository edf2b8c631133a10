import { refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import { base64 } from '../../../shared/paper/base64.ts';
import { cut, lineLengths } from '../../../shared/paper/line-code.ts';
import { type Code, CodeCollection, decodeCode } from '../../../shared/paper/qr-payload.ts';
import type { ScannedLines } from './messages.ts';

type FileKind = keyof typeof lineLengths;

/** The codes of one ciphertext sheet, also where some are missing: the lines that the others hold are known all the same. */
export class ScannedBody {
  readonly #codes: CodeCollection;
  readonly #parts = new Map<number, Code>();

  /** Of these kinds, and of this sheet only, where that is known. */
  constructor(kinds: readonly FileKind[], sheetId?: string) {
    this.#codes = new CodeCollection(kinds, sheetId);
  }

  /** Takes one code; gives how many are missing. Refusal qr-…: then nothing changes. */
  add(text: string): number {
    if (this.#codes.add(text)) {
      const code = decodeCode(text);
      this.#parts.set(code.index, code);
    }
    return this.#codes.missing?.length ?? 0;
  }

  get scanned(): number {
    return this.#parts.size;
  }

  /** Numbers of the missing codes. */
  get missing(): readonly number[] {
    return this.#codes.missing ?? [];
  }

  /** What is known by now. Refusal sheet-incomplete before the first code. */
  lines(): ScannedLines {
    const [first] = this.#parts.values();
    if (!first) return refuse('sheet-incomplete', { detail: t('no code of a sheet of a DKEK share file or of a wrapped key was found') });
    const kind = first.kind as FileKind;
    const known = this.#known(first.total);
    const width = lineLengths[kind];
    const lineBytes = (width / 4) * 3;
    const length = known[known.length - 1]?.end;
    const count = length === undefined ? undefined : Math.ceil(length / lineBytes);
    // All codes but the last are full, and the last holds something.
    const full = known.find((part) => part !== undefined)?.bytes.length ?? 0;
    const fewest = count ?? Math.ceil(((first.total - 1) * full + 1) / lineBytes);
    const lines: [number, string][] = [];
    for (const { start, end, bytes } of joined(known)) {
      const isEnd = end === length;
      const from = Math.ceil(start / lineBytes);
      const to = isEnd ? end : Math.floor(end / lineBytes) * lineBytes;
      if (to <= from * lineBytes) continue;
      const body = cut(base64.encode(bytes.subarray(from * lineBytes - start, to - start)), width);
      lines.push(...body.map((line, at): [number, string] => [from + at + 1, line]));
    }
    const codes = { scanned: this.#parts.size, total: first.total };
    return { kind, sheetId: first.sheetId, codes, lines, fewest, ...(count === undefined ? {} : { count }) };
  }

  /** Where each code's bytes lie: all but the last have one size. `end` of the last is the file's length; without it the list does not reach the end. */
  #known(total: number): (Stretch | undefined)[] {
    const size = total === 1 ? 0 : [...this.#parts.values()].find(({ index }) => index < total)?.bytes.length;
    return Array.from({ length: total }, (_, at) => {
      const part = this.#parts.get(at + 1);
      if (!part || size === undefined) return undefined;
      return { start: at * size, end: at * size + part.bytes.length, bytes: part.bytes };
    });
  }
}

interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly bytes: Uint8Array;
}

/** Neighbours as one stretch: a line may begin in one code and end in the next. */
function joined(known: readonly (Stretch | undefined)[]): Stretch[] {
  const stretches: Stretch[] = [];
  for (const next of known) {
    if (!next) continue;
    const last = stretches[stretches.length - 1];
    if (last?.end !== next.start) stretches.push(next);
    else stretches[stretches.length - 1] = { start: last.start, end: next.end, bytes: Uint8Array.of(...last.bytes, ...next.bytes) };
  }
  return stretches;
}
