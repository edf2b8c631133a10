/**
 * Runs one PKCS#11 module, which may block, crash or hang: an entry of its own, started as Electron's utility process
 * or, under Node, as a child process. One request after the other; each call blocks this process only.
 */
import { createRequire } from 'node:module';
import type Koffi from 'koffi';
import { forbidCoreDumps } from './core-dumps.ts';
import { bindModule } from './module-binding.ts';
import { loadModule, NotAModule } from './native-functions.ts';
import { type Operations, operationsOf } from './operations.ts';
import type { LibraryDetails, Reply, Request } from './protocol.ts';
import { CKR, Pkcs11Error } from './return-values.ts';

interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
  postMessage(message: unknown): void;
}

let operations: Operations | undefined;

function load(path: string): LibraryDetails {
  // Not import(): before Electron 28 it cannot read from an app.asar.
  const koffi = createRequire(import.meta.url)('koffi') as typeof Koffi;
  const coreDumpsOff = forbidCoreDumps(koffi);
  const binding = bindModule(loadModule(koffi, path));
  binding.initialize();
  operations = operationsOf(binding);
  return { ...binding.info(), coreDumpsOff };
}

function perform(request: Request): unknown {
  if (request.call === 'load') return load(request.given.path);
  if (!operations) throw new Pkcs11Error(CKR.CRYPTOKI_NOT_INITIALIZED, request.call);
  return (operations[request.call] as (given: unknown) => unknown)(request.given);
}

function replyTo(request: Request, send: (reply: Reply) => void): void {
  const { id, call, given } = request;
  let answer: unknown;
  try {
    answer = perform(request);
    send({ kind: 'done', id, answer });
  } catch (error) {
    if (error instanceof Pkcs11Error) send({ kind: 'refused', id, code: error.code, function: error.call });
    else if (error instanceof NotAModule) send({ kind: 'not-a-module', id });
    else send({ kind: 'failed', id, reason: error instanceof Error ? error.message : 'unknown' });
  } finally {
    if (call === 'login') given.pin?.fill(0);
    if (call === 'encrypt') given.data.fill(0);
    // The message has its own copy by now.
    if (call === 'decrypt' && answer instanceof Uint8Array) answer.fill(0);
  }
}

const parentPort = (process as unknown as { readonly parentPort?: ParentPort }).parentPort;
if (parentPort) {
  parentPort.on('message', ({ data }) => replyTo(data as Request, (reply) => parentPort.postMessage(reply)));
} else {
  process.on('message', (message) => replyTo(message as Request, (reply) => process.send?.(reply)));
  process.on('disconnect', () => process.exit());
}
