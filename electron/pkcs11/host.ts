import { refuse } from '../../shared/failure.ts';
import { inspectModule } from './library-file.ts';
import { BrokenLink, type Outcome, ProcessLink } from './process-link.ts';
import type { ProcessStarter } from './process-starter.ts';
import type { Answer, CallName, LibraryDetails, ModuleMechanism, ModuleSlot, Requests } from './protocol.ts';
import { refusalFor, refusalForBroken } from './refusals.ts';
import { Pkcs11Error } from './return-values.ts';
import { type Pkcs11Session, sessionOver } from './session.ts';

/** The module in use, as it is shown to people. */
export interface ModuleIdentity extends LibraryDetails {
  readonly path: string;
  /** Of the module's file, hex; not of the libraries that it loads. */
  readonly sha256: string;
}

/** One PKCS#11 module in a process of its own. Every method throws Refusal, and nothing else, for what can go wrong. */
export interface Pkcs11Host {
  /** The module in use; undefined before one was loaded. */
  readonly module: ModuleIdentity | undefined;
  /**
   * Uses this module from now on, in a fresh process. Absolute path. Sessions of the one before are over.
   * Where `sha256` is given, only a file with this hash.
   */
  load(path: string, sha256?: string): Promise<ModuleIdentity>;
  slots(): Promise<ModuleSlot[]>;
  mechanisms(slot: number): Promise<ModuleMechanism[]>;
  /** A session lasts until it is closed, another module is loaded, or the process ends. */
  openSession(slot: number, options?: { readonly readWrite?: boolean }): Promise<Pkcs11Session>;
  /** Ends the process: no library of the module stays loaded, and the readers are free. The next call starts it afresh. */
  close(): Promise<void>;
  /** Ends the process at once, also in the middle of a call, which is then refused: for Cancel, and when the app quits. */
  interrupt(): void;
}

export interface HostOptions {
  readonly start: ProcessStarter;
  /** The bundled pkcs11-process.cjs. */
  readonly script: string;
  /** How long a call may take before its process is ended, milliseconds, where it is not as below. */
  readonly patienceMs?: Partial<Record<CallName, number>>;
}

/** Listing reads a slow card's certificates one by one; an RSA-4096 key takes a SmartCard-HSM minutes; a PIN pad waits for a person. */
const usualPatienceMs = 60_000;
const longPatienceMs: Partial<Record<CallName, number>> = {
  objects: 180_000,
  login: 120_000,
  generateAes: 120_000,
  generateRsa: 1_800_000,
  generateEc: 300_000,
  finish: 3_000,
};

export function pkcs11Host({ start, script, patienceMs = {} }: HostOptions): Pkcs11Host {
  let module: ModuleIdentity | undefined;
  let link: ProcessLink | undefined;
  let queue: Promise<unknown> = Promise.resolve();

  const patienceFor = (call: CallName): number => patienceMs[call] ?? longPatienceMs[call] ?? usualPatienceMs;

  /** One call at a time: a module is one thread, and the patience of a call begins when the one before is over. */
  const inTurn = <T>(task: () => Promise<T>): Promise<T> => {
    const result = queue.then(task);
    queue = result.catch(() => undefined);
    return result;
  };

  const ask = async <Name extends CallName>(
    through: ProcessLink,
    path: string,
    call: Name,
    given: Requests[Name],
  ): Promise<Answer<Name>> => {
    let outcome: Outcome<Name>;
    try {
      outcome = await through.ask(call, given, patienceFor(call));
    } catch (error) {
      if (error instanceof BrokenLink) throw refusalForBroken(error, path, call, patienceFor(call));
      throw error;
    }
    switch (outcome.kind) {
      case 'done':
        return outcome.answer;
      case 'refused':
        throw refusalFor(new Pkcs11Error(outcome.code, outcome.function), call);
      case 'not-a-module':
        return refuse('pkcs11-not-a-module', { path });
      case 'failed':
        if (call === 'load') return refuse('pkcs11-load-failed', { path, reason: oneLine(outcome.reason, path) });
        await through.close(0);
        return refuse('pkcs11-answer-malformed', { module: path, during: call });
    }
  };

  const startWith = async (path: string, sha256?: string): Promise<{ through: ProcessLink; identity: ModuleIdentity }> => {
    const file = await inspectModule(path);
    if (sha256 !== undefined && file.sha256 !== sha256) refuse('pkcs11-module-changed', { path });
    const through = new ProcessLink(start(script));
    link = through; // at once, so that a module that hangs while it is loaded can be interrupted
    try {
      const details = await ask(through, path, 'load', { path });
      return { through, identity: { path, sha256: file.sha256, ...details } };
    } catch (error) {
      await through.close(0);
      throw error;
    }
  };

  /** The running process, started afresh with the same file where it had ended. */
  const running = async (): Promise<ProcessLink> => {
    if (!module) refuse('pkcs11-no-module');
    if (link?.alive) return link;
    const { through } = await startWith(module.path, module.sha256);
    return through;
  };

  const inProcess = <Name extends CallName>(call: Name, given: Requests[Name]): Promise<Answer<Name>> =>
    inTurn(async () => ask(await running(), module?.path ?? '', call, given));

  return {
    get module() {
      return module;
    },
    load: (path, sha256) =>
      inTurn(async () => {
        await link?.close(patienceFor('finish'));
        link = undefined;
        module = undefined;
        const { identity } = await startWith(path, sha256);
        module = identity;
        return identity;
      }),
    slots: () => inProcess('slots', {}),
    mechanisms: (slot) => inProcess('mechanisms', { slot }),
    openSession: (slot, { readWrite = false } = {}) =>
      inTurn(async () => {
        const through = await running();
        const path = module?.path ?? '';
        const session = await ask(through, path, 'openSession', { slot, readWrite });
        // Handles of a process that has ended may name something else in the next one.
        return sessionOver(slot, session, (call, given) =>
          inTurn(async () => {
            if (!through.alive || link !== through) refuse('pkcs11-session-lost');
            return ask(through, path, call, given);
          }),
        );
      }),
    close: () =>
      inTurn(async () => {
        await link?.close(patienceFor('finish'));
        link = undefined;
      }),
    interrupt: () => link?.end(),
  };
}

/** A loader's words without the path, which the failure names already. */
const oneLine = (reason: string, path: string): string => reason.replaceAll(path, 'it').replace(/\s+/g, ' ').slice(0, 200);
