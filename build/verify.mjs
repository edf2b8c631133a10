import { join } from 'node:path';
import { runInForeground } from './run.mjs';
import { runMain } from './say.mjs';
import { root, setUp } from './setup.mjs';

/** `npm run verify -- TRANSCRIPT [--head HEX] [--minutes FILE]` */
runMain(async () => {
  await setUp('simulator', { electron: false });
  const { bundle } = await import('./bundle.mjs');
  await bundle();
  return runInForeground(process.execPath, [join(root, 'out/app/verify.cjs'), ...process.argv.slice(2)]);
});
