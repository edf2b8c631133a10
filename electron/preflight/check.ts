import type { PreflightFinding } from '../../shared/models/script.ts';
import type { Machine } from './machine.ts';

export interface Verdict {
  readonly result: PreflightFinding['result'];
  /** The same words for the same state, so that two preflights can be compared: no times, no counts that come and go. */
  readonly detail: string;
  /** Where it is not the usual one of the check. */
  readonly mend?: string;
}

/** One thing that is looked at before a ceremony. */
export interface Check {
  /** What, as a title. */
  readonly check: string;
  /** Why it matters. */
  readonly why: string;
  /** How to mend it. */
  readonly mend: string;
  readonly look: (machine: Machine) => Promise<Verdict>;
}

export const ok = (detail: string): Verdict => ({ result: 'ok', detail });
export const warning = (detail: string, mend?: string): Verdict => ({ result: 'warning', detail, ...(mend ? { mend } : {}) });
export const bad = (detail: string, mend?: string): Verdict => ({ result: 'failed', detail, ...(mend ? { mend } : {}) });
export const unknown = (detail: string, mend?: string): Verdict => ({ result: 'unknown', detail, ...(mend ? { mend } : {}) });

/** What cannot be looked at has failed: nobody may rely on it. */
export async function finding({ check, why, mend, look }: Check, machine: Machine): Promise<PreflightFinding> {
  const verdict = await look(machine).catch(() => bad('It could not be looked at.'));
  const { result, detail } = verdict;
  return { check, result, detail, why, ...(result === 'ok' ? {} : { mend: verdict.mend ?? mend }) };
}

export const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
