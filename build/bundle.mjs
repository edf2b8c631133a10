import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { pinnedElectron } from './electron-runtime.mjs';
import { runMain, Stop, say } from './say.mjs';
import { root } from './setup.mjs';

/** What changes every target: the packages, and how we bundle. */
const always = ['package-lock.json', 'build/bundle.mjs', 'build/bundle-targets.mjs'];

function filesBelow(path) {
  const full = join(root, path);
  if (!existsSync(full)) return [];
  const entries = readdirSync(full, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

function hashOf({ sources, stamp = '' }) {
  const hash = createHash('sha256').update(stamp);
  for (const file of [...always.map((path) => join(root, path)), ...sources.flatMap(filesBelow).sort()]) {
    hash.update(`${file}\0`).update(createHash('sha256').update(readFileSync(file)).digest());
  }
  return hash.digest('hex');
}

/** Writes only what changed, each file whole: a running app or another bundling never meets half a file. */
function writeOutput(folder, files) {
  for (const [name, content] of files) {
    const path = join(folder, name);
    const bytes = Buffer.from(content);
    if (existsSync(path) && readFileSync(path).equals(bytes)) continue;
    mkdirSync(dirname(path), { recursive: true });
    const fresh = join(dirname(path), `.${basename(path)}.${process.pid}`);
    writeFileSync(fresh, bytes);
    renameSync(fresh, path);
  }
}

/** What vite makes of a target's configuration, in memory: names and contents, and the packages that went into them. */
export async function buildFiles(config) {
  const { build } = await import('vite');
  const { NODE_ENV } = process.env;
  const built = await build(config)
    .then(
      (output) => [output].flat(),
      (error) => {
        throw new Stop(`bundling failed.\n${error.message}`);
      },
    )
    .finally(() => restoreNodeEnv(NODE_ENV));
  const output = built.flatMap((each) => each.output);
  return { files: output.map((item) => [item.fileName, item.type === 'chunk' ? item.code : item.source]), packages: packagesIn(output) };
}

/** The packages of which something is in the output, by their places in package-lock.json. */
function packagesIn(output) {
  const origins = output.flatMap((item) => (item.type === 'chunk' ? item.moduleIds : item.originalFileNames));
  const places = origins.map((path) => /(node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]);
  return [...new Set(places.filter(Boolean))].sort();
}

/** vite sets it to `production` for the whole process, and the tests that follow would get React without `act`. */
function restoreNodeEnv(before) {
  if (before === undefined) delete process.env.NODE_ENV;
  else process.env.NODE_ENV = before;
}

async function bundleTarget(target) {
  const folder = join(root, 'out', target.prefix);
  const recordFile = join(root, 'out', `.bundled-${target.name}.json`);
  const hash = hashOf(target);
  const before = existsSync(recordFile) ? JSON.parse(readFileSync(recordFile, 'utf8')) : { hash: '', files: [] };
  if (before.hash === hash && before.packages && before.files.every((name) => existsSync(join(folder, name)))) return false;
  const { files, packages } = await buildFiles(await target.config());
  writeOutput(folder, files);
  const names = files.map(([name]) => name);
  for (const name of before.files) if (!names.includes(name)) rmSync(join(folder, name), { force: true });
  writeOutput(join(root, 'out'), [[basename(recordFile), JSON.stringify({ hash, files: names, packages })]]);
  return true;
}

/** Bundles into `out/` what changed since the last time; vite is loaded only where something did. */
export async function bundle() {
  const started = Date.now();
  const { targets } = await import('./bundle-targets.mjs');
  const done = [];
  for (const target of targets(root, pinnedElectron(root))) {
    if (!existsSync(join(root, target.entry))) throw new Stop(`${target.entry} is missing: this is not a whole clone.`);
    if (await bundleTarget(target)) done.push(target.name);
  }
  if (done.length > 0) say(`bundled ${done.join(', ')} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

/** What the last bundling put into `out`: the files of each target, and the places in package-lock.json of the packages in them. */
export async function bundled() {
  const { targets } = await import('./bundle-targets.mjs');
  return targets(root, pinnedElectron(root)).map(({ name, prefix }) => {
    const { files, packages } = JSON.parse(readFileSync(join(root, 'out', `.bundled-${name}.json`), 'utf8'));
    return { name, files: files.map((file) => `${prefix}/${file}`), packages };
  });
}

/** Bundles one TypeScript file into one CommonJS file for Node or Electron's main process: tests and benchmarks use it. */
export async function bundleScript(entry, outFile) {
  const { nodeScript } = await import('./bundle-targets.mjs');
  const { files } = await buildFiles(nodeScript(root, entry, basename(outFile)));
  writeOutput(dirname(outFile), files);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) runMain(() => bundle());
