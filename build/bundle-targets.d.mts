import type { InlineConfig } from 'vite';

export interface Target {
  readonly name: string;
  readonly entry: string;
  readonly sources: readonly string[];
  readonly stamp?: string;
  readonly prefix: string;
  readonly config: () => InlineConfig | Promise<InlineConfig>;
}

export function targets(root: string, pinnedElectron: string): Target[];
