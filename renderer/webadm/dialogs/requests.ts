import type { ConfCheck } from '../../../shared/models/webadm.ts';

/** The dialogs of the view WebADM. */
export type WebadmDialog = { readonly kind: 'webadm-check'; readonly check: ConfCheck };
