import { Worker } from 'node:worker_threads';
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
    const onAbort = () => {
      Atomics.store(stop, 0, 1);
      reject(cancelled());
    };
    const worker = new Worker(workerPath);
    const settle = (finish: () => void) => {
      signal?.removeEventListener('abort', onAbort);
      finish();
    };
    signal?.addEventListener('abort', onAbort);
    worker.on('message', (reply: PbeReply) => {
      if (reply.kind === 'progress') {
        if (Atomics.load(stop, 0) === 0) progress?.(reply.fraction);
      } else if (reply.kind === 'stopped' || Atomics.load(stop, 0) !== 0) {
        if (reply.kind === 'done') wipe(reply);
        settle(() => reject(cancelled()));
      } else {
        settle(() => resolve({ key: new Secret(reply.key), iv: new Secret(reply.iv) }));
      }
    });
    worker.on('error', (cause) => settle(() => reject(new Error('the key derivation failed', { cause }))));
    worker.on('exit', () => settle(() => reject(new Error('the key derivation ended without a result'))));

    const copy = Uint8Array.from(password.expose());
    const request: PbeRequest = { password: copy, salt: Uint8Array.from(salt), stop };
    worker.postMessage(request, [copy.buffer]);
  });
}

function wipe({ key, iv }: { key: Uint8Array; iv: Uint8Array }): void {
  key.fill(0);
  iv.fill(0);
}
