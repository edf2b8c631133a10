import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { isRoot } from './root-rights.mjs';
import { runMain, Stop, say } from './say.mjs';
import { root as repository, setUp } from './setup.mjs';

/**
 * `npm run smoke [-- --deb FILE] [--fresh]`: installs the package on a fresh Debian, starts it there as an ordinary user with the
 * sandbox on, and does a ceremony at its window. Makes a test package where none is given; `--fresh` makes the Debian anew too.
 * Leaves pictures, logs and a report in `out/smoke/`.
 */
runMain(async () => {
  const given = packageGiven(process.argv.slice(2));
  await setUp('smoke', { electron: given === undefined });
  const { debToInstall } = await import('./smoke/deb-to-install.mjs');
  const { freshDebian } = await import('./smoke/fresh-debian.mjs');
  const { installationSteps, packageName } = await import('./smoke/install.mjs');
  const { playCeremony } = await import('./smoke/play.mjs');
  const { Failed, stepRecord } = await import('./smoke/steps.mjs');

  const begun = Date.now();
  const out = join(repository, 'out/smoke');
  const places = { root: join(out, 'root'), pictures: join(out, 'pictures'), logs: join(out, 'logs') };
  for (const folder of [places.pictures, places.logs]) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  }
  const cache = join(out, 'cache');
  if (process.argv.includes('--fresh')) rmSync(cache, { recursive: true, force: true });

  const { bundle } = await import('./bundle.mjs');
  const deb = await debToInstall(repository, given);
  if (given) await bundle();
  const app = join(repository, 'out/app');
  const name = await packageName(deb);
  const system = await freshDebian({ into: places.root, cache });
  const steps = stepRecord();
  try {
    for (const [what, act] of installationSteps(places.root, deb, name)) await steps.do(what, act);
    await playCeremony(steps, places, name, { simulator: join(app, 'simulator.cjs'), verifier: join(app, 'verify.cjs') });
  } catch (error) {
    if (!(error instanceof Failed)) throw error; // what failed has been said
  }
  const failed = steps.record.filter((step) => step.failed).length;
  const lines = steps.record.map((step) => `${step.failed ? 'FAILED' : 'passed'}  ${step.name}\n`).join('');
  const seconds = Math.round((Date.now() - begun) / 1000);
  const sum = `smoke: ${steps.record.length - failed} passed, ${failed} failed, on a fresh ${system}, in ${seconds} s`;
  writeFileSync(join(out, 'report.txt'), `${basename(deb)}\n\n${lines}\n${sum}\n`);
  say(`pictures, logs and report in ${out}`);
  process.stdout.write(`${sum}\n`);
  return failed === 0 ? 0 : 1;
});

/** The package to be tested, where one is given. Throws Stop where this cannot run at all. */
function packageGiven(words) {
  if (process.platform !== 'linux' || !existsSync('/etc/debian_version')) throw new Stop('this needs Debian or Ubuntu.');
  if (!isRoot()) throw new Stop('only root can make a fresh Debian (debootstrap, namespaces): sudo npm run smoke');
  const at = words.indexOf('--deb');
  if (at === -1) return undefined;
  const file = words[at + 1];
  if (file === undefined || !existsSync(file)) throw new Stop(`--deb: there is no file ${file ?? ''}`);
  return resolve(file);
}
