export const viewNames = ['Key Manager', 'Custodians', 'Clone & Verify', 'Ceremony', 'WebADM'] as const;
export type ViewName = (typeof viewNames)[number];

export const helpPages = ['words', 'keyboard', 'workstation', 'diagnostics', 'about'] as const;
export type HelpPage = (typeof helpPages)[number];

/** What a person chose in the system's own menu, for the main window to do. */
export type MenuChoice = { readonly view: ViewName } | { readonly help: HelpPage } | { readonly highContrast: boolean };
