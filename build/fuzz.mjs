import { join } from 'node:path';
import { runInForeground } from './run.mjs';
import { runMain } from './say.mjs';
import { root, setUp } from './setup.mjs';

/** `npm run fuzz [-- PARSER...] [--seconds N] [--seed N]`: broken input for every parser, led by what it reaches. */
runMain(async () => {
  await setUp('fuzz', { electron: false });
  const { bundleScript } = await import('./bundle.mjs');
  const { bundleInstrumented } = await import('./fuzz/bundle.mjs');
  const parsers = await bundleInstrumented('tests/fuzz/parsers.ts', 'out/fuzz/parsers.cjs');
  const command = join(root, 'out/fuzz/command.cjs');
  await bundleScript('tests/fuzz/command.ts', command);
  return runInForeground(process.execPath, [command, parsers, ...process.argv.slice(2)]);
});
