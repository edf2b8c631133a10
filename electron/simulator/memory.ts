import type { CardKey, CardState } from './state.ts';
import { demand, sw } from './status.ts';

/** About what a genuine device of this generation offers. */
export const defaultMemory = 76 * 1024;

/** Bookkeeping of one file or key, bytes. */
const overhead = 16;

/** Bytes still free, never below 0. */
export function freeMemory(state: CardState): number {
  let used = state.certificates.length;
  for (const content of state.files.values()) used += fileCost(content.length);
  for (const key of state.keys.values()) used += keyCost(key);
  return Math.max(0, state.memoryLimit - used);
}

/** Refuses with 6A84 if `bytes` more do not fit. */
export function demandMemory(state: CardState, bytes: number): void {
  demand(bytes <= freeMemory(state), sw.full);
}

export function fileCost(length: number): number {
  return length + overhead;
}

export function keyCost({ material, algorithms }: Pick<CardKey, 'material' | 'algorithms'>): number {
  const parts = Object.values(material).filter((part): part is Uint8Array => part instanceof Uint8Array);
  return parts.reduce((sum, part) => sum + part.length, overhead + (algorithms?.length ?? 0));
}
