import { t } from '../../../shared/language/text.ts';
import type { SheetFact } from '../../../shared/models/sheet.ts';
import { FORMAT } from '../../../shared/paper/line-code.ts';
import { timestamp } from '../timestamp.ts';

/** Where a sheet comes from and to whom it goes: what the sheets of all kinds say. */
export interface SheetOrigin {
  /** `K7Q2-M5TX` */
  readonly sheetId: string;
  /** The ceremony of the open register; undefined where none is open. */
  readonly ceremony?: { readonly ceremonyId: string; readonly title: string } | undefined;
  readonly practice: boolean;
  /** `Ada Lovelace, Analytical Engines`; undefined: to be filled in by hand. */
  readonly custodian?: string | undefined;
  readonly at: Date;
}

/** One part of a split, as a sheet says it: `share 2, any 2 of 3`. */
export interface SheetPart {
  readonly setId: string;
  readonly index: number;
  readonly threshold: number;
  readonly total: number;
}

/** What is written by hand in the boxes at the end. */
export const boxes: readonly string[] = [t('Custodian'), t('Bag (TEB) number'), t('Signature'), t('Date')];

/** The facts that every sheet has, around those of its kind. The sheet window itself adds the copy. */
export function factsAround({ sheetId, ceremony, custodian, at }: SheetOrigin, own: readonly (SheetFact | undefined)[]): SheetFact[] {
  const around = [
    fact(t('Sheet ID'), sheetId),
    ...own,
    fact(t('Ceremony'), ceremony && `${ceremony.ceremonyId}, ${ceremony.title}`),
    fact(t('Custodian'), custodian),
    fact(t('Made'), dateWithZone(at)),
    fact(t('Format'), t('{format}: every line has a number and a check', { format: FORMAT })),
  ];
  return around.filter((each) => each !== undefined);
}

/** undefined where there is nothing to say. */
export function fact(term: string, value: string | undefined): SheetFact | undefined {
  return value ? { term, value } : undefined;
}

/** `2026-03-01 14:05 UTC+01:00` */
export function dateWithZone(at: Date): string {
  const [date, time = ''] = timestamp(at).split('T');
  return `${date} ${time.slice(0, 5)} UTC${time.slice(8)}`;
}

/** Hex digits in groups of four, as they are read aloud. */
export function inFours(text: string): string {
  return text.match(/.{1,4}/g)?.join(' ') ?? '';
}

/** `share 2, any 2 of 3` */
export function partWords({ index, threshold, total }: SheetPart): string {
  return threshold === total
    ? t('Share {index} of {total}; all {total} are needed', { index, total })
    : t('Share {index} of {total}; any {threshold} are enough', { index, total, threshold });
}
