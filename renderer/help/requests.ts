import type { HelpPage } from '../../shared/models/menu-choice.ts';

/** Help stands before every other dialog, and gives way to it again. `onScreen`: the text that was seen when it was asked for. */
export type HelpDialog = { readonly kind: 'words'; readonly onScreen: string } | { readonly kind: Extract<HelpPage, 'keyboard' | 'about'> };

export const isHelp = ({ kind }: { readonly kind: string }): boolean => kind === 'words' || kind === 'keyboard' || kind === 'about';
