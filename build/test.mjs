import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { withDisplay } from './display.mjs';
import { run } from './run.mjs';
import { runMain, Stop, say } from './say.mjs';
import { root, setUp } from './setup.mjs';

/**
 * `npm test [-- PART...]`: lint, types, unit, interop, e2e, or only the parts named. Lint and types count as one test
 * each. Anything that crashes counts as failed. The last line is always `N passed, M failed`.
 */
const parts = {
  lint: async () => {
    const { lint } = await import('./lint.mjs');
    return single('lint', await lint());
  },
  types: async () => {
    const { code } = await run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '--noEmit', '-p', 'build/tsconfig.json'], {
      cwd: root,
      show: true,
    });
    return single('types', code === 0);
  },
  unit: () => vitest('unit'),
  interop: () => vitest('interop'),
  e2e: () => withDisplay((env) => vitest('e2e', env)),
};

const single = (name, passed) => ({ passed: passed ? 1 : 0, failed: passed ? [] : [name], skipped: [] });

/** One vitest project; its tally is what counts, its exit code must agree. */
async function vitest(project, env = process.env) {
  const tallyFile = join(root, `out/test-reports/${project}.json`);
  mkdirSync(join(root, 'out/test-reports'), { recursive: true });
  rmSync(tallyFile, { force: true });
  const args = ['run', '--config', 'build/vitest.config.mjs', '--project', project, '--passWithNoTests'];
  const reporters = ['--reporter=default', '--reporter=./build/tally-reporter.mjs'];
  const { code } = await run(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), ...args, ...reporters], {
    cwd: root,
    env: { ...env, TALLY_FILE: tallyFile },
    show: true,
  });
  if (!existsSync(tallyFile)) return { passed: 0, failed: [`${project}: vitest crashed (exit code ${code})`], skipped: [] };
  const tally = JSON.parse(readFileSync(tallyFile, 'utf8'));
  if (code !== 0 && tally.failed.length === 0) tally.failed.push(`${project}: vitest ended with exit code ${code}`);
  return tally;
}

runMain(async () => {
  const total = { passed: 0, failed: [], skipped: [] };
  try {
    const asked = process.argv.slice(2);
    const unknown = asked.filter((name) => !(name in parts));
    if (unknown.length > 0) throw new Stop(`no such part: ${unknown.join(' ')}. There are: ${Object.keys(parts).join(' ')}.`);
    const chosen = asked.length > 0 ? asked : Object.keys(parts);
    await setUp('test', { electron: chosen.includes('e2e') });
    if (chosen.some((name) => name === 'e2e' || name === 'interop')) {
      const { bundle } = await import('./bundle.mjs');
      await bundle();
    }
    for (const name of chosen) {
      say(`${name}…`);
      const started = Date.now();
      const result = await parts[name]().catch((error) => ({ passed: 0, failed: [`${name}: ${error?.message ?? error}`], skipped: [] }));
      total.passed += result.passed;
      total.failed.push(...result.failed);
      total.skipped.push(...result.skipped);
      say(`${name}: ${result.passed} passed, ${result.failed.length} failed, ${((Date.now() - started) / 1000).toFixed(1)} s`);
    }
  } catch (error) {
    total.failed.push(`set-up: ${error instanceof Stop ? error.message : (error?.stack ?? error)}`);
  }
  for (const line of total.skipped) process.stdout.write(`skipped: ${line}\n`);
  for (const line of total.failed) process.stdout.write(`FAILED: ${line}\n`);
  process.stdout.write(`${total.passed} passed, ${total.failed.length} failed\n`);
  return total.failed.length === 0 ? 0 : 1;
});
