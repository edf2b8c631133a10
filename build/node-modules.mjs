import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npmCommand, run } from './run.mjs';
import { Stop, say } from './say.mjs';

/** True where node_modules holds exactly what package-lock.json asks for. */
function isCurrent(root, lockText, stampFile) {
  const wanted = createHash('sha256').update(lockText).digest('hex');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) return true;
  const installedFile = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(installedFile)) return false;
  const installed = JSON.parse(readFileSync(installedFile, 'utf8')).packages;
  const same = Object.entries(JSON.parse(lockText).packages).every(
    ([path, entry]) => path === '' || (installed[path] ? installed[path].version === entry.version : entry.optional === true),
  );
  if (same) writeFileSync(stampFile, wanted);
  return same;
}

/** Installs the packages of package-lock.json where they are missing or others. Runs no package's own scripts. */
export async function haveNodeModules(root) {
  const lockText = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const stampFile = join(root, 'node_modules/.conclave-lock');
  if (isCurrent(root, lockText, stampFile)) return;
  say('installing the packages of package-lock.json…');
  const npm = npmCommand();
  const args = [...npm.args, 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const { code, output } = await run(npm.program, args, { cwd: root, shell: npm.shell });
  if (code !== 0) {
    throw new Stop(
      `npm ci failed.\n${output.trim()}\nIs there a network, or a filled npm cache? Then try again:\n  npm ci --ignore-scripts`,
    );
  }
  writeFileSync(stampFile, createHash('sha256').update(lockText).digest('hex'));
}
