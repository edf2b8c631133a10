import type { Serial } from '../../../shared/numbers.ts';
import type { OpenedBy } from '../../key-manager/dialogs/ShareWayFields.tsx';

/** What the plan of the ceremony under way says about a clone. */
export interface PlannedClone {
  readonly step: string;
  readonly source?: Serial;
  readonly targets: readonly { readonly serial: Serial; readonly label: string }[];
  readonly by: OpenedBy;
  readonly retries: number;
  readonly resetWithSoPin: boolean;
}

/** The dialogs of the view Clone & Verify. */
export type CloneDialog =
  | { readonly kind: 'clone'; readonly resume?: string; readonly planned?: PlannedClone }
  | { readonly kind: 'clone-next' | 'verify' | 'drill' };
