import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../run.mjs';
import { Stop, say } from '../say.mjs';

/**
 * A Debian (or Ubuntu) of this machine's own release with nothing but what every installation has, as a folder: `into`. Made by
 * debootstrap from the mirror that apt uses here; kept below `cache` for the next time. Needs root and a network.
 */
export async function freshDebian({ into, cache }) {
  const sources = await aptSources();
  const codename = /^VERSION_CODENAME=(.+)$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1];
  const own = sources.find(({ release }) => release === codename);
  if (!own) throw new Stop('apt here names no mirror of this release of Debian or Ubuntu: apt-get update, then try again.');
  const base = join(cache, `debian-${codename}`);
  if (!existsSync(base)) await bootstrap(base, codename, own.uri);
  rmSync(into, { recursive: true, force: true });
  mkdirSync(into, { recursive: true });
  const { code, output } = await run('cp', ['-a', `${base}/.`, into]);
  if (code !== 0) throw new Stop(`${base} cannot be copied.\n${output.trim()}`);
  writeFileSync(join(into, 'etc/apt/sources.list'), sources.map(({ uri, release, parts }) => `deb ${uri} ${release} ${parts}\n`).join(''));
  writeFileSync(join(into, 'etc/apt/apt.conf.d/00-proxy'), await aptProxies());
  cpSync('/etc/resolv.conf', join(into, 'etc/resolv.conf'));
  return codename;
}

async function bootstrap(base, codename, mirror) {
  say(`a fresh ${codename} by debootstrap…`);
  mkdirSync(join(base, '..'), { recursive: true });
  const half = `${base}.half`;
  rmSync(half, { recursive: true, force: true });
  const { code, output } = await run('debootstrap', ['--variant=minbase', codename, half, mirror]);
  if (code !== 0) throw new Stop(`debootstrap failed.\n${output.trim().split('\n').slice(-6).join('\n')}`);
  renameSync(half, base);
}

/** Where apt gets the distribution's own packages from, here. */
async function aptSources() {
  const format = '$(ORIGIN) $(REPO_URI) $(RELEASE) $(COMPONENT)';
  const { output } = await run('apt-get', ['indextargets', '--format', format, 'Identifier: Packages']);
  const found = new Map();
  for (const [origin, uri, release, part] of output.split('\n').map((line) => line.split(' '))) {
    if (!['Debian', 'Ubuntu'].includes(origin)) continue;
    const parts = found.get(`${uri} ${release}`)?.parts;
    found.set(`${uri} ${release}`, { uri, release, parts: parts ? `${parts} ${part}` : part });
  }
  return [...found.values()];
}

async function aptProxies() {
  const { output } = await run('apt-config', ['dump']);
  return output
    .split('\n')
    .flatMap((line) => (/^Acquire::https?::Proxy\b/i.test(line) ? [`${line}\n`] : []))
    .join('');
}
