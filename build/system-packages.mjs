import { existsSync, readdirSync } from 'node:fs';
import { rootRights } from './root-rights.mjs';
import { run } from './run.mjs';
import { Stop, say } from './say.mjs';

/**
 * Debian's and Ubuntu's packages by what needs them. Since 2024 some libraries have the suffix t64 (64-bit time):
 * either name will do.
 */
const groups = {
  window: ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'libxss1', 'libnotify4'],
  readers: ['pcscd', 'libpcsclite1'],
  peers: ['opensc', 'opensc-pkcs11', 'vsmartcard-vpcd', 'poppler-utils'],
  modules: ['softhsm2', 'gcc', 'libc6-dev'],
  display: ['xvfb'],
  fresh: ['debootstrap'],
};

/** Which groups a command wants, and which of them it cannot do without. */
export const wants = {
  start: { needs: ['window'], likes: ['readers'] },
  simulator: { needs: [], likes: ['readers', 'peers'] },
  fuzz: { needs: [], likes: [] },
  rehearse: { needs: ['window', 'display'], likes: ['readers', 'peers'] },
  test: { needs: ['window', 'display'], likes: ['readers', 'peers', 'modules'] },
  dist: { needs: ['window', 'display', 'readers'], likes: [] },
  smoke: { needs: ['fresh'], likes: [] },
  bench: { needs: ['window', 'display'], likes: ['readers', 'peers'] },
};

const packagesOf = (names) => names.flatMap((name) => groups[name]);

async function missingPackages(names) {
  const asked = names.flatMap((name) => [name, `${name}t64`]);
  // dpkg-query prints what it knows and fails where it knows nothing; only the first matters.
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the braces are dpkg-query's own
  const found = await run('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Status}\n', ...asked]);
  const installed = new Set(found.output.split('\n').flatMap((line) => (line.endsWith(' installed') ? [line.split(' ')[0]] : [])));
  return names.filter((name) => !installed.has(name) && !installed.has(`${name}t64`));
}

/** The names that this release of Debian or Ubuntu can install; undefined where one has no candidate. */
async function installable(names) {
  const policy = await run('apt-cache', ['policy', ...names.flatMap((name) => [name, `${name}t64`])]);
  const candidates = new Set();
  let current = '';
  for (const line of policy.output.split('\n')) {
    if (/^\S+:$/.test(line)) current = line.slice(0, -1);
    const candidate = /^ {2}Candidate: (.+)$/.exec(line)?.[1];
    if (candidate && candidate !== '(none)') candidates.add(current);
  }
  const chosen = names.map((name) => [`${name}t64`, name].find((each) => candidates.has(each)));
  return chosen.every(Boolean) ? chosen : undefined;
}

async function apt(root, args) {
  const quiet = ['-y', '-q', '-o', 'DPkg::Lock::Timeout=600', '-o', 'Dpkg::Use-Pty=0', '-o', 'Acquire::Retries=3'];
  const command = [...root, 'env', 'DEBIAN_FRONTEND=noninteractive', 'NEEDRESTART_SUSPEND=1', 'apt-get', ...quiet, ...args];
  // apt waits for dpkg's lock by itself, but not for the lock on its package lists.
  for (let attempt = 0; ; attempt++) {
    const result = await run(command[0], command.slice(1));
    if (result.code === 0 || attempt === 60 || !/Could not get lock|Unable to lock/.test(result.output)) return result;
    if (attempt === 0) say('another program is installing packages; waiting for it (up to 10 minutes)…');
    await new Promise((resolve) => setTimeout(resolve, 10_000));
  }
}

async function install(missing, root) {
  const noLists =
    !existsSync('/var/lib/apt/lists') ||
    !readdirSync('/var/lib/apt/lists').some((name) => name.endsWith('_Packages') || name.includes('_Packages.'));
  let names = noLists ? undefined : await installable(missing);
  let fresh = false;
  const update = async () => {
    say('updating the package lists…');
    fresh = true;
    return apt(root, ['update']);
  };
  if (!names) {
    const updated = await update();
    names = await installable(missing);
    if (!names) return { code: 1, output: `${updated.output}\nno installation candidate for some of: ${missing.join(' ')}` };
  }
  say(`installing ${names.join(' ')}…`);
  const first = await apt(root, ['install', '--no-install-recommends', ...names]);
  if (first.code === 0 || fresh) return first;
  await update();
  return apt(root, ['install', '--no-install-recommends', ...names]);
}

const otherSystems = `  Fedora:  sudo dnf install gtk3 nss alsa-lib mesa-libgbm libXScrnSaver libnotify pcsc-lite pcsc-lite-ccid opensc xorg-x11-server-Xvfb poppler-utils softhsm gcc glibc-devel
  Arch:    sudo pacman -S gtk3 nss alsa-lib mesa libxss libnotify pcsclite ccid opensc xorg-server-xvfb poppler softhsm gcc`;

/**
 * Sees to the system packages that `command` wants. Installs missing ones with apt where that is possible;
 * elsewhere says what is missing and how to get it. Throws Stop only where the command cannot run without them.
 */
export async function haveSystemPackages(command) {
  if (process.platform !== 'linux') return; // macOS and Windows bring their own smart card service and libraries
  const { needs, likes } = wants[command];
  const hasDisplay = Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
  const needed = packagesOf(needs.filter((group) => group !== 'display' || !hasDisplay));
  const all = [...needed, ...packagesOf(likes)];
  if (all.length === 0) return;
  if ((await run('dpkg-query', ['--version'])).code !== 0) {
    say(`this is neither Debian nor Ubuntu: system packages are left to you. If something is missing, install:\n${otherSystems}`);
    return;
  }
  const missing = await missingPackages(all);
  if (missing.length === 0) return;

  const byHand = `sudo apt-get update && sudo apt-get install ${missing.join(' ')}`;
  const root = await rootRights();
  const result = root ? await install(missing, root) : { code: 1, output: 'neither root nor sudo' };
  const left = await missingPackages(missing);
  if (left.length === 0) return;

  const reason = root ? `apt-get failed:\n${lastLines(result.output)}` : 'installing them needs root or sudo.';
  const words = `system packages are missing: ${left.join(' ')}\n${reason}\nInstall them by hand, then try again:\n  ${byHand}`;
  if (left.some((name) => needed.includes(name))) throw new Stop(words);
  say(words);
  say('going on without them: what depends on them will say so.');
}

const lastLines = (output) =>
  output
    .trim()
    .split('\n')
    .slice(-6)
    .map((line) => `  ${line}`)
    .join('\n');
