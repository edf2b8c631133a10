import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { user } from './room.mjs';
import { Failed } from './steps.mjs';

/** vpcd's two virtual readers in pcscd, by its default settings. */
export const readers = [
  { name: 'Virtual PCD 00 00', port: 35963 },
  { name: 'Virtual PCD 00 01', port: 35964 },
];

async function until(what, reached, patienceMs = 15_000) {
  for (const end = Date.now() + patienceMs; !reached(); await wait(100)) {
    if (Date.now() > end) throw new Failed(`${what} did not start`);
  }
}

const said = (log) => (existsSync(log) ? readFileSync(log, 'utf8') : '');

/** Starts what a workstation has running when somebody sits down at it: pcscd with its readers, a screen, a session bus, a window manager. */
export async function openSession(room, logs) {
  const log = (name) => join(logs, `${name}.log`);
  const must = async (words) => {
    const { code, output } = await room.run(words);
    if (code !== 0) throw new Failed(`${words.join(' ')}: ${output.trim()}`);
  };
  await must(['ip', 'link', 'set', 'lo', 'up']); // vpcd listens on it
  await must(['install', '-d', '-m', '700', '-o', user.name, '-g', user.name, user.runtime]);
  await must(['install', '-d', '-m', '755', '/run/pcscd']);
  room.start(['pcscd', '--foreground', '--info'], log('pcscd'));
  room.start(['Xvfb', ':7', '-screen', '0', '1280x960x24', '-nolisten', 'tcp', '-noreset'], log('xvfb'), { asUser: true });
  room.start(['dbus-daemon', '--session', '--nofork', `--address=unix:path=${user.runtime}/bus`], log('dbus'), { asUser: true });
  await until('pcscd', () => said(log('pcscd')).includes('daemon ready'));
  for (const end = Date.now() + 15_000; (await room.run(['xdotool', 'getdisplaygeometry'], { asUser: true })).code !== 0; await wait(100)) {
    if (Date.now() > end) throw new Failed('the X server did not start');
  }
  room.start(['openbox'], log('openbox'), { asUser: true });
}

/** Puts a simulated device into a reader, for good. Its program is this machine's: it shares only the network with the room. */
export async function insertDevice(room, simulator, { port }, serial, logs) {
  const log = join(logs, `device-${serial}.log`);
  room.startBeside([process.execPath, simulator, '--vpcd', `127.0.0.1:${port}`, '--serial', serial], log);
  await until(`the simulated device ${serial}`, () => said(log).includes('is in the virtual reader'));
}

/** Starts the app as its menu entry does, and says so to assistive technology as a desktop with a screen reader does. */
export function startApp(room, root, name, logs) {
  const entry = readFileSync(join(root, `usr/share/applications/${name}.desktop`), 'utf8');
  const command = /^Exec=(\S+)$/m.exec(entry)?.[1];
  if (!command) throw new Failed('the menu entry names no program');
  return room.start(['env', 'ACCESSIBILITY_ENABLED=1', command, '--force-renderer-accessibility'], join(logs, 'app.log'), { asUser: true });
}
