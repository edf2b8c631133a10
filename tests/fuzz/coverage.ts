/** What the instrumentation of build/fuzz/instrument.mjs leaves in the bundle. */
interface Probe {
  readonly counts: Uint8Array;
  readonly touched: Uint32Array;
  count: number;
  before: number;
  /** Elements and characters asked for since the beginning of the run. */
  allocated: number;
  wanted: (string | number)[];
  noting: boolean;
}

/** Which edges were ever taken, and how often in one run: 1, 2, 3, 4-7, 8-15, 16-31, 32-127, 128 and more. */
export class Coverage {
  readonly #probe: Probe;
  readonly #seen: Uint8Array;
  edges = 0;
  /** Edges with the numbers of times they were taken. */
  ways = 0;

  constructor() {
    const probe = (globalThis as { __fuzz?: Probe }).__fuzz;
    if (!probe) throw new Error('the parsers are not instrumented');
    this.#probe = probe;
    this.#seen = new Uint8Array(probe.counts.length);
  }

  begin(noting = false): void {
    const probe = this.#probe;
    for (let at = 0; at < probe.count; at++) probe.counts[probe.touched[at] as number] = 0;
    probe.count = 0;
    probe.before = 0;
    probe.allocated = 0;
    probe.noting = noting;
    if (noting) probe.wanted = [];
  }

  /** What is new about the run since `begin`: an edge that no run has taken, or how often it took one. */
  novelty(): 'edge' | 'count' | undefined {
    const { touched, counts, count } = this.#probe;
    const [edgesBefore, waysBefore] = [this.edges, this.ways];
    for (let at = 0; at < count; at++) {
      const edge = touched[at] as number;
      const before = this.#seen[edge] as number;
      const after = before | bucket(counts[edge] as number);
      if (after === before) continue;
      this.#seen[edge] = after;
      this.ways++;
      if (before === 0) this.edges++;
    }
    if (this.edges > edgesBefore) return 'edge';
    return this.ways > waysBefore ? 'count' : undefined;
  }

  get allocated(): number {
    return this.#probe.allocated;
  }

  /** Pairs of what a value was compared with in vain, and the value. */
  get wanted(): readonly (string | number)[] {
    return this.#probe.wanted;
  }
}

function bucket(count: number): number {
  if (count < 4) return 1 << (count - 1);
  return count < 8 ? 8 : count < 16 ? 16 : count < 32 ? 32 : count < 128 ? 64 : 128;
}
