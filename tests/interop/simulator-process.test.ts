import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { bundleScript } from '../../build/bundle.mjs';
import { type Opensc, opensc } from './opensc.ts';
import { type PrivatePcscd, startPcscd } from './pcscd.ts';

/** The shipped program as its own process, as `npm run simulator` starts it. */
const program = join(import.meta.dirname, '../../out/tests/simulator.cjs');
const children: ChildProcess[] = [];
let pcscd: PrivatePcscd;
let tools: Opensc;

beforeAll(async () => {
  pcscd = await startPcscd({ readers: 2 });
  tools = opensc(pcscd.env);
  await bundleScript('electron/simulator/cli.ts', program);
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});
afterAll(async () => {
  await pcscd?.stop();
  tools?.remove();
});

/** Resolves once the program says that the device is in its reader. */
function start(reader: number, ...options: string[]): Promise<ChildProcess> {
  const child = spawn(process.execPath, [program, '--vpcd', `127.0.0.1:${pcscd.ports[reader]}`, ...options], { cwd: tools.folder });
  children.push(child);
  return new Promise((resolve, reject) => {
    let said = '';
    const hear = (text: string): void => {
      said += text;
      if (/is in the virtual reader/.test(said)) resolve(child);
    };
    child.stdout.setEncoding('utf8').on('data', hear);
    child.stderr.setEncoding('utf8').on('data', hear);
    child.on('exit', (code) => reject(new Error(`the simulator ended with ${code}: ${said}`)));
  });
}

async function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  const ended = once(child, 'exit');
  child.kill(signal);
  return (await ended)[0] as number | null;
}

async function slots(wanted: RegExp): Promise<string> {
  let listed = '';
  for (let attempt = 0; attempt < 100 && !wanted.test(listed); attempt++) listed = await tools.run('pkcs11-tool', '--list-slots');
  return listed;
}

test('two processes put two devices into two readers; a stopped one is gone, and comes back from its state file as it was', async () => {
  const first = await start(0, '--state', 'first.json', '--serial', 'UTSIMFIRST');
  const second = await start(1);
  expect(await slots(/UTSIMFIRST[\s\S]*UTSIM[0-9A-Z]{6}/)).toMatch(/serial num +: UTSIMFIRST\n[\s\S]*serial num +: UTSIM[0-9A-Z]{6}\n/);
  await tools.run('sc-hsm-tool', '--reader', '0', '--initialize', '--so-pin', '3537363231383830', '--pin', '648219', '--label', 'kept');

  expect([await stop(first, 'SIGINT'), await stop(second, 'SIGTERM')]).toEqual([0, 0]);
  expect(readdirSync(tools.folder).filter((name) => name.startsWith('first'))).toEqual(['first.json']);
  expect(await slots(/(\(empty\)[\s\S]*){2}/)).not.toMatch(/serial num/);

  await start(0, '--state', 'first.json');
  expect(await slots(/kept \(UserPIN\)/)).toMatch(/kept \(UserPIN\)[\s\S]*serial num +: UTSIMFIRST\n/);
});

test('a command through pcscd takes far less than the 40 ms of a delayed acknowledgement', async () => {
  await start(0);
  await slots(/serial num/);
  const begun = performance.now();
  const commands = Array.from({ length: 50 }, () => ['--send-apdu', '0084000010']).flat();
  const said = await tools.run('opensc-tool', '--reader', '0', ...commands);
  expect(said.match(/SW1=0x90, SW2=0x00/g)).toHaveLength(50);
  expect(performance.now() - begun).toBeLessThan(50 * 20);
});
