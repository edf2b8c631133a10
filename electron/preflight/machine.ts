import { execFile } from 'node:child_process';
import { readdir, readFile, readlink } from 'node:fs/promises';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';

/** A command that takes longer tells nothing: the whole preflight must not keep a ceremony waiting. */
const patienceMs = 200;

/** What the checks may ask of this machine. Reading only. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  /** Whole content; undefined where there is no such file. Rejects where it cannot be read. */
  readonly bytes: (path: string) => Promise<Uint8Array | undefined>;
  /** Names in a folder, sorted; undefined where there is none. Rejects where it cannot be read. */
  readonly names: (folder: string) => Promise<readonly string[] | undefined>;
  /** Where a symbolic link leads; undefined where there is none. */
  readonly link: (path: string) => Promise<string | undefined>;
  /** What a program prints; undefined where it is absent, fails or takes too long. */
  readonly output: (program: string, ...args: string[]) => Promise<string | undefined>;
  /** Names of the network interfaces with an address, but for the loopback. */
  readonly addressed: () => readonly string[];
  readonly now: () => Date;
  readonly timeZone: () => string;
}

/** `root` stands for `/`: tests give a made-up tree. */
export function thisMachine(root = '/'): Machine {
  const at = (path: string) => join(root, path);
  return {
    platform: process.platform,
    bytes: (path) => unlessAbsent(readFile(at(path))),
    names: async (folder) => (await unlessAbsent(readdir(at(folder))))?.sort(),
    link: (path) => readlink(at(path)).catch(() => undefined),
    output: (program, ...args) =>
      new Promise((resolve) => {
        const options = { timeout: patienceMs, env: { ...process.env, LC_ALL: 'C' }, windowsHide: true };
        execFile(program, args, options, (error, output) => resolve(error ? undefined : output));
      }),
    addressed: () =>
      Object.entries(networkInterfaces()).flatMap(([name, addresses]) => (addresses?.some(({ internal }) => !internal) ? [name] : [])),
    now: () => new Date(),
    timeZone: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
}

/** The text of a small file without the space around it; undefined where there is none. */
export async function textOf({ bytes }: Machine, path: string): Promise<string | undefined> {
  const content = await bytes(path);
  return content && new TextDecoder().decode(content).trim();
}

async function unlessAbsent<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}
