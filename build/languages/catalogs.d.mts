export const translations: readonly string[];
export function areasOf(root: string, tag: string): { readonly name: string; readonly texts: Readonly<Record<string, string>> }[];
export function textsOf(root: string, tag: string): Record<string, string>;
