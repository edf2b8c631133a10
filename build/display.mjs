import { spawn } from 'node:child_process';
import { Stop } from './say.mjs';

/** True where a window can be shown. Only Linux may be without a display. */
export const hasDisplay = () => process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

/**
 * Starts an X server without a screen on a free display and gives `{ DISPLAY, stop }`. It picks the number itself
 * (-displayfd), so several can start at once; it listens on a local socket only and takes no other user's programs.
 */
export async function startXvfb() {
  const args = ['-displayfd', '3', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp', '-noreset'];
  const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const number = await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Stop('Xvfb did not start within 20 s.')), 20_000);
    server.on('error', () => reject(new Stop('Xvfb is missing: sudo apt-get install xvfb')));
    server.on('exit', (code) => reject(new Stop(`Xvfb ended at once (exit code ${code}).`)));
    let text = '';
    server.stdio[3].on('data', (chunk) => {
      text += chunk;
      if (!text.includes('\n')) return;
      clearTimeout(timer);
      resolve(text.trim());
    });
  }).catch((error) => {
    server.kill();
    throw error;
  });
  server.removeAllListeners('exit');
  const stop = () => server.kill();
  process.once('exit', stop);
  return { DISPLAY: `:${number}`, stop };
}

/** Runs `use` with an environment that has a display: the present one, or an Xvfb of its own. */
export async function withDisplay(use) {
  if (hasDisplay()) return use(process.env);
  const xvfb = await startXvfb();
  try {
    return await use({ ...process.env, DISPLAY: xvfb.DISPLAY });
  } finally {
    xvfb.stop();
  }
}
