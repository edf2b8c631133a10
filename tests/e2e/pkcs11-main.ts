import { writeFileSync } from 'node:fs';
import { app, utilityProcess } from 'electron';
import { Secret } from '../../electron/crypto/secret.ts';
import { type Pkcs11Host, pkcs11Host } from '../../electron/pkcs11/host.ts';
import { utilityStarter } from '../../electron/pkcs11/process-starter.ts';
import { Refusal } from '../../shared/failure.ts';

/** A main for tests only: modules in Electron's utility process, without a window. */
export interface Pkcs11Results {
  readonly electron: string;
  readonly manufacturer: string;
  readonly decrypted: string;
  readonly rsa: { readonly seconds: number; readonly longestBlockMs: number; readonly bits: number; readonly verified: boolean };
  /** Failure codes of a module that aborts and of one that hangs, and whether a good one works after each. */
  readonly aborts: readonly string[];
  readonly hangs: readonly string[];
  /** Module processes that are left when all is closed. */
  readonly left: number;
}

const given = JSON.parse(process.env['PKCS11_TEST'] as string) as Record<
  'script' | 'module' | 'pin' | 'aborts' | 'sleeps' | 'outcome',
  string
>;

const codeOf = (task: Promise<unknown>): Promise<string> =>
  task.then(
    () => 'nothing went wrong',
    (error: unknown) => (error instanceof Refusal ? error.failure.code : String(error)),
  );

async function longestBlock<T>(task: Promise<T>): Promise<{ value: T; seconds: number; longestBlockMs: number }> {
  const started = performance.now();
  let longestBlockMs = 0;
  let last = started;
  const heartbeat = setInterval(() => {
    longestBlockMs = Math.max(longestBlockMs, performance.now() - last);
    last = performance.now();
  }, 2);
  try {
    const value = await task;
    return { value, seconds: (performance.now() - started) / 1000, longestBlockMs };
  } finally {
    clearInterval(heartbeat);
  }
}

async function useKeys(host: Pkcs11Host) {
  const { manufacturer } = await host.load(given.module);
  const slot = (await host.slots()).find(({ token }) => token?.initialized)?.id as number;
  const session = await host.openSession(slot, { readWrite: true });
  await session.login(new Secret(new TextEncoder().encode(given.pin)));
  const iv = new Uint8Array(16);
  const aes = await session.generateAes({ label: 'aes', id: Uint8Array.of(1), bits: 256, usage: ['encrypt'] });
  const encrypted = await session.encrypt(aes, { name: 'AES-CBC-PAD', iv }, new TextEncoder().encode('in Electron'));
  const decrypted = new TextDecoder().decode(await session.decrypt(aes, { name: 'AES-CBC-PAD', iv }, encrypted));
  const generated = await longestBlock(session.generateRsa({ label: 'rsa', id: Uint8Array.of(2), bits: 4096, usage: ['sign'] }));
  const data = new Uint8Array(100);
  const signature = await session.sign(generated.value.privateKey, { name: 'SHA256-RSA-PKCS' }, data);
  const verified = await session.verify(generated.value.publicKey, { name: 'SHA256-RSA-PKCS' }, data, signature);
  const { value: _, ...time } = generated;
  return { manufacturer, decrypted, rsa: { ...time, bits: signature.length * 8, verified } };
}

async function misbehave(host: Pkcs11Host, module: string): Promise<string[]> {
  await host.load(module);
  const codes = [await codeOf(host.slots()), await codeOf(host.slots())];
  await host.load(given.module);
  return [...codes, (await host.slots()).length > 0 ? 'works again' : 'no slots'];
}

const moduleProcesses = () => app.getAppMetrics().filter(({ type, name }) => type === 'Utility' && name === 'PKCS#11 module').length;

async function run(): Promise<Pkcs11Results> {
  const host = pkcs11Host({ start: utilityStarter(utilityProcess), script: given.script, patienceMs: { slots: 3000 } });
  const keys = await useKeys(host);
  const aborts = await misbehave(host, given.aborts);
  const hangs = await misbehave(host, given.sleeps);
  if (moduleProcesses() !== 1) throw new Error(`expected one module process, got ${moduleProcesses()}`);
  await host.close();
  await new Promise((resolve) => setTimeout(resolve, 200));
  return { electron: process.versions['electron'] as string, ...keys, aborts, hangs, left: moduleProcesses() };
}

void app
  .whenReady()
  .then(run)
  .then(
    (results) => writeFileSync(given.outcome, JSON.stringify(results)),
    (error) => console.error(error),
  )
  .finally(() => app.exit());
