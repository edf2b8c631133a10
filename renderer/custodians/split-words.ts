import { splitWarnings } from '../../shared/custody/quorum.ts';
import { t } from '../../shared/language/text.ts';
import { numberWithin } from '../controls/Field.tsx';

/** A split has 2 to 9 parts: sc-hsm-tool can combine no more. */
export const MOST_PARTS = 9;

/** What a split stands for, in the words of its two risks: loss, and people acting together. */
export function planWords(survivesLossOf: number, opensWith: number): string {
  return t(
    'Survives the loss of {lost, plural, =0 {no custodian} one {# custodian} other {# custodians}}; {together} together can open it.',
    { lost: survivesLossOf, together: opensWith },
  );
}

export interface JudgedSplit {
  /** What to send; undefined while something is missing or refused. */
  readonly split?: { readonly threshold: number; readonly custodians: string[] };
  readonly plan?: string;
  readonly warning?: string;
  readonly thresholdError?: string;
  /** Why it cannot be made yet. */
  readonly hindrance?: string;
}

/** Judges what was chosen so far. `custodians` in the order in which they get their parts. */
export function judgeSplit(custodians: readonly string[], thresholdText: string): JudgedSplit {
  const total = custodians.length;
  if (total < 2) return { hindrance: t('Choose at least two custodians.') };
  if (total > MOST_PARTS) return { hindrance: t('Choose at most {most} custodians.', { most: MOST_PARTS }) };
  const threshold = numberWithin(thresholdText, 1, 999_999);
  if (threshold === undefined) return refused(t('Enter how many parts are needed: 2 to {total}.', { total }));
  if (threshold === 1) {
    return refused(t('With 1, every custodian could open it alone, and splitting would protect nothing. Enter 2 or more.'));
  }
  if (threshold > total) return refused(t('Only {total} custodians are chosen, so at most {total} can be needed.', { total }));
  const warnings = splitWarnings({ threshold, total });
  return {
    split: { threshold, custodians: [...custodians] },
    plan: `${t('Any {threshold} of {total}.', { threshold, total })} ${planWords(total - threshold, threshold)}`,
    ...(warnings.length > 0 ? { warning: warnings.join(' ') } : {}),
  };
}

function refused(thresholdError: string): JudgedSplit {
  return { thresholdError, hindrance: t('Correct the number needed to open first.') };
}
