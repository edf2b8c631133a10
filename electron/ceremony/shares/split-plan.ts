import { refuse } from '../../../shared/failure.ts';
import type { Custodian, Register } from '../../../shared/models/custody.ts';
import { checkSplit } from '../../crypto/threshold.ts';
import { custodianIn, fullName } from '../custody/custody-people.ts';

export interface SplitRequest {
  readonly threshold: number;
  /** IDs of custodians, in the order in which they get their parts. */
  readonly custodians: readonly string[];
}

/** A split that may be made: who gets which part, and how many are enough. */
export interface SplitPlan {
  readonly threshold: number;
  readonly total: number;
  /** The first gets part 1. */
  readonly custodians: readonly Custodian[];
}

/** Judges a split before anything is made. Refusal split-…, no-such-custodian, custodian-twice. */
export function planSplit(register: Register, { threshold, custodians: ids }: SplitRequest): SplitPlan {
  checkSplit({ threshold, total: ids.length });
  const custodians = ids.map((id) => custodianIn(register, id));
  const twice = custodians.find(({ id }, at) => ids.indexOf(id) !== at);
  if (twice) refuse('custodian-twice', { name: fullName(twice) });
  return { threshold, total: ids.length, custodians };
}
