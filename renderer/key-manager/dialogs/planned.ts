import type { AesSize, CurveName, RsaSize } from '../../../shared/algorithms.ts';
import type { OpenedBy } from './ShareWayFields.tsx';

/** What a plan says about an operation: the dialog is filled in with it, and says so. It can still be changed: the script notices. */
export type Planned<Values> = Values & {
  /** Number of the step: `2.1`. */
  readonly step: string;
};

export interface PlannedInitialization {
  readonly label: string;
  readonly scheme: 'shares' | 'random' | 'none';
  readonly shares: number;
  readonly retries: number;
  readonly resetWithSoPin: boolean;
}
export interface PlannedSplit {
  /** IDs in the register of the ceremony folder. */
  readonly custodians: readonly string[];
  readonly threshold: number;
}
export interface PlannedWay {
  readonly by: OpenedBy;
}
export interface PlannedAes {
  readonly label: string;
  readonly size: AesSize;
  readonly capabilities: readonly number[];
}
export interface PlannedRsa {
  readonly label: string;
  readonly size: RsaSize;
}
export interface PlannedEc {
  readonly label: string;
  readonly curve: CurveName;
}
