import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundleInstrumented } from '../../build/fuzz/bundle.mjs';
import { failureText } from './report.ts';
import { targets } from './targets/all.ts';
import { watch } from './watch.ts';

/** The same inputs in every run; `npm run fuzz` draws another seed each time and has more of it. */
const seed = 20_261_125;
const executions = 350;
const patience = { stillMs: 1500, replayMs: 4000, attempts: 3 };

let parsers = '';
let planted = '';
beforeAll(async () => {
  parsers = await bundleInstrumented('tests/fuzz/parsers.ts', join('out/fuzz', `test-parsers-${process.pid}.cjs`));
  planted = await bundleInstrumented('tests/fuzz/planted-parsers.ts', join('out/fuzz', `test-planted-${process.pid}.cjs`));
}, 60_000);
afterAll(() => {
  for (const script of [parsers, planted]) rmSync(script, { force: true });
});

describe('broken input, led by what it reaches,', () => {
  test.each(targets.map(({ name }) => name))(
    'meets a refusal or an answer: %s',
    async (name) => {
      const result = await watch(parsers, name, { seed, executions });
      expect(result.found.map((each) => failureText(name, seed, each)).join('')).toBe('');
      expect(result.executions).toBeGreaterThanOrEqual(executions);
      // it went where no seed goes: else it would only have run the seeds again and again
      expect(result.ways).toBeGreaterThan(result.seedWays);
    },
    60_000,
  );
});

describe('the fuzzer finds', () => {
  test.each([
    ['crashes', /TypeError/, 20_000],
    ['hangs', /hangs/, 5000],
    ['allocates', /asks for more than 256 MiB|allocation/i, 20_000],
    ['leaks', /memory|grown/, 20_000],
    ['forgets', /written and read again, it is something else/, 5000],
    ['waits', /hangs/, 5000],
  ])(
    'a planted parser that %s',
    async (name, what, most) => {
      const { found } = await watch(planted, name, { seed, executions: most }, patience);
      expect(found).toMatchObject([{ what: expect.stringMatching(what) }]);
      expect(found[0]?.input.length).toBeLessThan(200);
    },
    120_000,
  );

  test('the same inputs again with the same seed, the smallest ones', async () => {
    const run = () => watch(planted, 'crashes', { seed: 7, executions: 20_000 });
    const [one, other] = [await run(), await run()];
    expect(other).toEqual(one);
    expect(one.found[0]?.input).toMatch(/^4b370[4-6]2f61(?:30){2,4}$/);
  }, 60_000);
});
