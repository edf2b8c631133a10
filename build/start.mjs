import { hasDisplay } from './display.mjs';
import { electronExecutable } from './electron-runtime.mjs';
import { withoutNetwork } from './private-network.mjs';
import { runInForeground } from './run.mjs';
import { haveSandbox } from './sandbox.mjs';
import { runMain, Stop } from './say.mjs';
import { root, setUp } from './setup.mjs';

const noDisplay = `there is no display to open the window on (neither DISPLAY nor WAYLAND_DISPLAY is set).
On a workstation: log in to the desktop and run npm start in a terminal there.
Over SSH:         ssh -X (or -Y) to this machine, then npm start.
Without a screen: npm run rehearse   does a whole ceremony unattended on simulated devices,
                  xvfb-run npm start opens the app on a virtual screen.`;

/** `npm start [-- ARGUMENTS]`: the arguments go to the app, for example --rehearsal. */
runMain(async () => {
  if (!hasDisplay()) throw new Stop(noDisplay); // before any long set-up
  await setUp('start');
  await haveSandbox(root);
  const { bundle } = await import('./bundle.mjs');
  await bundle();
  const args = [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '.', ...process.argv.slice(2)];
  const program = electronExecutable(root);
  if (process.platform === 'win32') return runInForeground(program, args, { cwd: root });
  // No core dumps, here and in all child processes: they would hold PINs and shares. And no network, where the system allows that.
  const command = [...(await withoutNetwork()), program, ...args];
  return runInForeground('/bin/sh', ['-c', 'ulimit -c 0; exec "$0" "$@"', ...command], { cwd: root });
});
