/** Dialogs about what a ceremony leaves on paper. */
export type MinutesDialog = { readonly kind: 'print-forms' } | { readonly kind: 'sign-transcript' };
