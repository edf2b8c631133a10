import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { forbidAllCoreDumps } from '../electron/core-dumps.ts';

const limitOf = (pid: number) => /^Max core file size\s+(\S+)\s+(\S+)/m.exec(readFileSync(`/proc/${pid}/limits`, 'utf8'))?.slice(1);

/** Electron's own processes: see tests/e2e/workstation.test.ts. */
test.runIf(process.platform === 'linux')('this process, its children, theirs, and those still to come have a limit of 0', async () => {
  const shell = spawn('/bin/sh', ['-c', 'ulimit -S -c 0; sleep 60 & echo $!; read line; sleep 60 & echo $!; wait'], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const nextPid = () => new Promise<number>((resolve) => shell.stdout.once('data', (data) => resolve(Number(data))));
  const pids = [await nextPid()];
  try {
    await forbidAllCoreDumps();
    const later = nextPid();
    shell.stdin.write('go\n');
    pids.push(await later);
    for (const pid of [process.pid, shell.pid ?? 0, ...pids]) expect([pid, limitOf(pid)]).toEqual([pid, ['0', '0']]);
  } finally {
    for (const pid of pids) process.kill(pid);
    shell.kill();
  }
});
