import { join } from 'node:path';
import { withDisplay } from './display.mjs';
import { runInForeground } from './run.mjs';
import { runMain } from './say.mjs';
import { root, setUp } from './setup.mjs';

/** `npm run rehearse`: the unattended rehearsal in the real app; leaves what it made in out/rehearsal. */
runMain(async () => {
  await setUp('rehearse');
  const { bundle, bundleScript } = await import('./bundle.mjs');
  await bundle();
  const script = join(root, 'out/rehearsal-script/rehearse.cjs');
  await bundleScript('tests/ceremonies/rehearse.ts', script);
  return withDisplay((env) => runInForeground(process.execPath, [script, ...process.argv.slice(2)], { cwd: root, env, input: 'ignore' }));
});
