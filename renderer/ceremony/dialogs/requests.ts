import type { PlannedKey } from '../../../shared/models/plan.ts';
import type { ExceptionKind } from '../../../shared/models/script.ts';

/** The dialogs of the Ceremony view. */
export type CeremonyDialog =
  | { readonly kind: 'start-ceremony' | 'pause-ceremony' | 'close-ceremony' | 'discard-plan' }
  /** Without an index a new key. */
  | { readonly kind: 'plan-key'; readonly type: PlannedKey['type']; readonly index?: number }
  | { readonly kind: 'arrive'; readonly person: string }
  | { readonly kind: 'exception'; readonly exception: ExceptionKind; readonly step?: string };
