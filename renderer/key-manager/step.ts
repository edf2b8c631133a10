import type { Action } from '../actions/action.ts';
import type { StepMood } from '../controls/NextStepFrame.tsx';

export interface NextStep {
  readonly mood: StepMood;
  readonly state: string;
  readonly advice: string;
  /** The first is the one to press; each can run from the node. */
  readonly actions: readonly Action[];
}

export function step(mood: NextStep['mood'], state: string, advice: string, ...actions: readonly Action[]): NextStep {
  return { mood, state, advice, actions };
}
