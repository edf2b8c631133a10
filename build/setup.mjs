import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { haveElectronRuntime } from './electron-runtime.mjs';
import { haveNodeModules } from './node-modules.mjs';
import { Stop } from './say.mjs';
import { haveSystemPackages } from './system-packages.mjs';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * Makes a fresh clone ready for `command` (a key of `wants`): system packages, node_modules and, unless the command
 * runs without a window, the Electron runtime. Takes under 0.3 s where nothing is missing. Uses node: modules only.
 */
export async function setUp(command, { electron = true } = {}) {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 20) throw new Stop(`Node ${process.versions.node} is too old: install Node 20 or newer.`);
  await haveSystemPackages(command);
  await haveNodeModules(root);
  if (electron) await haveElectronRuntime(root);
}
