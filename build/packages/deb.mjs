import { createHash } from 'node:crypto';
import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { run } from '../run.mjs';
import { Stop } from '../say.mjs';
import { desktopText, manualText } from './launcher.mjs';

const architectures = { x64: 'amd64', arm64: 'arm64' };

/** Either name of a library will do: since 2024 some have the suffix t64. */
const depends = [
  'libgtk-3-0 | libgtk-3-0t64',
  'libnss3',
  'libasound2 | libasound2t64',
  'libgbm1',
  'libxss1',
  'libnotify4',
  'libdrm2',
  'libatspi2.0-0 | libatspi2.0-0t64',
  'libcups2 | libcups2t64',
  'pcscd',
  'libpcsclite1',
  'opensc-pkcs11',
];

/**
 * Chromium's sandbox needs user namespaces; where the system keeps them from ordinary programs (Ubuntu since 24.04), it needs
 * its helper with root's rights instead. Only there does the helper get them.
 */
const afterInstall = (naming) => `#!/bin/sh
set -e
if [ "$1" = configure ]; then
  read_or() { cat "$1" 2>/dev/null || echo "$2"; }
  if [ "$(read_or /proc/sys/kernel/unprivileged_userns_clone 1)" = 0 ] ||
    [ "$(read_or /proc/sys/kernel/apparmor_restrict_unprivileged_userns 0)" = 1 ] ||
    [ "$(read_or /proc/sys/user/max_user_namespaces 1)" = 0 ]; then
    chmod 4755 /opt/${naming.name}/chrome-sandbox
  fi
fi
`;

function control(naming, installedKilobytes) {
  const fields = {
    Package: naming.name,
    Version: naming.version,
    Architecture: architectures[process.arch],
    Maintainer: 'The Conclave founders <conclave@localhost>',
    'Installed-Size': installedKilobytes,
    Depends: depends.join(', '),
    Recommends: 'opensc',
    Section: 'utils',
    Priority: 'optional',
    Description: `${naming.description}\n Initialize devices, create and import DKEK shares, generate and back up keys,\n and keep a transcript of it all. Made for a computer without a network.`,
  };
  return Object.entries(fields)
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('');
}

/** Makes a .deb of an unpacked package, with dpkg-deb. Of the same folder and time it always makes the same bytes. */
export async function makeDeb({ unpacked, outFile, naming, seconds, pictures }) {
  const stage = `${outFile}.stage`;
  rmSync(stage, { recursive: true, force: true });
  const put = (path, content, mode = 0o644) => {
    mkdirSync(dirname(join(stage, path)), { recursive: true });
    writeFileSync(join(stage, path), content);
    chmodSync(join(stage, path), mode);
  };
  try {
    cpSync(unpacked, join(stage, 'opt', naming.name), { recursive: true });
    mkdirSync(join(stage, 'usr/bin'), { recursive: true });
    symlinkSync(`/opt/${naming.name}/${naming.name}`, join(stage, 'usr/bin', naming.name));
    put(`usr/share/applications/${naming.name}.desktop`, desktopText(naming));
    put(`usr/share/man/man1/${naming.name}.1.gz`, gzipSync(manualText(naming), { level: 9 }));
    put(`usr/share/doc/${naming.name}/copyright`, readFileSync(join(unpacked, 'LICENSES.txt')));
    for (const file of readdirSync(join(pictures, 'icons'))) {
      put(`usr/share/icons/hicolor/${file.replace('.png', '')}/apps/${naming.name}.png`, readFileSync(join(pictures, 'icons', file)));
    }
    put(`usr/share/icons/hicolor/scalable/apps/${naming.name}.svg`, readFileSync(join(pictures, 'icon.svg')));

    const files = filesBelow(stage);
    const sums = files.map(({ path, bytes }) => `${createHash('md5').update(bytes).digest('hex')}  ${path}\n`).join('');
    const kilobytes = files.reduce((sum, { bytes }) => sum + Math.ceil(bytes.length / 1024), 0);
    put('DEBIAN/md5sums', sums);
    put('DEBIAN/control', control(naming, kilobytes));
    put('DEBIAN/postinst', afterInstall(naming), 0o755);

    await worldReadable(stage);
    const env = { ...process.env, SOURCE_DATE_EPOCH: String(seconds) };
    const { code, output } = await run('dpkg-deb', ['--root-owner-group', '-Zxz', '--build', stage, outFile], { env });
    if (code !== 0) throw new Stop(`dpkg-deb failed.\n${output.trim()}`);
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

/** Whatever the umask was when the parts were unpacked: everybody reads, only root writes. */
async function worldReadable(stage) {
  const { code, output } = await run('chmod', ['-R', 'u=rwX,go=rX', stage]);
  if (code !== 0) throw new Stop(`the package's files could not be made readable.\n${output.trim()}`);
}

function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort()
    .map((path) => ({ path: relative(folder, path), bytes: readFileSync(path) }));
}
