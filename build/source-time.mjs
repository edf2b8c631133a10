import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Seconds since 1970 at which these sources were made, the same for everybody who has them: SOURCE_DATE_EPOCH where it is set
 * (reproducible-builds.org), else the commit's time; without git, that of package-lock.json's file.
 */
export function sourceTime(root) {
  const { SOURCE_DATE_EPOCH } = process.env;
  if (SOURCE_DATE_EPOCH !== undefined && /^\d+$/.test(SOURCE_DATE_EPOCH)) return Number(SOURCE_DATE_EPOCH);
  const { stdout } = spawnSync('git', ['log', '-1', '--format=%ct'], { cwd: root, encoding: 'utf8' });
  if (/^\d+\n$/.test(stdout ?? '')) return Number(stdout);
  return Math.floor(statSync(join(root, 'package-lock.json')).mtimeMs / 1000);
}
