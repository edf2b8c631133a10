import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { bundleScript } from '../../build/bundle.mjs';
import type { SuiteResult } from '../crypto/electron-crypto-suite.ts';
import { executable, root } from './harness.ts';

it('the crypto suite passes inside Electron, whose node:crypto is another library', async () => {
  const folder = join(root, 'out/e2e-crypto');
  mkdirSync(folder, { recursive: true });
  await bundleScript('tests/crypto/electron-crypto-suite.ts', join(folder, 'suite.cjs'));
  const outcome = join(folder, 'results.json');
  const worker = join(root, 'out/app/pbe-worker.cjs');
  writeFileSync(join(folder, 'package.json'), '{"name":"crypto-suite","main":"main.cjs"}');
  writeFileSync(
    join(folder, 'main.cjs'),
    `const { app } = require('electron');
const { writeFileSync } = require('node:fs');
require('./suite.cjs').cryptoSuite(${JSON.stringify(worker)}).then(
  (results) => writeFileSync(${JSON.stringify(outcome)}, JSON.stringify({ electron: process.versions.electron, results })),
  (error) => console.error(error),
).finally(() => app.exit());`,
  );
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(executable(), [...sandbox, folder, `--user-data-dir=${join(folder, 'data')}`], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  expect(await new Promise((resolve) => child.on('close', resolve)), output).toBe(0);

  const { electron, results } = JSON.parse(readFileSync(outcome, 'utf8')) as { electron: string; results: SuiteResult[] };
  expect(electron).toMatch(/^\d+\./);
  expect(results.filter(({ ok }) => !ok)).toEqual([]);
  expect(results.length).toBeGreaterThan(20);
});
