import { t } from '../../shared/language/text.ts';
import type { PreflightFinding } from '../../shared/models/script.ts';
import type { Machine } from './machine.ts';

export interface Verdict {
  readonly result: PreflightFinding['result'];
  /** The same for the same state, whatever the language, so that two looks can be compared: no times, no counts that come and go. */
  readonly state: string;
  readonly detail: string;
  /** Where it is not the usual one of the check. */
  readonly mend?: string;
}

/** One thing that is looked at before a ceremony. */
export interface Check {
  /** The same in every language. */
  readonly id: string;
  /** What, as a title. */
  readonly check: string;
  /** Why it matters. */
  readonly why: string;
  /** How to mend it. */
  readonly mend: string;
  readonly look: (machine: Machine) => Promise<Verdict>;
}

type Said = (state: string, detail: string, mend?: string) => Verdict;
const saying =
  (result: Verdict['result']): Said =>
  (state, detail, mend) => ({ result, state, detail, ...(mend ? { mend } : {}) });

export const ok = saying('ok');
export const warning = saying('warning');
export const bad = saying('failed');
export const unknown = saying('unknown');

/** What cannot be looked at has failed: nobody may rely on it. */
export async function finding({ id, check, why, mend, look }: Check, machine: Machine): Promise<PreflightFinding> {
  const verdict = await look(machine).catch(() => bad('not-looked-at', t('It could not be looked at.')));
  const { result, state, detail } = verdict;
  return { id, check, result, state, detail, why, ...(result === 'ok' ? {} : { mend: verdict.mend ?? mend }) };
}
