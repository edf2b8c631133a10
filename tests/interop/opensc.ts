/** Runs OpenSC's own programs against a private pcscd. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type OpenscProgram = 'sc-hsm-tool' | 'pkcs11-tool' | 'pkcs15-tool' | 'opensc-tool';

export interface Opensc {
  /** A folder for files, with a short path. */
  readonly folder: string;
  /** For programs that are started in another way. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Standard output and error as one text. Exit codes are left out: those of sc-hsm-tool mean nothing. */
  run(program: OpenscProgram, ...args: string[]): Promise<string>;
  /** Any other program, such as openssl; rejects when its exit code is not 0. */
  other(program: string, ...args: string[]): Promise<string>;
  remove(): void;
}

const patienceMs = 110_000;

/** `env` is the private pcscd's. OpenSC gets an empty home, so that no file cache of another run answers in place of the card. */
export function opensc(env: Readonly<Record<string, string>>): Opensc {
  const folder = mkdtempSync(join(tmpdir(), 'opensc-'));
  const environment = { ...process.env, ...env, HOME: folder, XDG_CACHE_HOME: folder, LC_ALL: 'C' };
  const run = (program: string, args: readonly string[]): Promise<{ code: number | null; output: string }> =>
    new Promise((resolve, reject) => {
      const child = spawn(program, args, { env: environment, cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], timeout: patienceMs });
      let output = '';
      const take = (text: string): void => {
        output += text;
      };
      child.stdout.setEncoding('utf8').on('data', take);
      child.stderr.setEncoding('utf8').on('data', take);
      child.on('error', reject);
      child.on('close', (code) => resolve({ code, output }));
    });
  return {
    folder,
    environment,
    run: async (program, ...args) => (await run(program, args)).output,
    async other(program, ...args) {
      const { code, output } = await run(program, args);
      if (code !== 0) throw new Error(`${program} ended with ${code}: ${output}`);
      return output;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
