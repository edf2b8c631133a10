import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildFiles } from '../bundle.mjs';
import { nodeScript } from '../bundle-targets.mjs';
import { root } from '../setup.mjs';
import { instrument } from './instrument.mjs';

/** Bundles a script whose parsers are instrumented into one CommonJS file. Gives its path. */
export async function bundleInstrumented(entry, outFile) {
  const config = nodeScript(root, entry, 'fuzzed.cjs');
  const { files } = await buildFiles({ ...config, plugins: [instrument()] });
  const path = join(root, outFile);
  mkdirSync(dirname(path), { recursive: true });
  for (const [, code] of files) writeFileSync(path, code);
  return path;
}
