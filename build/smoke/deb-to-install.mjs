import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../run.mjs';
import { Stop, say } from '../say.mjs';

/** The package to be installed: the one that is given, or a test package made now. */
export async function debToInstall(repository, given) {
  if (given) return given;
  say('making a test package…');
  const { code, output } = await run(process.execPath, [join(repository, 'build/dist.mjs'), '--test-package', 'deb'], { cwd: repository });
  const folder = join(repository, 'out/packages/test');
  const deb = code === 0 && readdirSync(folder).find((name) => name.endsWith('.deb'));
  if (!deb) throw new Stop(`no package was made.\n${output.trim().split('\n').slice(-8).join('\n')}`);
  return join(folder, deb);
}
