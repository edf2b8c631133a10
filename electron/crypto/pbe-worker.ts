import { parentPort } from 'node:worker_threads';
import { PbeKeyDerivation } from './pbe-key.ts';

/** What derive-pbe-key.ts sends; the buffer of the password is transferred, so this is the only copy. */
export interface PbeRequest {
  readonly password: Uint8Array;
  readonly salt: Uint8Array;
  /** One word, shared: 1 means stop. A message could not be seen while the chain runs. */
  readonly stop: Int32Array;
}

/** What it hears back. Key and IV are transferred too. */
export type PbeReply =
  | { readonly kind: 'progress'; readonly fraction: number }
  | { readonly kind: 'done'; readonly key: Uint8Array; readonly iv: Uint8Array }
  | { readonly kind: 'stopped' };

/** About 20 ms of work: cancel is seen well within 100 ms, also on a machine four times slower. */
const SLICE = 250_000;

/**
 * Entry point of the worker thread in which the keys of DKEK shares are derived, one at a time. It keeps nothing between
 * two requests but the compiled code.
 */
parentPort?.on('message', ({ password, salt, stop }: PbeRequest) => {
  const port = parentPort;
  const send = (reply: PbeReply, ...transferred: ArrayBuffer[]) => port?.postMessage(reply, transferred);
  let derivation: PbeKeyDerivation | undefined;
  try {
    derivation = new PbeKeyDerivation(password, salt);
    password.fill(0);
    while (!derivation.done) {
      if (Atomics.load(stop, 0) !== 0) return send({ kind: 'stopped' });
      derivation.step(SLICE);
      send({ kind: 'progress', fraction: derivation.fraction });
    }
    const { key, iv } = derivation.result();
    send({ kind: 'done', key, iv }, key.buffer as ArrayBuffer, iv.buffer as ArrayBuffer);
  } finally {
    password.fill(0);
    derivation?.wipe();
  }
});
