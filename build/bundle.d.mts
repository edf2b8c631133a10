import type { InlineConfig } from 'vite';

export interface Bundled {
  readonly name: string;
  readonly files: readonly string[];
  /** Places in package-lock.json. */
  readonly packages: readonly string[];
}

export function buildFiles(
  config: InlineConfig,
): Promise<{ readonly files: readonly (readonly [string, string | Uint8Array])[]; readonly packages: readonly string[] }>;
export function bundle(): Promise<void>;
export function bundled(): Promise<readonly Bundled[]>;
export function bundleScript(entry: string, outFile: string): Promise<void>;
