import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Bench, median } from './bench.ts';
import type { ScanResult } from './scan-electron.ts';

/** Every kind of sheet with every length of a wrapped key once, on both sizes of paper; `--long` has more of each, with other contents. */
const sheets = process.argv.includes('--long') ? 200 : 32;

/** Printed sheets of every kind, badly scanned, and read back by the app's own scanner. */
export const scan: Bench = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'conclave-scan-bench-'));
  try {
    const program = join(folder, 'program');
    const { mkdir, copyFile } = await import('node:fs/promises');
    await mkdir(program, { recursive: true });
    await copyFile(resolve('out/bench/scan-electron.cjs'), join(program, 'main.cjs'));
    await writeFile(join(program, 'package.json'), '{"name":"scan-bench","main":"main.cjs"}');
    const outcome = join(folder, 'result.json');
    const rootFlags = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const args = [...rootFlags, program, `--user-data-dir=${join(folder, 'data')}`, '--', resolve('out/app'), String(sheets), outcome];
    const child = spawn(resolve('node_modules/electron/dist/electron'), args, { stdio: ['ignore', 'ignore', 'inherit'] });
    await new Promise((done) => child.on('close', done));
    const result = JSON.parse(await readFile(outcome, 'utf8')) as ScanResult;
    const rate = result.whole / result.sheets;
    const detail = `${result.whole} of ${result.sheets} sheets, ${result.found} of ${result.codes} codes at 150 dpi, turned by 2 degrees, noisy JPEG; ${Math.round(median(result.scanMs))} ms a page (median)`;
    const failed = result.failed.length > 0 ? `; not read: ${result.failed.join(', ')}` : '';
    return [{ name: 'sheet.scan-rate', value: rate, unit: 'ratio', goal: '>= 1', ok: rate >= 1, detail: `${detail}${failed}` }];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
