/** The dialogs of the view Clone & Verify. */
export type CloneDialog = { readonly kind: 'clone'; readonly resume?: string } | { readonly kind: 'clone-next' | 'verify' };
