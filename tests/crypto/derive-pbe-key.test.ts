import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleScript } from '../../build/bundle.mjs';
import { derivePbeKey } from '../../electron/crypto/derive-pbe-key.ts';
import { openShare } from '../../electron/crypto/pbe.ts';
import type { PbeReply, PbeRequest } from '../../electron/crypto/pbe-worker.ts';
import { Secret } from '../../electron/crypto/secret.ts';
import { hex } from '../../shared/bytes.ts';
import { password } from '../vectors/pbe.ts';

const folder = mkdtempSync(join(tmpdir(), 'conclave-worker-'));
const workerPath = join(folder, 'pbe-worker.cjs');
const file = hex.decode(password.file);
const salt = file.subarray(8, 16);

beforeAll(() => bundleScript('electron/crypto/pbe-worker.ts', workerPath), 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

describe('derivation in a worker', () => {
  it('opens the file, tells its progress, leaves the password to the caller and the main thread free', async () => {
    const secret = new Secret(hex.decode(password.password));
    const fractions: number[] = [];
    let longestBlockMs = 0;
    let last = performance.now();
    const heartbeat = setInterval(() => {
      longestBlockMs = Math.max(longestBlockMs, performance.now() - last);
      last = performance.now();
    }, 5);
    const keys = await derivePbeKey(secret, salt, { workerPath, progress: (fraction) => fractions.push(fraction) });
    clearInterval(heartbeat);
    expect(hex.encode((openShare({ ciphertext: file.subarray(16) }, keys) as Secret).expose())).toBe(password.share);
    expect(hex.encode(secret.expose())).toBe(password.password);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(fractions.at(-1)).toBe(1);
    expect(fractions.length).toBeGreaterThan(50);
    expect(longestBlockMs).toBeLessThan(500);
  });

  it('stops when it is cancelled, and reports nothing more', async () => {
    const abort = new AbortController();
    const secret = new Secret(hex.decode(password.password));
    let after = 0;
    const pending = derivePbeKey(secret, salt, {
      workerPath,
      signal: abort.signal,
      progress: () => {
        if (abort.signal.aborted) after++;
        else abort.abort();
      },
    });
    await expect(pending).rejects.toMatchObject({ failure: { code: 'cancelled' } });
    expect(after).toBe(0);
    await expect(derivePbeKey(secret, salt, { workerPath, signal: abort.signal })).rejects.toMatchObject({
      failure: { code: 'cancelled' },
    });
  });

  it('ends its thread’s work within 100 ms of being cancelled, time after time', async () => {
    const worker = new Worker(workerPath);
    const delays: number[] = [];
    for (let i = 0; i < 5; i++) {
      const stop = new Int32Array(new SharedArrayBuffer(4));
      let asked = Number.NaN;
      const ended = new Promise<void>((resolve) => {
        worker.on('message', ({ kind }: PbeReply) => {
          if (kind === 'stopped') resolve();
          if (kind !== 'progress' || !Number.isNaN(asked)) return;
          asked = performance.now();
          Atomics.store(stop, 0, 1);
        });
      });
      worker.postMessage({ password: hex.decode(password.password), salt, stop } satisfies PbeRequest);
      await ended;
      worker.removeAllListeners('message');
      delays.push(performance.now() - asked);
    }
    await worker.terminate();
    // the median, for now and then other processes hold up the thread
    expect(delays.sort((a, b) => a - b)[2]).toBeLessThan(100);
  });

  it('uses no more memory the longer it runs, and the same thread again for the next one', async () => {
    const secret = new Secret(hex.decode(password.password));
    const resident: number[] = [];
    const threads: number[] = [];
    for (let i = 0; i < 2; i++) {
      const keys = await derivePbeKey(secret, salt, { workerPath, progress: () => resident.push(process.memoryUsage.rss()) });
      threads.push(process.platform === 'linux' ? readdirSync('/proc/self/task').length : 0);
      keys.key.wipe();
      keys.iv.wipe();
    }
    const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] as number;
    const third = Math.floor(resident.length / 3);
    expect(median(resident.slice(-third)) - median(resident.slice(0, third))).toBeLessThan(16 * 1024 * 1024);
    expect(threads[1]).toBeLessThanOrEqual(threads[0] as number);
  });

  it('says so when the worker is missing', async () => {
    const missing = derivePbeKey(new Secret(Uint8Array.of(1)), salt, { workerPath: join(folder, 'missing.cjs') });
    await expect(missing).rejects.toThrow('the key derivation failed');
  });
});
