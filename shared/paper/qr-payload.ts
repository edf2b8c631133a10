import { concat, utf8 } from '../bytes.ts';
import { refuse } from '../failure.ts';
import { listed, t } from '../language/text.ts';
import type { QrText } from '../models/sheet.ts';
import { base32 } from './base32.ts';
import { crc24Hex } from './crc24.ts';
import { FORMAT } from './line-code.ts';

/**
 * What a QR code of a sheet says: `HSMP1-<type> <sheet ID> <i>/<n> <base32> <check>`, all in the alphanumeric mode. The check is
 * CRC-24 over ASCII `sheet ID|i/n|` and the bytes.
 */
export const codeTypes = { 'share-file': 'PBE', 'wrapped-key': 'WKY', 'password-share': 'PWS', 'text-share': 'TXT' } as const;
export type CodedKind = keyof typeof codeTypes;

export interface Code {
  readonly kind: CodedKind;
  readonly sheetId: string;
  /** 1-based. */
  readonly index: number;
  readonly total: number;
  readonly bytes: Uint8Array;
}

/** In words, for what was scanned and what is wanted. */
export const codedKindWords: Readonly<Record<CodedKind, string>> = {
  'share-file': t('a sheet of a DKEK share file'),
  'wrapped-key': t('a sheet of a wrapped key'),
  'password-share': t('a password share'),
  'text-share': t('a share of a text'),
};

/** More would need a code above version 15 at level M, too fine for an old printer. */
export const BYTES_PER_CODE = 300;
const MOST_CODES = 99;

/** The codes of a sheet, in their order; a share file gets the stronger correction. Throws RangeError above 99 codes. */
export function encodeCodes(kind: CodedKind, sheetId: string, bytes: Uint8Array): QrText[] {
  const total = Math.max(1, Math.ceil(bytes.length / BYTES_PER_CODE));
  if (total > MOST_CODES) throw new RangeError(`QR codes: expected at most ${MOST_CODES}, got ${total}`);
  // Of equal size, so that all are of one version and the last is no odd little one.
  const size = Math.ceil(bytes.length / total);
  return Array.from({ length: total }, (_, at) => {
    const part = bytes.subarray(at * size, (at + 1) * size);
    const place = `${at + 1}/${total}`;
    const text = `${FORMAT}-${codeTypes[kind]} ${sheetId} ${place} ${base32.encode(part)} ${checkOf(sheetId, place, part)}`;
    return {
      text,
      level: kind === 'share-file' ? 'Q' : 'M',
      caption: total === 1 ? '' : t('{number} of {total}', { number: at + 1, total }),
    } as const;
  });
}

const shape = /^HSMP1-(PBE|WKY|PWS|TXT) ([0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}) ([1-9]\d?)\/([1-9]\d?) ([A-Z2-7]*) ([0-9A-F]{6})$/;

/** One code as it was scanned. Refusal qr-not-ours, qr-damaged. */
export function decodeCode(text: string): Code {
  if (!text.trimStart().startsWith(`${FORMAT}-`)) refuse('qr-not-ours');
  const [, type, sheetId = '', index = '', total = '', body = '', check] = shape.exec(text.trim()) ?? refuse('qr-damaged');
  const kind = (Object.keys(codeTypes) as CodedKind[]).find((each) => codeTypes[each] === type) ?? refuse('qr-damaged');
  const bytes = decodeBody(body);
  const place = `${index}/${total}`;
  if (checkOf(sheetId, place, bytes) !== check || Number(index) > Number(total)) refuse('qr-damaged');
  return { kind, sheetId, index: Number(index), total: Number(total), bytes };
}

function decodeBody(body: string): Uint8Array {
  try {
    return base32.decode(body);
  } catch {
    return refuse('qr-damaged');
  }
}

/** Puts the codes of one sheet together, in whatever order they come. */
export class CodeCollection {
  readonly #kinds: readonly CodedKind[];
  readonly #parts = new Map<number, Uint8Array>();
  #sheetId: string | undefined;
  #first: Code | undefined;

  /** `sheetId`: of no other sheet, where it is known already. */
  constructor(kinds: readonly CodedKind[], sheetId?: string) {
    this.#kinds = kinds;
    this.#sheetId = sheetId;
  }

  /** Takes one code; true where it is new. Refusal qr-not-ours, qr-damaged, qr-wrong-kind, qr-other-sheet: then nothing changes. */
  add(text: string): boolean {
    const code = decodeCode(text);
    if (!this.#kinds.includes(code.kind)) {
      const wanted = listed(
        this.#kinds.map((kind) => codedKindWords[kind]),
        'disjunction',
      );
      refuse('qr-wrong-kind', { found: codedKindWords[code.kind], wanted });
    }
    const { sheetId = this.#sheetId, kind = code.kind, total = code.total } = this.#first ?? {};
    if (sheetId !== undefined && code.sheetId !== sheetId) refuse('qr-other-sheet', { found: code.sheetId, wanted: sheetId });
    // One sheet has one kind and one number of codes.
    if (kind !== code.kind || total !== code.total) refuse('qr-damaged');
    this.#first ??= code;
    if (this.#parts.has(code.index)) return false;
    this.#parts.set(code.index, code.bytes);
    return true;
  }

  get scanned(): number {
    return this.#parts.size;
  }

  /** Undefined until the first code tells. */
  get sheetId(): string | undefined {
    return this.#first?.sheetId ?? this.#sheetId;
  }

  get kind(): CodedKind | undefined {
    return this.#first?.kind;
  }

  /** Numbers of the codes that are still missing; undefined until the first code tells how many there are. */
  get missing(): number[] | undefined {
    if (!this.#first) return undefined;
    return Array.from({ length: this.#first.total }, (_, at) => at + 1).filter((index) => !this.#parts.has(index));
  }

  /** What the codes hold, once none is missing. */
  get bytes(): Uint8Array | undefined {
    if (this.missing?.length !== 0) return undefined;
    return concat(...[...this.#parts].sort(([a], [b]) => a - b).map(([, part]) => part));
  }

  /** Overwrites what was collected and begins anew. */
  wipe(): void {
    for (const part of this.#parts.values()) part.fill(0);
    this.#parts.clear();
    this.#first = undefined;
  }
}

function checkOf(sheetId: string, place: string, bytes: Uint8Array): string {
  return crc24Hex(concat(utf8.encode(`${sheetId}|${place}|`), bytes));
}
