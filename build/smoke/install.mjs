import { copyFileSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { run } from '../run.mjs';
import { Stop } from '../say.mjs';
import { openRoom, user } from './room.mjs';
import { Failed } from './steps.mjs';

/** What the person and the room need besides; put there when the package has proven to need none of it. */
const instruments = [
  ...['xvfb', 'openbox', 'dbus', 'at-spi2-core', 'gir1.2-atspi-2.0', 'python3-gi', 'xdotool', 'scrot'],
  ...['vsmartcard-vpcd', 'opensc', 'iproute2'],
];

const apt = [
  'apt-get',
  '-y',
  '-q',
  '--no-install-recommends',
  '-o',
  'Acquire::Retries=3',
  '-o',
  'Dpkg::Use-Pty=0',
  '-o',
  'Dpkg::Options::=--force-unsafe-io',
];

async function must(room, words, what) {
  const { code, output } = await room.run(words, { timeoutMs: 400_000 });
  if (code !== 0) throw new Failed(`${what}\n${output.trim().split('\n').slice(-8).join('\n')}`);
  return output;
}

export async function packageName(deb) {
  const { code, output } = await run('dpkg-deb', ['-f', deb, 'Package']);
  if (code !== 0) throw new Stop(`${deb} is not a Debian package.\n${output.trim()}`);
  return output.trim();
}

/** The steps of an installation as the README tells it, on the network. The instruments come last. */
export function installationSteps(root, deb, name) {
  const file = `/opt/${basename(deb)}`;
  const inRoom = (use) => async () => {
    const room = await openRoom(root, { network: true });
    try {
      await use(room);
    } finally {
      await room.close();
    }
  };
  return [
    [
      'apt installs the package with what it depends on, and nothing besides',
      inRoom(async (room) => {
        copyFileSync(deb, join(root, file));
        await must(room, [...apt, 'update'], 'apt-get update failed');
        await must(room, [...apt, 'install', file], 'apt-get install failed');
      }),
    ],
    [
      'no program or library of it lacks another',
      inRoom(async (room) => {
        const search = `find /opt/${name} -type f \\( -name '*.so*' -o -name '*.node' -o -name '*-app' \\) -exec ldd {} + 2>&1`;
        const lacking = (await must(room, ['sh', '-c', search], 'ldd failed')).split('\n').filter((line) => line.includes('not found'));
        if (lacking.length > 0) throw new Failed([...new Set(lacking)].join('\n'));
      }),
    ],
    [
      'only root can change its files, and they are those of its list of hashes',
      inRoom(async (room) => {
        const others = await must(
          room,
          ['find', `/opt/${name}`, '!', '-type', 'l', '(', '!', '-user', 'root', '-o', '-perm', '/022', ')'],
          'find failed',
        );
        if (others.trim() !== '') throw new Failed(others);
        await must(room, ['sh', '-c', `cd /opt/${name} && sha256sum --quiet --strict -c SHA256SUMS`], 'SHA256SUMS');
        await must(room, ['useradd', '--create-home', '--shell', '/bin/sh', user.name], 'useradd failed');
        await must(room, [...apt, 'install', ...instruments], 'the instruments of this test cannot be installed');
      }),
    ],
  ];
}

/** Size of the installed package in bytes, as dpkg knows it, and of its file. */
export function sizesOf(root, name, deb) {
  const status = readFileSync(join(root, 'var/lib/dpkg/status'), 'utf8');
  const own = status.split('\n\n').find((entry) => entry.startsWith(`Package: ${name}\n`)) ?? '';
  return { installed: Number(/^Installed-Size: (\d+)$/m.exec(own)?.[1]) * 1024, deb: readFileSync(deb).length };
}
