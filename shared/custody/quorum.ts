import { listed, t } from '../language/text.ts';
import type { Custodian, Holding, HoldingState, ShareSet } from '../models/custody.ts';

/** What is to be said about a split that nobody has made yet. Empty where nothing is. */
export function splitWarnings({ threshold, total }: { readonly threshold: number; readonly total: number }): readonly string[] {
  if (threshold === total) return [t('All {total} are needed: one lost or unreadable part, and the secret is gone for good.', { total })];
  return [];
}

export const lastState = (holding: Holding): HoldingState => holding.events.at(-1)?.state ?? 'created';
/** Counts as backed up: its custodian, or the quorum, has read it back. */
export const isReadBack = ({ events }: Holding): boolean => events.some(({ state }) => state === 'read back' || state === 'drilled');
export const isReplaced = ({ events }: Holding): boolean => events.some(({ state }) => state === 'replaced');
/** In its bag now. A check takes it out of the bag again. */
export const isSealed = (holding: Holding): boolean => {
  const last = holding.events.filter(({ state }) => state === 'sealed' || state === 'read back' || state === 'drilled').at(-1);
  return last?.state === 'sealed';
};

export type FlagKind =
  | 'lost'
  | 'no-spare'
  | 'one-person-enough'
  | 'two-parts'
  | 'unaccounted'
  | 'not-read-back'
  | 'not-sealed'
  | 'replaced';

export interface QuorumFlag {
  readonly kind: FlagKind;
  readonly gravity: 'danger' | 'warning' | 'note';
  readonly words: string;
}

/** What a set of parts withstands, counted in people, because people get lost and people collude. */
export interface QuorumPlan {
  /** People whose parts may all be lost, whoever they are, with the secret still coming back; -1 where it is lost already. */
  readonly survivesLossOf: number;
  /** The fewest people who together can bring it back; 0 where nobody can. Counts parts that were not read back too. */
  readonly opensWith: number;
  /** Parts that were read back. */
  readonly readBack: number;
  readonly sealed: number;
  readonly flags: readonly QuorumFlag[];
  /** The words of the flags that ask for something. */
  readonly warnings: readonly string[];
  /** `Survives the loss of any one custodian; two must come together to open it.` */
  readonly words: string;
}

/**
 * What a set withstands now. For survival only parts count that were read back, for collusion all parts that exist; of
 * several copies of a part one is enough.
 */
export function planOf(set: ShareSet, holdings: readonly Holding[], custodians: readonly Custodian[]): QuorumPlan {
  const all = holdings.filter((holding) => holding.setId === set.setId && holding.index !== undefined);
  const mine = all.filter((holding) => !isReplaced(holding));
  const replaced = all.length > 0 && mine.length === 0;
  const existing = partsByPerson(mine);
  const proven = partsByPerson(mine.filter(isReadBack));
  const survivesLossOf = lossSurvived(proven, set.threshold);
  const opensWith = smallestGroup(replaced ? partsByPerson(all) : existing, set.threshold);
  const sealed = mine.filter(isSealed).length;
  const readBack = new Set(mine.filter(isReadBack).map(({ index }) => index)).size;
  const nameOf = (id: string) => custodians.find((each) => each.id === id)?.name ?? t('An unknown custodian');
  const flags = replaced
    ? [flag('replaced', 'note', t('Replaced by another set. Its shares with an old copy of the file still open it: destroy them.'))]
    : flagsOf(set, mine, existing, { survivesLossOf, opensWith, readBack }, nameOf);
  const warnings = flags.filter(({ gravity }) => gravity !== 'note').map((each) => each.words);
  return { survivesLossOf, opensWith, readBack, sealed, flags, warnings, words: planWords(survivesLossOf, opensWith, replaced) };
}

type Parts = ReadonlyMap<string, ReadonlySet<number>>;

function partsByPerson(holdings: readonly Holding[]): Parts {
  const parts = new Map<string, Set<number>>();
  for (const { custodianId, index } of holdings) {
    if (index === undefined) continue;
    const own = parts.get(custodianId) ?? new Set();
    parts.set(custodianId, own.add(index));
  }
  return parts;
}

/** Different parts that these people hold together. */
const together = (people: readonly ReadonlySet<number>[]): number => new Set(people.flatMap((parts) => [...parts])).size;

/** Groups of `size` among them; at most 9 parts, so at most 126 groups of people. */
function* groups<T>(from: readonly T[], size: number): Generator<readonly T[]> {
  if (size === 0) return yield [];
  for (let i = 0; i + size <= from.length; i++) {
    for (const rest of groups(from.slice(i + 1), size - 1)) yield [from[i] as T, ...rest];
  }
}

function lossSurvived(parts: Parts, threshold: number): number {
  const people = [...parts.values()];
  if (together(people) < threshold) return -1;
  for (let lost = 1; lost <= people.length; lost++) {
    for (const left of groups(people, people.length - lost)) if (together(left) < threshold) return lost - 1;
  }
  return people.length;
}

function smallestGroup(parts: Parts, threshold: number): number {
  const people = [...parts.values()];
  for (let size = 1; size <= people.length; size++) {
    for (const group of groups(people, size)) if (together(group) >= threshold) return size;
  }
  return 0;
}

function flagsOf(
  set: ShareSet,
  holdings: readonly Holding[],
  existing: Parts,
  { survivesLossOf, opensWith, readBack }: { survivesLossOf: number; opensWith: number; readBack: number },
  nameOf: (id: string) => string,
): readonly QuorumFlag[] {
  const flags: QuorumFlag[] = [];
  if (survivesLossOf < 0) {
    flags.push(
      flag(
        'lost',
        'danger',
        t('Only {readBack} of the {threshold} parts needed were read back. It does not count as backed up.', {
          readBack,
          threshold: set.threshold,
        }),
      ),
    );
  } else if (survivesLossOf === 0) {
    flags.push(flag('no-spare', 'danger', t('Nobody may be lost: if one custodian or sheet is gone, so is the secret.')));
  }
  if (opensWith === 1) {
    const alone = [...existing].find(([, parts]) => parts.size >= set.threshold);
    flags.push(flag('one-person-enough', 'danger', t('{name} can open it alone.', { name: nameOf(alone?.[0] ?? '') })));
  }
  for (const [person, own] of existing) {
    if (own.size > 1)
      flags.push(flag('two-parts', 'warning', t('{name} holds {count} parts: {numbers}.', { name: nameOf(person), ...parts([...own]) })));
  }
  const indices = new Set(holdings.map(({ index }) => index));
  const missing = Array.from({ length: set.total }, (_, i) => i + 1).filter((index) => !indices.has(index));
  if (missing.length > 0)
    flags.push(
      flag(
        'unaccounted',
        'warning',
        t('Nobody in the register holds {count, plural, one {part} other {parts}} {numbers}.', parts(missing)),
      ),
    );
  const unread = holdings.filter((holding) => !isReadBack(holding)).flatMap(({ index }) => index ?? []);
  if (unread.length > 0)
    flags.push(
      flag('not-read-back', 'warning', t('{count, plural, one {Part} other {Parts}} {numbers} not read back yet.', parts(unread))),
    );
  const unsealed = holdings.filter((holding) => isReadBack(holding) && !isSealed(holding)).flatMap(({ index }) => index ?? []);
  if (unsealed.length > 0)
    flags.push(flag('not-sealed', 'note', t('{count, plural, one {Part} other {Parts}} {numbers} not in a sealed bag.', parts(unsealed))));
  return flags;
}

function planWords(loss: number, collusion: number, replaced: boolean): string {
  const open = t('{people, plural, =0 {nobody can open it} one {one person alone can open it} other {# people together can open it}}', {
    people: collusion,
  });
  if (replaced) return t('Replaced; with an old copy of the file {open}.', { open });
  if (loss < 0) return t('Not backed up yet: too few parts were read back; {open}.', { open });
  return t('Survives the loss of {loss, plural, =0 {nobody} one {any one custodian} other {any # custodians}}; {open}.', { loss, open });
}

const flag = (kind: FlagKind, gravity: QuorumFlag['gravity'], text: string): QuorumFlag => ({ kind, gravity, words: text });
/** `part 3`, `parts 1, 2 and 4`: how many, and which. */
const parts = (numbers: readonly number[]) => ({
  count: numbers.length,
  numbers: listed([...numbers].sort((a, b) => a - b).map(String)),
});
