import { isReplaced } from '../../shared/custody/quorum.ts';
import { t } from '../../shared/language/text.ts';
import type { CustodySnapshot, Holding, HoldingEvent, HoldingState, Register, ShareSet } from '../../shared/models/custody.ts';

/** The newest event of this kind. */
export function lastEvent(holding: Holding, state: HoldingState): HoldingEvent | undefined {
  return holding.events.findLast((event) => event.state === state);
}

/** The day as it was written down where it happened, whatever the zone of this computer. */
export function day(at: string): string {
  return at.slice(0, 10);
}

/** The set that took this one's place. */
export function successorOf(set: ShareSet, register: Register): ShareSet | undefined {
  return register.sets.find((other) => other.replaces === set.setId);
}

export function currentSets(register: Register): readonly ShareSet[] {
  return register.sets.filter((set) => !successorOf(set, register));
}

/** The parts of a set that still count, or all of them where the whole set has been replaced; in the order of their numbers. */
export function partsOf(set: ShareSet, register: Register): readonly Holding[] {
  const all = register.holdings
    .filter((holding) => holding.setId === set.setId)
    .toSorted((a, b) => (a.index ?? 0) - (b.index ?? 0) || a.copy - b.copy);
  const current = all.filter((holding) => !isReplaced(holding));
  return current.length > 0 ? current : all;
}

/** Sheets of whole files: they belong to no set. */
export function fileSheets(register: Register): readonly Holding[] {
  return register.holdings.filter((holding) => holding.setId === undefined);
}

export function custodianName(id: string, register: Register): string {
  return register.custodians.find((custodian) => custodian.id === id)?.name ?? t('somebody unknown');
}

/** What this is, without its holder: `Part 2 of 3`, `Sheet of a DKEK share file, copy 1 of 2`. */
export function holdingName(holding: Holding, register: Register): string {
  const set = register.sets.find(({ setId }) => setId === holding.setId);
  const sheet =
    set && holding.index !== undefined
      ? t('Part {index} of {total}', { index: holding.index, total: set.total })
      : holding.kind === 'wrapped-key-sheet'
        ? t('Sheet of a wrapped key')
        : t('Sheet of a DKEK share file');
  const { copy, copies } = holding;
  return copies > 1 ? t('{sheet}, copy {copy} of {copies}', { sheet, copy, copies }) : sheet;
}

/** What it is for, in the operator's words, where the register knows. */
export function holdingPurpose(holding: Holding, register: Register): string | undefined {
  const ofSet = (set: ShareSet) =>
    holding.setId === undefined ? set.fileSha256 !== undefined && set.fileSha256 === holding.fileSha256 : set.setId === holding.setId;
  return register.sets.find(ofSet)?.purpose;
}

/** Who must not be removed: whoever has anything, also what has been replaced, since the register names its holder. */
export function holdingsOf(custodianId: string, register: Register): readonly Holding[] {
  return register.holdings.filter((holding) => holding.custodianId === custodianId);
}

export function holdingWithSheet(sheetId: string, custody: CustodySnapshot | undefined): Holding | undefined {
  return custody?.register.holdings.find((holding) => holding.sheetId === sheetId);
}
