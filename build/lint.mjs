import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { checkLayers } from './layers.mjs';
import { run } from './run.mjs';
import { runMain } from './say.mjs';
import { root } from './setup.mjs';

/** Biome (lint and format), then our own layer table. Gives true where both agree; says on the terminal what does not. */
export async function lint() {
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
  const args = ['check', '--config-path', 'build/biome-rules.json', '--diagnostic-level=warn', '--error-on-warnings', '.'];
  const { code } = await run(process.execPath, [biome, ...args], { cwd: root, show: true });
  const { errors, warnings } = checkLayers(root);
  for (const line of errors) process.stderr.write(`layers: ${line}\n`);
  for (const line of warnings) process.stderr.write(`layers: warning: ${line}\n`);
  return code === 0 && errors.length === 0;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) runMain(async () => ((await lint()) ? 0 : 1));
