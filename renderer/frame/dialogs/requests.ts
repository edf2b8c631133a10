/** Dialogs that belong to no view. */
export type FrameDialog = { readonly kind: 'workstation' };
