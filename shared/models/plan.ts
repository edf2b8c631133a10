import type { AesSize, CurveName, RsaSize } from '../algorithms.ts';

/** The plan of a ceremony: one reviewed file, `plan.json`. It holds no secret. Everything refers to everything else by ID. */
export interface Plan {
  readonly format: 'conclave-plan-1';
  readonly template: TemplateName;
  readonly title: string;
  readonly practice: boolean;
  readonly place: string;
  /** ISO 8601 with zone. */
  readonly start: string;
  readonly end: string;
  readonly people: readonly PlannedPerson[];
  readonly devices: readonly PlannedDevice[];
  readonly materials: readonly PlannedMaterial[];
  readonly parameters: PlanParameters;
  readonly acts: readonly Act[];
}

export const templateNames = ['new-fleet', 'add-device', 'add-key', 'reissue', 'drill', 'retire'] as const;
export type TemplateName = (typeof templateNames)[number];

export const roles = ['operator', 'internal witness', 'external witness', 'custodian', 'security officer'] as const;
export type Role = (typeof roles)[number];
export const isWitness = (role: Role): boolean => role === 'internal witness' || role === 'external witness';

export interface PlannedPerson {
  readonly id: string;
  readonly name: string;
  readonly organisation: string;
  /** One role each: whoever guards a share neither operates nor witnesses. */
  readonly role: Role;
}

export interface PlannedDevice {
  /** `A`, `B` … */
  readonly id: string;
  readonly label: string;
  /** Where it is known before the ceremony. */
  readonly serial?: string;
  readonly purpose: 'source' | 'target' | 'spare';
}

export interface PlannedMaterial {
  readonly id: string;
  readonly what: string;
  readonly quantity: number;
}

export interface PlanParameters {
  readonly dkek: { readonly scheme: 'shares' | 'random' | 'none'; readonly shares: number };
  /** n-of-m split of each share's password; absent: each share has a password of its custodian's. */
  readonly split?: { readonly threshold: number; readonly total: number };
  readonly pin: { readonly retries: number; readonly resetWithSoPin: boolean };
  readonly keys: readonly PlannedKey[];
  /** Paper copies of each share file and wrapped key. */
  readonly copies: number;
}

export type PlannedKey =
  | { readonly label: string; readonly type: 'AES'; readonly size: AesSize; readonly capabilities: readonly number[] }
  | { readonly label: string; readonly type: 'RSA'; readonly size: RsaSize }
  | { readonly label: string; readonly type: 'EC'; readonly curve: CurveName };

export interface Act {
  readonly title: string;
  readonly steps: readonly Step[];
}

export interface Step {
  /** `2.3`: act and step, from 1. */
  readonly id: string;
  readonly title: string;
  /** Who acts. All of these roles must be present. */
  readonly who: readonly Role[];
  /** Read aloud. */
  readonly say?: string;
  /** What operator and witness look at and tick. */
  readonly checks: readonly string[];
  readonly action: StepAction;
  /** A witness confirms the step. */
  readonly witnessed: boolean;
}

/** What happens in a step. Devices by ID, shares by number from 1, keys by label. */
export type StepAction =
  | { readonly do: 'read-aloud' | 'preflight' | 'attendance' | 'materials' | 'verify' | 'drill' | 'webadm' | 'close' }
  | { readonly do: 'initialize' | 'login' | 'test'; readonly device: string }
  | { readonly do: 'create-share' | 'print-share-file' | 'reissue'; readonly share: number }
  | { readonly do: 'import-share'; readonly share: number; readonly device: string }
  | { readonly do: 'generate' | 'export' | 'delete-key'; readonly key: string; readonly device: string }
  | { readonly do: 'print-wrapped-key'; readonly key: string }
  | { readonly do: 'clone'; readonly devices: readonly string[] }
  | { readonly do: 'seal' | 'destroy'; readonly what: string };
export type ActionName = StepAction['do'];

/** Something that is wrong with a plan, with its place: `parameters, split`. */
export interface PlanFault {
  readonly place: string;
  readonly words: string;
  /** A warning may stand, an error may not. */
  readonly gravity: 'error' | 'warning';
}
