import { Coverage } from './coverage.ts';
import { minimise } from './minimise.ts';
import { mutate } from './mutate/mutate.ts';
import { Random } from './mutate/random.ts';
import { isRefusal, mostBytes, type Target } from './target.ts';

export interface Limits {
  readonly seed: number;
  /** Whichever comes first ends the run; by executions alone a run can be repeated exactly. */
  readonly executions?: number;
  readonly milliseconds?: number;
}

export interface Found {
  /** What went wrong, in a line. */
  readonly what: string;
  /** The smallest input found that shows it, hexadecimal. */
  readonly input: string;
}

export interface Explored {
  readonly executions: number;
  /** Taken by the seeds, and after the run. */
  readonly seedEdges: number;
  readonly edges: number;
  /** The same, where an edge taken once and one taken often are two. */
  readonly seedWays: number;
  readonly ways: number;
  readonly found: readonly Found[];
}

interface Kept {
  readonly input: Uint8Array;
  wanted?: readonly (string | number)[];
}

/** One second for each 64 KiB. */
export const slowMs = (bytes: number): number => 1000 * Math.max(1, bytes / mostBytes);
/** Bytes that one input may make a parser ask for, in all. */
const mostAllocated = 256 * 1024 * 1024;
/** What the whole process may grow by. */
const mostGrowth = 512 * 1024 * 1024;
const mostFound = 10;
const longestForCount = 2048;

/** Runs one parser on mutations of its seeds, and keeps those that take it where it has not been. */
export async function explore(target: Target, limits: Limits, before: (execution: number, input: Uint8Array) => void): Promise<Explored> {
  const { maxBytes = mostBytes } = target;
  const random = new Random(limits.seed);
  const coverage = new Coverage();
  const corpus: Kept[] = [];
  const found = new Map<string, Found>();
  const startedAt = performance.now();
  const residentAtStart = process.memoryUsage.rss();
  let executions = 0;

  const attempt = async (input: Uint8Array, noting = false): Promise<string | undefined> => {
    before(++executions, input);
    coverage.begin(noting);
    return (await faultOf(target, input)) ?? (coverage.allocated > mostAllocated ? 'asks for more than 256 MiB' : undefined);
  };
  const judge = async (input: Uint8Array): Promise<void> => {
    const fault = await attempt(input);
    if (fault === undefined) {
      const novelty = coverage.novelty();
      // a loop that only runs longer is no reason to keep what is slow
      if (novelty === 'edge' || (novelty === 'count' && input.length <= longestForCount)) corpus.push({ input });
      return;
    }
    if (found.has(fault)) return;
    const smallest = await minimise(input, async (candidate) => (await attempt(candidate)) === fault);
    found.set(fault, { what: fault, input: Buffer.from(smallest).toString('hex') });
  };

  for (const seed of target.seeds()) {
    await judge(seed);
    if (!corpus.some(({ input }) => input === seed)) corpus.push({ input: seed });
  }
  const [seedEdges, seedWays] = [coverage.edges, coverage.ways];
  const isOver = () =>
    found.size >= mostFound ||
    executions >= (limits.executions ?? Number.POSITIVE_INFINITY) ||
    (limits.milliseconds !== undefined && performance.now() - startedAt >= limits.milliseconds);
  while (!isOver()) {
    const chosen = random.chance(2) ? random.of(corpus.slice(-16)) : random.of(corpus);
    if (!chosen.wanted) {
      await attempt(chosen.input, true);
      chosen.wanted = coverage.wanted;
    }
    const changed = mutate(chosen.input, target.form, { random, maxBytes, other: random.of(corpus).input, wanted: chosen.wanted });
    await judge(target.repair && !random.chance(4) ? repaired(target, changed) : changed);
    if (executions % 512 === 0) {
      // what the platform frees, it frees between two turns of the loop
      await new Promise((turn) => setImmediate(turn));
      const growth = grown(residentAtStart);
      if (growth > mostGrowth) found.set('grows', { what: `the process has grown by ${growth} bytes`, input: '' });
    }
  }
  return { executions, seedEdges, seedWays, edges: coverage.edges, ways: coverage.ways, found: [...found.values()] };
}

/** What of its promises the parser breaks with this input; undefined where it keeps them. */
export async function faultOf(target: Target, input: Uint8Array): Promise<string | undefined> {
  const { parse, refuses = isRefusal } = target;
  const run = async () => {
    try {
      // a copy: parsers may wipe what they are given
      const value = parse(input.slice());
      if (value instanceof Promise) await value;
      return undefined;
    } catch (error) {
      return refuses(error) ? undefined : wordsFor(error);
    }
  };
  const startedAt = performance.now();
  const fault = await run();
  if (fault !== undefined || performance.now() - startedAt < slowMs(input.length)) return fault;
  // once more by the processor's time: the machine may have been busy
  const { user } = process.cpuUsage();
  await run();
  const ms = (process.cpuUsage().user - user) / 1000;
  return ms < slowMs(input.length) ? undefined : 'slow: more than a second for 64 KiB';
}

/** Without numbers, so that one fault has one name; with the innermost place, so that two have two. */
function wordsFor(error: unknown): string {
  if (!(error instanceof Error)) return `throws ${typeof error}`;
  const place = /at (?:async )?([\w.#<>$ ]+) \(/.exec(error.stack?.split('\n').find((line) => /^\s+at /.test(line)) ?? '')?.[1];
  const cause = error.cause instanceof Error ? ` (${error.cause.message.slice(0, 120)})` : '';
  return `${error.name}: ${error.message.slice(0, 200)}${cause}${place ? `, in ${place}` : ''}`.replace(/\d+/g, 'N').replaceAll('\n', ' ');
}

function repaired({ repair, maxBytes = mostBytes }: Target, input: Uint8Array): Uint8Array {
  try {
    const whole = repair?.(input) ?? input;
    return whole.length > maxBytes ? input : whole;
  } catch {
    return input;
  }
}

function grown(residentAtStart: number): number {
  const growth = () => process.memoryUsage.rss() - residentAtStart;
  if (growth() <= mostGrowth) return 0;
  globalThis.gc?.();
  return growth();
}
