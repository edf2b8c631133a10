import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { Stop } from '../say.mjs';

/** The person at the installed app: an ordinary user, member of no special group. */
export const user = { name: 'keyholder', home: '/home/keyholder', runtime: '/run/user/keyholder' };

/**
 * Makes a folder the root of its own mounts, with pivot_root: in a mere chroot the kernel lets nobody make a user namespace, and
 * Chromium's sandbox is made of them. Says the process's number, as it is outside, and then holds the room open.
 */
const furnish = `
root=$1; read -r pid rest < /proc/self/stat
mount --bind "$root" "$root"; cd "$root"
mount -t proc proc proc; mount -t sysfs -o ro sysfs sys
for place in run tmp dev; do mount -t tmpfs -o mode=755 tmpfs "$place"; done
chmod 1777 tmp; mkdir -m 1777 dev/shm
for node in null zero full random urandom tty; do : > "dev/$node"; mount --bind "/dev/$node" "dev/$node"; done
ln -s /proc/self/fd dev/fd
pivot_root . mnt; cd /; umount -l /mnt
echo "$pid"; exec sleep infinity`;

/**
 * A folder with a Debian in it as a machine of its own: own processes, mounts and, unless `network`, own network, which has no way
 * out. Whatever runs inside ends with `close`, or with this process. Needs root.
 */
export async function openRoom(root, { network = false } = {}) {
  const spaces = ['--mount', '--pid', '--ipc', '--uts', ...(network ? [] : ['--net'])];
  const words = ['--pdeathsig', 'KILL', 'unshare', ...spaces, '--fork', '--kill-child', 'sh', '-euc', furnish, 'room', root];
  const holder = spawn('setpriv', words, { stdio: ['ignore', 'pipe', 'pipe'] });
  const over = new Promise((resolve) => holder.on('close', resolve));
  const pid = await new Promise((resolve, reject) => {
    let said = '';
    let complaint = '';
    holder.stderr.setEncoding('utf8').on('data', (text) => (complaint += text));
    holder.stdout.setEncoding('utf8').on('data', (text) => {
      said += text;
      if (said.includes('\n')) resolve(said.trim());
    });
    holder.on('error', (error) => reject(new Stop(error.message)));
    holder.on('close', () => reject(new Stop(`no namespaces can be made here, which the fresh system needs.\n${complaint.trim()}`)));
  });

  const beside = [];
  const into = ['--target', pid, '--mount', '--pid', '--ipc', '--uts', '--net', '--'];
  const command = (program, { asUser = false } = {}) => [...into, ...(asUser ? userWords : rootWords), ...program];

  return {
    pid,
    /** Runs a program inside to its end; gives exit code and output. */
    async run(program, { asUser, input = '', timeoutMs = 120_000 } = {}) {
      const child = spawn('nsenter', command(program, { asUser }), { timeout: timeoutMs, killSignal: 'SIGKILL' });
      let output = '';
      for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
      child.stdin.on('error', () => undefined).end(input);
      return new Promise((resolve) => child.on('close', (code) => resolve({ code: code ?? 128, output })));
    },
    /** Starts a program inside that stays; what it says goes to `log`. */
    start(program, log, { asUser } = {}) {
      return keep(log, command(program, { asUser }));
    },
    /** Starts a program of this machine that shares nothing but the room's network. */
    startBeside(program, log) {
      const child = keep(log, ['--target', pid, '--net', '--', ...program]);
      beside.push(child);
      return child;
    },
    async close() {
      holder.kill('SIGKILL'); // the first process of the room goes with it, and with that all others inside
      for (const child of beside) child.kill();
      await Promise.all([over, ...beside.map(({ ended }) => ended)]);
    },
  };
}

const path = 'PATH=/usr/sbin:/usr/bin:/sbin:/bin';
const rootWords = ['env', '-i', path, 'LANG=C.UTF-8', 'HOME=/root', 'DEBIAN_FRONTEND=noninteractive'];
const userWords = [
  ...['setpriv', '--reuid', user.name, '--regid', user.name, '--init-groups', 'env', '-i'],
  ...['PATH=/usr/bin:/bin', 'LANG=C.UTF-8', `HOME=${user.home}`, `USER=${user.name}`, 'DISPLAY=:7'],
  ...[`XDG_RUNTIME_DIR=${user.runtime}`, `DBUS_SESSION_BUS_ADDRESS=unix:path=${user.runtime}/bus`],
];

function keep(log, words) {
  const file = openSync(log, 'w');
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', 'nsenter', ...words], { stdio: ['ignore', file, file] });
  closeSync(file);
  const ended = new Promise((resolve) => child.on('exit', (code) => resolve(code ?? 128)));
  return { pid: child.pid, ended, kill: () => child.kill('SIGKILL') };
}
