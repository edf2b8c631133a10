import { t } from '../../../shared/language/text.ts';
import type { TestResult } from '../../../shared/models/reports.ts';
import type { Attempt } from './attempt.ts';
import { notTested } from './perform.ts';

/** Most uses of a key that its test takes. */
export function usesOf(attempts: readonly Attempt[]): { readonly byApdu: number; readonly throughModule: number } {
  const sum = (uses: (attempt: Attempt) => number) => attempts.reduce((all, attempt) => all + uses(attempt), 0);
  return {
    byApdu: sum(({ unless, uses }) => (unless === undefined ? uses : 0)),
    throughModule: sum(({ throughModule }) => (typeof throughModule === 'string' ? 0 : throughModule.uses)),
  };
}

/** Why a key with `usesLeft` is left out of the test, where it is: it has a counter, and nobody agreed or too few uses are left. */
export function leftOut(usesLeft: number | undefined, needed: number, agreed: boolean): TestResult | undefined {
  if (usesLeft === undefined) return undefined;
  if (!agreed) return notTested(t('a test would take up to {needed} of the {usesLeft} uses that are left', { needed, usesLeft }));
  if (usesLeft >= needed) return undefined;
  return notTested(
    t('a test would take up to {needed} of the {usesLeft} uses that are left: too few for a whole test', { needed, usesLeft }),
  );
}
