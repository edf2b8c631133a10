import { fork } from 'node:child_process';
import type { UtilityProcess, utilityProcess as utilityProcessModule } from 'electron';

/** A process that runs a module, however it was started. */
export interface StartedProcess {
  /** Copies the message; the process gets it once it runs. */
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Once, whatever ended it. */
  onExit(listener: () => void): void;
  /** At once, also where a module sits in an endless loop. */
  kill(): void;
}

/** Starts the process from its bundled script. Absolute path. */
export type ProcessStarter = (script: string) => StartedProcess;

/**
 * Modules write what they do, and PINs with it, where these say so: OPENSC_DEBUG, PKCS11SPY and the like. The process
 * gets the rest, since pcsc-lite and the modules' own configuration are found through it.
 */
const talkative = /^(OPENSC_DEBUG|PKCS11SPY.*|PCSCLITE_DEBUG|LIBPCSCLITE_SPY.*|MUSCLECARD_DEBUG|SC_HSM_.*DEBUG.*|NODE_OPTIONS)$/;

export function moduleEnvironment(environment: NodeJS.ProcessEnv = process.env): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) => (value === undefined || talkative.test(name) ? [] : [[name, value]])),
  );
}

/** Under Node: tests, and programs without a window. */
export const nodeStarter: ProcessStarter = (script) => {
  const child = fork(script, [], {
    serialization: 'advanced',
    execArgv: [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: moduleEnvironment(),
  });
  return {
    // A process that ended meanwhile is told by its exit.
    post: (message) => void child.send(message as object, () => undefined),
    onMessage: (listener) => void child.on('message', listener),
    onExit(listener) {
      let told = false;
      const tell = (): void => {
        if (!told) listener();
        told = true;
      };
      child.once('exit', tell);
      child.once('error', tell);
    },
    kill: () => void child.kill('SIGKILL'),
  };
};

/** In the app, where `fork` of Node is switched off: Electron's utility process. */
export function utilityStarter(utilityProcess: typeof utilityProcessModule): ProcessStarter {
  return (script) => {
    const child: UtilityProcess = utilityProcess.fork(script, [], {
      serviceName: 'PKCS#11 module',
      stdio: 'ignore',
      env: moduleEnvironment(),
      execArgv: [],
    });
    return {
      post: (message) => child.postMessage(message),
      onMessage: (listener) => void child.on('message', listener),
      onExit: (listener) => void child.once('exit', () => listener()),
      kill() {
        // Electron's own kill() asks politely (SIGTERM); a module can be deaf to that.
        const { pid } = child;
        if (!child.kill() || pid === undefined) return;
        try {
          process.kill(pid, 'SIGKILL');
        } catch {
          // it has ended by itself
        }
      },
    };
  };
}
