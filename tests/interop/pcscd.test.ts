import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { type PrivatePcscd, startPcscd } from './pcscd.ts';

const list = (pcscd: PrivatePcscd): string =>
  spawnSync('opensc-tool', ['--list-readers'], { env: { ...process.env, ...pcscd.env }, encoding: 'utf8' }).stdout;

test('a private pcscd has its own readers, survives kill and restart with the same names, and leaves nothing behind', async () => {
  const pcscd = await startPcscd({ readers: 3 });
  const folder = dirname(dirname(pcscd.env['PCSCLITE_CSOCK_NAME'] as string));
  try {
    expect(pcscd.readerNames).toEqual(['Conclave Test A 00 00', 'Conclave Test A 00 01', 'Conclave Test B 00 00']);
    for (const name of pcscd.readerNames) expect(list(pcscd)).toContain(name);
    await pcscd.kill();
    expect(list(pcscd)).not.toContain('Conclave Test');
    await pcscd.restart();
    await pcscd.restart();
    for (const name of pcscd.readerNames) expect(list(pcscd)).toContain(name);
  } finally {
    await pcscd.stop();
  }
  await pcscd.stop();
  expect(() => pcscd.pid()).toThrow();
  expect(existsSync(folder)).toBe(false);
});

test('two private pcscd run side by side', async () => {
  const one = await startPcscd({ readers: 1 });
  const two = await startPcscd({ readers: 2 });
  try {
    expect(new Set([...one.ports, ...two.ports]).size).toBe(3);
    await one.stop();
    expect(list(two)).toContain(two.readerNames[1]);
  } finally {
    await one.stop();
    await two.stop();
  }
});
