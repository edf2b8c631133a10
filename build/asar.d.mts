export function asarOf(files: Readonly<Record<string, string>>): Uint8Array;
