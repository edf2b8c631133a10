import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bundleScript } from '../../build/bundle.mjs';
import { badModule } from '../pkcs11/bad-modules.ts';
import { type SoftToken, softhsmModule, softToken, userPin } from '../pkcs11/softhsm.ts';
import { executable, root } from './harness.ts';
import type { Pkcs11Results } from './pkcs11-main.ts';

const modules = mkdtempSync(join(tmpdir(), 'conclave-modules-'));
let token: SoftToken;
beforeAll(() => {
  token = softToken();
});
afterAll(() => {
  token?.remove();
  rmSync(modules, { recursive: true });
});

it("a PKCS#11 module works in Electron's utility process; it crashes and hangs alone, and the main loop goes on", async () => {
  const folder = join(root, 'out/e2e-pkcs11');
  mkdirSync(folder, { recursive: true });
  await bundleScript('tests/e2e/pkcs11-main.ts', join(folder, 'main.cjs'));
  writeFileSync(join(folder, 'package.json'), '{"name":"pkcs11-stage","main":"main.cjs"}');
  const outcome = join(modules, 'results.json');
  const given = {
    script: join(root, 'out/app/pkcs11-process.cjs'),
    module: softhsmModule,
    pin: userPin,
    aborts: badModule(modules, 'aborts'),
    sleeps: badModule(modules, 'sleeps'),
    outcome,
  };
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(executable(), [...sandbox, folder, `--user-data-dir=${join(modules, 'data')}`], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...token.env, PKCS11_TEST: JSON.stringify(given) },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  expect(await new Promise((resolve) => child.on('close', resolve)), output).toBe(0);

  const results = JSON.parse(readFileSync(outcome, 'utf8')) as Pkcs11Results;
  console.log(JSON.stringify(results));
  expect(results, output).toMatchObject({
    electron: expect.stringMatching(/^\d+\./),
    manufacturer: 'SoftHSM',
    decrypted: 'in Electron',
    rsa: { bits: 4096, verified: true },
    aborts: ['pkcs11-crashed', 'pkcs11-crashed', 'works again'],
    hangs: ['pkcs11-hung', 'pkcs11-hung', 'works again'],
    left: 0,
  });
  // Generating takes a second or more; a loop that waited for it would stand still as long.
  expect(results.rsa.longestBlockMs).toBeLessThan(250);
});
