export function bundleInstrumented(entry: string, outFile: string): Promise<string>;
