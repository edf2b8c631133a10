import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { launchApp } from '../e2e/harness.ts';
import { Operator } from './operator.ts';
import { tenSteps } from './ten-steps.ts';

/** The first ceremony of the README, unattended, on simulated devices in the real app: its files and pictures go to out/rehearsal. */
async function rehearse(): Promise<void> {
  const out = resolve('out/rehearsal');
  rmSync(out, { recursive: true, force: true });
  const pictures = join(out, 'screenshots');
  mkdirSync(pictures, { recursive: true });
  const running = await launchApp({ userData: join(out, 'app-data') });
  let taken = 0;
  try {
    const { first, second, shareFile, wrappedFile } = await tenSteps(new Operator(running), out, async (name) => {
      const file = `${String(++taken).padStart(2, '0')}-${name}.png`;
      await running.page.screenshot({ path: join(pictures, file) });
      process.stdout.write(`rehearsal  ${name}\n`);
    });
    const devices = [first, second].map(({ label, serial, dkek, keys }) => ({ label, serial, dkek, keys }));
    const files = [shareFile, wrappedFile].map((path) => ({ path, sha256: sha256(path) }));
    writeFileSync(join(out, 'devices-and-files.json'), `${JSON.stringify({ rehearsal: true, devices, files }, null, 2)}\n`);
    process.stdout.write(`rehearsal  done: ${taken} pictures, 2 files and what the devices hold are in ${out}\n`);
  } finally {
    await running.close();
  }
}

function sha256(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex').toUpperCase();
}

rehearse().catch((error: unknown) => {
  process.stderr.write(`rehearsal  failed: ${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
});
