/**
 * A program at a terminal of its own, typed at by a script: `script` of util-linux makes the pseudo-terminal, so that no
 * native module is needed.
 */
import { spawn } from 'node:child_process';
import type { Opensc } from './opensc.ts';

export interface Terminal {
  /** Resolves with what the program has shown since the last call, once it matches. Rejects when the program ends first or time is up. */
  shows(pattern: RegExp): Promise<string>;
  /** Types a line and Enter. */
  type(line?: string): void;
  /** All that was shown, once the program has ended. */
  ended(): Promise<string>;
}

const patienceMs = 100_000;

/** Starts a program of OpenSC in the folder and environment of `tools`. */
export function terminal(tools: Opensc, program: string, ...args: readonly string[]): Terminal {
  const command = [program, ...args].map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');
  const child = spawn('script', ['--quiet', '--return', '--flush', '--command', command, '/dev/null'], {
    env: { ...tools.environment, TERM: 'dumb' },
    cwd: tools.folder,
    stdio: ['pipe', 'pipe', 'pipe'],
    timeout: patienceMs,
  });
  let all = '';
  let seen = 0;
  let over = false;
  let changed = (): void => undefined;
  const hear = (text: string): void => {
    // a terminal ends its lines with CR LF
    all += text.replaceAll('\r', '');
    changed();
  };
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', hear);
  const finished = new Promise<void>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', () => {
      over = true;
      changed();
      resolve();
    });
  });
  finished.catch(() => undefined);
  // a program that ends while it is typed at is told by `shows`
  child.stdin.on('error', () => undefined);
  return {
    async shows(pattern) {
      for (;;) {
        const fresh = all.slice(seen);
        if (pattern.test(fresh)) {
          seen = all.length;
          return fresh;
        }
        if (over) throw new Error(`${program} ended without showing ${pattern}:\n${fresh}`);
        await new Promise<void>((resolve) => {
          changed = resolve;
        });
      }
    },
    type: (line = '') => void child.stdin.write(`${line}\n`),
    async ended() {
      await finished;
      return all;
    },
  };
}
