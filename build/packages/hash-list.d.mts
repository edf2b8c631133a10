export function writeHashList(folder: string): string;
export function spokenHash(hex: string, words: readonly (readonly [string, string])[]): string;
