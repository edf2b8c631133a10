export function withoutNetwork(environment?: Readonly<Record<string, string | undefined>>): Promise<string[]>;
