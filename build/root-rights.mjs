import { run, runInForeground } from './run.mjs';
import { say } from './say.mjs';

export const isRoot = () => process.getuid?.() === 0;

/**
 * What to put before a command that needs root: nothing where we are root, sudo where it works without a question or
 * a person at the terminal gives the password now; undefined where neither is so.
 */
export async function rootRights() {
  if (isRoot()) return [];
  if ((await run('sudo', ['-n', 'true'])).code === 0) return ['sudo', '-n'];
  const canAsk = process.stdin.isTTY && process.stderr.isTTY && (await run('sudo', ['-V'])).code === 0;
  if (!canAsk) return undefined;
  say('sudo may ask for your password.');
  return (await runInForeground('sudo', ['-v'])) === 0 ? ['sudo'] : undefined;
}
