/**
 * Runs one PKCS#11 module, which may block, crash or hang: an entry of its own, started as Electron's utility process
 * or, under Node, as a child process. Each call blocks this process only.
 */
import { createRequire } from 'node:module';
import type Koffi from 'koffi';
import { answering, type LoadedModule } from './answering.ts';
import { forbidCoreDumps } from './core-dumps.ts';
import { bindModule } from './module-binding.ts';
import { loadModule } from './native-functions.ts';
import { operationsOf } from './operations.ts';
import type { Request } from './protocol.ts';

interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
  postMessage(message: unknown): void;
}

function load(path: string): LoadedModule {
  // Not import(): before Electron 28 it cannot read from an app.asar.
  const koffi = createRequire(import.meta.url)('koffi') as typeof Koffi;
  const coreDumpsOff = forbidCoreDumps(koffi);
  const binding = bindModule(loadModule(koffi, path));
  binding.initialize();
  return { details: { ...binding.info(), coreDumpsOff }, operations: operationsOf(binding) };
}

const parentPort = (process as unknown as { readonly parentPort?: ParentPort }).parentPort;
if (parentPort) {
  const answer = answering(load, (reply) => parentPort.postMessage(reply));
  parentPort.on('message', ({ data }) => answer(data as Request));
} else {
  const answer = answering(load, (reply) => process.send?.(reply));
  process.on('message', (message) => answer(message as Request));
  process.on('disconnect', () => process.exit());
}
