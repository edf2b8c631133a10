import { isRoot } from './root-rights.mjs';
import { run } from './run.mjs';

/** The user stays the same inside, so that Chromium's sandbox works as before. */
const unshare = () => ['unshare', ...(isRoot() ? [] : ['--map-current-user']), '--net', '--'];

/** A screen of another machine (ssh -X) is reached over the network. */
const isLocal = (display) => display === undefined || display.startsWith(':') || display.startsWith('unix:');

/**
 * What to put before a command so that it runs in a network namespace of its own, without any network; nothing where this system does
 * not let an ordinary user make one. pcscd, X11, Wayland and D-Bus are UNIX sockets, which are reached all the same.
 */
export async function withoutNetwork(environment = process.env) {
  if (process.platform !== 'linux' || !isLocal(environment.DISPLAY)) return [];
  const prefix = unshare();
  return (await run(prefix[0], [...prefix.slice(1), 'true'])).code === 0 ? prefix : [];
}
