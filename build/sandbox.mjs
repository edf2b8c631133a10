import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { electronExecutable } from './electron-runtime.mjs';
import { isRoot, rootRights } from './root-rights.mjs';
import { run } from './run.mjs';
import { Stop, say } from './say.mjs';

/**
 * Chromium's sandbox needs user namespaces, or its SUID helper where the system forbids them to ordinary programs
 * (Ubuntu since 24.04). Sets the helper's owner and mode there. Throws Stop where that is not possible.
 */
export async function haveSandbox(root) {
  if (process.platform !== 'linux' || isRoot()) return; // root runs without the sandbox
  if ((await run('unshare', ['-Ur', 'true'])).code === 0) return;
  const helper = join(dirname(electronExecutable(root)), 'chrome-sandbox');
  if (!existsSync(helper)) return;
  const { uid, mode } = statSync(helper);
  if (uid === 0 && (mode & 0o7777) === 0o4755) return;
  say('this system forbids user namespaces: setting up the SUID helper of the sandbox…');
  const rights = await rootRights();
  const script = 'chown root:root "$0" && chmod 4755 "$0"';
  if (rights) await run('env', [...rights, '/bin/sh', '-c', script, helper]);
  const after = statSync(helper);
  if (after.uid === 0 && (after.mode & 0o7777) === 0o4755) return;
  throw new Stop(`the sandbox cannot be used. Run once, then try again:\n  sudo chown root:root ${helper} && sudo chmod 4755 ${helper}`);
}
