export const wantedFuses: Readonly<Record<string, boolean>>;
export function readFuses(executable: string): Promise<Record<string, boolean | undefined>>;
export function setFuses(executable: string): Promise<Record<string, boolean | undefined>>;
