import { Worker } from 'node:worker_threads';
import { unmovedCopy } from '../../shared/bytes.ts';
import { failure, Refusal } from '../../shared/failure.ts';
import type { PbeKeys } from './pbe.ts';
import type { PbeReply, PbeRequest } from './pbe-worker.ts';
import { Secret } from './secret.ts';

export interface DerivePbeKeyOptions {
  /** The bundled pbe-worker.ts. */
  readonly workerPath: string | URL;
  /** Stops the work within 100 ms; the promise then rejects with the Refusal `cancelled`. */
  readonly signal?: AbortSignal;
  /** Told 0 to 1 about fifty times a second. */
  readonly progress?: (fraction: number) => void;
}

/**
 * Key and IV of a DKEK share file from its password (1 to 1024 bytes, stays the caller's) and its 8-byte salt, in a
 * worker thread: two to three seconds of one processor. The caller wipes both. Refusal `cancelled` when stopped.
 */
export function derivePbeKey(password: Secret, salt: Uint8Array, options: DerivePbeKeyOptions): Promise<PbeKeys> {
  const { workerPath, signal, progress } = options;
  const cancelled = () => new Refusal(failure('cancelled'));
  if (signal?.aborted) return Promise.reject(cancelled());

  return new Promise<PbeKeys>((resolve, reject) => {
    const stop = new Int32Array(new SharedArrayBuffer(4));
    const stopped = () => Atomics.load(stop, 0) !== 0;
    const onAbort = () => {
      Atomics.store(stop, 0, 1);
      reject(cancelled());
    };
    const worker = takeWorker(workerPath);
    const settle = (reusable: boolean, finish: () => void) => {
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      signal?.removeEventListener('abort', onAbort);
      if (reusable) keepWorker(worker, workerPath);
      finish();
    };
    const onMessage = (reply: PbeReply) => {
      if (reply.kind === 'progress') {
        if (!stopped()) progress?.(reply.fraction);
      } else if (reply.kind === 'stopped' || stopped()) {
        if (reply.kind === 'done') wipe(reply);
        settle(true, () => reject(cancelled()));
      } else {
        settle(true, () => resolve({ key: new Secret(reply.key), iv: new Secret(reply.iv) }));
      }
    };
    const onError = (cause: unknown) => settle(false, () => reject(new Error('the key derivation failed', { cause })));
    const onExit = () => settle(false, () => reject(new Error('the key derivation ended without a result')));
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    signal?.addEventListener('abort', onAbort);

    const copy = unmovedCopy(password.expose());
    const request: PbeRequest = { password: copy, salt: Uint8Array.from(salt), stop };
    worker.postMessage(request, [copy.buffer]);
  });
}

/**
 * The worker that has ended its work waits a minute for more: a thread and the compilation of the chain cost a
 * twentieth of a second, and who opens one share often opens a second one, or tries another reading of its password.
 */
let idle: IdleWorker | undefined;
const IDLE_MS = 60_000;

interface IdleWorker {
  readonly worker: Worker;
  readonly path: string;
  /** Ends the wait; the worker lives on. */
  readonly forget: () => void;
}

function takeWorker(workerPath: string | URL): Worker {
  if (idle?.path !== String(workerPath)) return new Worker(workerPath);
  const { worker, forget } = idle;
  forget();
  worker.ref();
  return worker;
}

function keepWorker(worker: Worker, workerPath: string | URL): void {
  if (idle) return void worker.terminate();
  const forget = () => {
    idle = undefined;
    clearTimeout(timer);
    worker.off('error', forget).off('exit', forget);
  };
  const timer = setTimeout(() => {
    forget();
    void worker.terminate();
  }, IDLE_MS);
  // neither the thread nor the timer keeps the app from ending
  worker.unref();
  timer.unref();
  worker.on('error', forget).on('exit', forget);
  idle = { worker, path: String(workerPath), forget };
}

function wipe({ key, iv }: { key: Uint8Array; iv: Uint8Array }): void {
  key.fill(0);
  iv.fill(0);
}
