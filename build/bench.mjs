import { basename, join } from 'node:path';
import { withDisplay } from './display.mjs';
import { runInForeground } from './run.mjs';
import { runMain } from './say.mjs';
import { root, setUp } from './setup.mjs';

/** `npm run bench [-- NAME...] [--json]`. With --json the only line on standard output is the result. */
runMain(async () => {
  if (process.argv.includes('--json')) process.stdout.write = process.stderr.write.bind(process.stderr);
  await setUp('bench');
  const { bundle, bundleScript } = await import('./bundle.mjs');
  await bundle();
  const script = join(root, 'out/bench/main.cjs');
  await bundleScript('build/bench/main.ts', script);
  for (const entry of [
    'build/bench/apdu-electron.ts',
    'build/bench/kdf-electron.ts',
    'build/bench/scan-electron.ts',
    'tests/ceremony/transcript/append-process.ts',
    'tests/faults/power-cut-process.ts',
    'tests/faults/table-process.ts',
  ])
    await bundleScript(entry, join(root, `out/bench/${basename(entry, '.ts')}.cjs`));
  const { bundleInstrumented } = await import('./fuzz/bundle.mjs');
  await bundleInstrumented('tests/fuzz/parsers.ts', 'out/bench/fuzz-parsers.cjs');
  return withDisplay((env) => runInForeground(process.execPath, [script, ...process.argv.slice(2)], { cwd: root, env, input: 'ignore' }));
});
