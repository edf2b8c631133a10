import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { launchApp } from '../e2e/harness.ts';
import { wholeCeremony } from './whole-ceremony.ts';

/** Pictures that the README shows. `--pictures` renews them. */
const ofReadme = ['key-manager', 'initialize', 'generate-aes', 'test-device'];

/** The whole ceremony, unattended, on simulated devices in the real app: its papers, files, records and pictures go to out/rehearsal. */
async function rehearse(): Promise<void> {
  const out = resolve('out/rehearsal');
  rmSync(out, { recursive: true, force: true });
  const pictures = join(out, 'screenshots');
  mkdirSync(pictures, { recursive: true });
  const begun = Date.now();
  const running = await launchApp({ userData: join(out, 'app-data') });
  const seconds = () => `${((Date.now() - begun) / 1000).toFixed(0)} s`.padStart(6);
  let taken = 0;
  try {
    const done = await wholeCeremony(running, out, async (name, window = running.page) => {
      await window.screenshot({ path: join(pictures, `${String(++taken).padStart(2, '0')}-${name}.png`) });
      process.stdout.write(`rehearsal  ${seconds()}  ${name}\n`);
    });
    const checked = execFileSync(process.execPath, ['out/app/verify.cjs', done.transcript, '--minutes', done.pdf], { encoding: 'utf8' });
    writeFileSync(join(out, 'verified.txt'), checked);
    if (process.argv.includes('--pictures')) renew(pictures);
    writeFileSync(join(out, 'SHA256SUMS'), sums(out));
    const papers = done.papers.filter((path) => path.endsWith('.pdf')).length;
    process.stdout.write(`rehearsal  ${seconds()}  the verifier says: ${checked.trim().split('\n').at(-1)}\n`);
    process.stdout.write(`rehearsal  done: ${papers} PDFs, ${taken} pictures, files, transcript and minutes are in ${out}\n`);
  } finally {
    await running.close();
  }
}

/** As `sha256sum` writes them, for papers, files and records. */
function sums(out: string): string {
  return ['ceremony', 'files', 'papers']
    .flatMap((folder) => readdirSync(join(out, folder)).map((name) => `${folder}/${name}`))
    .map(
      (name) =>
        `${createHash('sha256')
          .update(readFileSync(join(out, name)))
          .digest('hex')}  ${name}\n`,
    )
    .join('');
}

function renew(pictures: string): void {
  for (const name of ofReadme) {
    const last = readdirSync(pictures)
      .filter((file) => file.endsWith(`-${name}.png`))
      .sort()
      .at(-1);
    const place = `build/pictures/${name}.png`;
    if (last && existsSync(place)) copyFileSync(join(pictures, last), place);
  }
}

rehearse().catch((error: unknown) => {
  process.stderr.write(`rehearsal  failed: ${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
});
