/** One figure of `npm run bench`: a ratio against a peer measured in the same run, and the goal it must keep. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly goal: string;
  readonly ok: boolean;
  /** The raw measurements behind the value, for people. */
  readonly detail: string;
}

/** Rows that say more than figures can, for the README: told apart by `name`, which is also that of their place there. */
export interface Table {
  readonly name: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

export interface Outcome {
  readonly figures: readonly Figure[];
  readonly tables: readonly Table[];
}

export type Bench = () => Promise<readonly Figure[] | Outcome>;

export function atMost(name: string, value: number, unit: string, limit: number, detail: string): Figure {
  return { name, value: Number(value.toPrecision(4)), unit, goal: `<= ${limit}`, ok: value <= limit, detail };
}

export function atLeast(name: string, value: number, unit: string, limit: number, detail: string): Figure {
  return { name, value: Number(value.toPrecision(4)), unit, goal: `>= ${limit}`, ok: value >= limit, detail };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? (sorted[middle] as number) : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

/** Median of the faster half: the work is the same each time, and what else the machine does can only add to it. */
export function quietMedian(values: readonly number[]): number {
  return median([...values].sort((a, b) => a - b).slice(0, Math.ceil(values.length / 2)));
}

/** Milliseconds that `work` takes by the wall clock. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
