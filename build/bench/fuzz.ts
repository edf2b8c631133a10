import { join } from 'node:path';
import { failureText, fuzzTable } from '../../tests/fuzz/report.ts';
import { targets } from '../../tests/fuzz/targets/all.ts';
import { watch } from '../../tests/fuzz/watch.ts';
import { atLeast, atMost, type Bench } from './bench.ts';

const secondsEach = 10;
const fewest = 100_000;

/** Broken input for every parser, another seed each time. */
export const fuzz: Bench = async () => {
  const script = join(process.cwd(), 'out/bench/fuzz-parsers.cjs');
  const seed = Date.now() % 1_000_000;
  const results = [];
  for (const { name } of targets) results.push(await watch(script, name, { seed, milliseconds: secondsEach * 1000 }));
  const failures = results.flatMap(({ target, found }) => found.map((each) => failureText(target, seed, each)));
  process.stderr.write(failures.join(''));
  const executions = results.reduce((sum, result) => sum + result.executions, 0);
  const edges = results.reduce((sum, result) => sum + result.edges, 0);
  const seeds = results.reduce((sum, { seedEdges }) => sum + seedEdges, 0);
  const how = `${targets.length} parsers, ${secondsEach} s each, seed ${seed}; ${edges} edges, ${seeds} of them by the samples they began with`;
  return {
    figures: [
      atLeast('fuzz.executions', executions, 'inputs', fewest, how),
      atMost('fuzz.failures', failures.length, 'failures', 0, 'another error than a refusal, a hang, memory without bound, a value lost'),
    ],
    tables: [{ name: 'fuzz', ...fuzzTable(results) }],
  };
};
