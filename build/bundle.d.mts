export function bundle(): Promise<void>;
export function bundleScript(entry: string, outFile: string): Promise<void>;
