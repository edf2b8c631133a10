import type { Plan } from './plan.ts';

/** A ceremony under way: its plan, and what the transcript says has happened. The Ceremony view draws it. */
export interface ScriptSnapshot {
  readonly plan: Plan;
  /** Of the plan's file, 64 lower-case hex digits, and the same as words. */
  readonly planSha256: string;
  readonly planWords: readonly string[];
  readonly people: readonly ScriptPerson[];
  readonly devices: readonly ScriptDevice[];
  readonly materials: readonly ScriptMaterial[];
  readonly steps: readonly ScriptStep[];
  /** The step that is under way or comes next; undefined when all are over. */
  readonly current?: string;
  /** Why the current step cannot begin or cannot be confirmed now; empty when it can. */
  readonly hindrances: readonly string[];
  readonly exceptions: readonly ScriptException[];
  /** Changes of a card that no step asked for, by entry number, until an exception explains them. */
  readonly unexplained: readonly Evidence[];
  readonly pause?: { readonly at: string; readonly reason: string };
  /** The newest look at the workstation; `changes`: what had become otherwise since the one before, in words. */
  readonly preflight?: { readonly at: string; readonly findings: readonly PreflightFinding[]; readonly changes?: readonly string[] };
  readonly begunAt: string;
  readonly finishedAt?: string;
}

export interface ScriptPerson {
  readonly id: string;
  readonly present: boolean;
  readonly arrivedAt?: string;
  readonly leftAt?: string;
  /** How the person's identity was checked, in words, and by whom. */
  readonly identifiedBy?: string;
}

export interface ScriptDevice {
  readonly id: string;
  readonly serial?: string;
  readonly certificateSha256?: string;
}

/** A bag, medium or printer that came in or went out. */
export interface ScriptMaterial {
  readonly at: string;
  readonly what: string;
  readonly direction: 'in' | 'out';
  /** Number of the tamper-evident bag, or a serial. */
  readonly mark: string;
}

export type StepStatus = 'waiting' | 'under way' | 'done' | 'skipped';

export interface ScriptStep {
  readonly id: string;
  readonly status: StepStatus;
  readonly begunAt?: string;
  readonly doneAt?: string;
  readonly evidence: readonly Evidence[];
  /** IDs of the people who confirmed it. */
  readonly operator?: string;
  readonly witness?: string;
}

/** What the app saw happen: one entry of the transcript. */
export interface Evidence {
  readonly entry: number;
  readonly at: string;
  readonly words: string;
  /** The facts worth comparing: `KCV F9C3647BEDBF0D80`, `SHA-256 …`. */
  readonly facts: readonly string[];
  /** Where it is not what the plan says. Each needs an exception. */
  readonly deviations: readonly string[];
  /** A part of what the step asks for, such as the beginning of a clone, or a try that failed: the step is not done by it. */
  readonly isPart?: true;
}

export const exceptionKinds = ['deviation', 'skip', 'repeat', 'interruption', 'other'] as const;
export type ExceptionKind = (typeof exceptionKinds)[number];

export interface ScriptException {
  readonly entry: number;
  readonly at: string;
  readonly kind: ExceptionKind;
  readonly step?: string;
  readonly expected: string;
  readonly happened: string;
  readonly done: string;
  /** ID of the person who approved it. */
  readonly approvedBy: string;
}

export interface PreflightFinding {
  /** Which check it is, and what it found, as codes: two looks are compared by these, also where the words are of two languages. */
  readonly id?: string;
  readonly state?: string;
  readonly check: string;
  readonly result: 'ok' | 'warning' | 'failed' | 'unknown';
  /** What was found. */
  readonly detail: string;
  /** Why it matters. */
  readonly why?: string;
  /** How to mend it, where there is something to mend. */
  readonly mend?: string;
}
