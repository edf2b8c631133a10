import type { Failure } from '../failure.ts';
import type { Kcv, Serial } from '../numbers.ts';
import type { KeyCheck, Mark, WrappedFile } from './clone.ts';
import type { Role } from './plan.ts';

/** On a spare device, on a simulated one made for the drill alone, or by computing in memory. */
export const drillWays = ['spare', 'simulated', 'memory'] as const;
export type DrillWay = (typeof drillWays)[number];

/** A wrapped key that was brought: as a file, or from its sheet of paper. */
export interface DrillFile extends WrappedFile {
  readonly sheetId?: string;
}

/** Everything that was brought, before a drill begins. */
export interface DrillFiles {
  readonly files: readonly DrillFile[];
  /** What cannot be used, and why. */
  readonly left: readonly { readonly name: string; readonly why: string }[];
}

/** `closed`: did not open before the shares were in. `opened`: MAC. `value`: compared with certificate or register. `works`: a real operation, on devices only. */
export type DrillColumn = 'closed' | 'opened' | 'value' | 'works';

export interface DrilledKey extends Readonly<Record<Exclude<DrillColumn, 'works'>, Mark>> {
  readonly works?: Mark;
  readonly file: DrillFile;
  readonly check?: KeyCheck;
}

/** One part of a password that a custodian entered. */
export interface DrilledPart {
  /** `Share 2` */
  readonly name: string;
  /** Ten hex digits, where its set is known. */
  readonly fingerprint?: string;
  /** As the register knows it. */
  readonly sheetId?: string;
  readonly custodian?: string;
}

/** One DKEK share that was brought. */
export interface DrilledShare {
  /** Name of its file, or `sheet K7Q2-M5TX`. */
  readonly origin: string;
  /** SHA-256 of the share file, 64 hex digits. */
  readonly sha256: string;
  /** Its own check value. */
  readonly kcv: Kcv;
  readonly openedBy: 'password' | 'quorum' | 'stock-quorum';
  readonly sheetId?: string;
  readonly parts: readonly DrilledPart[];
  /** How the parts had to be read, and which one was left out. */
  readonly reading?: string;
}

export const drillSteps = ['prepared', 'closed', 'shares', 'kcv', 'keys', 'erased', 'wiped'] as const;
export type DrillStep = (typeof drillSteps)[number];

/** One restore drill: what is proven, and what came of it. Holds no secret. */
export interface Drill {
  /** Eight Crockford base32 characters. */
  readonly id: string;
  readonly practice: boolean;
  readonly way: DrillWay;
  /** The spare, or the simulated device that was made for the drill. */
  readonly device?: { readonly serial: Serial; readonly label: string };
  readonly phase: 'running' | 'passed' | 'failed';
  readonly startedAt: string;
  readonly finishedAt?: string;
  /** When the next drill is due: a year later. Only where this one passed. */
  readonly nextBy?: string;
  /** Key check value of the DKEK that the files name; zeros where they do not tell. */
  readonly kcv: Kcv;
  readonly shareCount: number;
  readonly shares: readonly DrilledShare[];
  /** Those that this way has, in their order. */
  readonly steps: readonly { readonly step: DrillStep; readonly mark: Mark }[];
  readonly keys: readonly DrilledKey[];
  /** Why it was broken off; undefined where it came to its end. */
  readonly failure?: Failure;
  /** People who were present, where a ceremony is under way. */
  readonly people: readonly { readonly name: string; readonly role: Role }[];
  /** Sheets that the register now knows as drilled. */
  readonly drilledSheets: readonly string[];
  /** The register could not be brought up to date. */
  readonly recordProblem?: string;
}

/** What the section "Restore drill" draws. */
export interface DrillSnapshot {
  readonly chosen: DrillFiles;
  readonly drill?: Drill;
}

export interface DrillOutcome {
  readonly id: string;
  readonly passed: boolean;
  readonly way: DrillWay;
  readonly dkekKcv: Kcv;
  readonly keys: readonly string[];
  /** SHA-256 of the wrapped files, in the order of the keys. */
  readonly files: readonly string[];
  readonly sheets: readonly string[];
}
