/**
 * A private pcscd for one test file: own mount namespace (a temporary directory bound over /run/pcscd), own
 * reader.conf with virtual readers (vsmartcard-vpcd), no USB drivers. It never meets the machine's own pcscd.
 *
 * libpcsclite reads PCSCLITE_CSOCK_NAME once per process, at its first call: put `env` into process.env before the
 * transport is used, and into the environment of every client that is spawned.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

export interface PrivatePcscd {
  /** What a client needs in its environment to reach this pcscd. */
  readonly env: Record<string, string>;
  /** One TCP port per reader, on which its virtual card connects (vpcd). */
  readonly ports: readonly number[];
  readonly readerNames: readonly string[];
  /** Process id of pcscd. Throws when it does not run. */
  pid(): number;
  /** What pcscd has logged since it was first started. */
  log(): string;
  /** Ends pcscd with SIGKILL, as a crash would. Its socket file stays behind; `restart` is possible. */
  kill(): Promise<void>;
  /** Ends pcscd if it runs and starts it again with the same socket, ports and reader names. */
  restart(): Promise<void>;
  /** Ends pcscd and removes every trace. May be called again. */
  stop(): Promise<void>;
}

const patienceMs = 15_000;
/** libifdvpcd always opens two slots, on its channel id and the port after it (measured; VICCs_MAX_SLOTS). */
const slotsPerDriver = 2;

/**
 * Starts a pcscd with `readers` virtual readers, 1..16, and waits until it answers. With an odd number pcscd has
 * one more reader, which is not named here and stays empty. Throws with pcscd's log when it does not come up.
 */
export async function startPcscd({ readers }: { readers: number }): Promise<PrivatePcscd> {
  if (!Number.isInteger(readers) || readers < 1 || readers > 16) throw new RangeError(`readers: expected 1..16, got ${readers}`);
  const daemon = existsSync('/usr/sbin/pcscd') ? '/usr/sbin/pcscd' : 'pcscd';
  const folder = mkdtempSync(join(tmpdir(), 'conclave-pcscd-'));
  const run = join(folder, 'run');
  const conf = join(folder, 'conf');
  const noDrivers = join(folder, 'no-drivers');
  for (const each of [run, conf, noDrivers]) mkdirSync(each, { mode: 0o755 });
  const socket = join(run, 'pcscd.comm');
  const drivers = Math.ceil(readers / slotsPerDriver);
  const driverFiles = driverCopies(drivers, folder);
  let basePorts: number[] = [];
  let child: ChildProcess | undefined;
  let log = '';

  const start = async (): Promise<void> => {
    for (const left of readdirSync(run)) rmSync(join(run, left));
    writeFileSync(join(conf, 'readers'), basePorts.map((port, index) => readerEntry(port, index, driverFiles[index] as string)).join('\n'));
    // A tmpfs over /run where there is no /run/pcscd to bind over; setpriv ends pcscd when the test process dies.
    const script = `{ [ -d /run/pcscd ] || { mount -t tmpfs tmpfs /run && mkdir /run/pcscd; }; } && mount --bind "$1" /run/pcscd && exec setpriv --pdeathsig KILL "$2" --foreground --info --config "$3"`;
    const started = spawn('unshare', [...namespaceOptions(), 'sh', '-c', script, 'sh', run, daemon, conf], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, PCSCLITE_HP_DROPDIR: noDrivers },
    });
    child = started;
    let said = '';
    const hear = (text: Buffer): void => {
      said += text;
      log += text;
    };
    started.stdout.on('data', hear);
    started.stderr.on('data', hear);
    started.on('error', (error) => hear(Buffer.from(`${error.message}\n`)));
    for (const until = Date.now() + patienceMs; Date.now() < until; await wait(10)) {
      if (started.exitCode !== null || started.signalCode !== null || started.pid === undefined) break;
      if (!/daemon ready/.test(said) || !(await answers(socket))) continue;
      const open = [...said.matchAll(/Waiting for virtual ICC on port/g)].length;
      if (open === drivers * slotsPerDriver) return;
      break;
    }
    await end('SIGKILL');
    throw new Error(`the private pcscd did not start:\n${said}`);
  };

  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const ending = child;
    child = undefined;
    if (!ending || ending.exitCode !== null || ending.signalCode !== null || ending.pid === undefined) return;
    const ended = new Promise<void>((resolve) => ending.once('exit', () => resolve()));
    ending.kill(signal);
    const late = setTimeout(() => ending.kill('SIGKILL'), 3_000);
    await ended;
    clearTimeout(late);
  };

  const lastResort = (): void => {
    child?.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', lastResort);

  for (let attempt = 1; ; attempt += 1) {
    basePorts = await freePorts(drivers);
    try {
      await start();
      break;
    } catch (error) {
      // Another process may have taken a port between our look and pcscd's bind.
      if (attempt < 5 && /bind|in use|ICC/i.test(log)) continue;
      process.off('exit', lastResort);
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
  }

  const slots = basePorts.flatMap((port, index) =>
    Array.from({ length: slotsPerDriver }, (_, slot) => ({ port: port + slot, name: `${readerName(index)} 00 ${hexByte(slot)}` })),
  );
  return {
    env: { PCSCLITE_CSOCK_NAME: socket },
    ports: slots.slice(0, readers).map((slot) => slot.port),
    readerNames: slots.slice(0, readers).map((slot) => slot.name),
    pid() {
      if (child?.pid === undefined) throw new Error('pcscd does not run');
      return child.pid;
    },
    log: () => log,
    kill: () => end('SIGKILL'),
    async restart() {
      await end('SIGTERM');
      await start();
    },
    async stop() {
      await end('SIGTERM');
      process.off('exit', lastResort);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const hexByte = (value: number): string => value.toString(16).toUpperCase().padStart(2, '0');
const readerName = (index: number): string => `Conclave Test ${String.fromCharCode(65 + index)}`;

/** One entry of reader.conf(5). */
function readerEntry(port: number, index: number, driver: string): string {
  return `FRIENDLYNAME "${readerName(index)}"\nDEVICENAME /dev/null:${port}\nLIBPATH ${driver}\nCHANNELID ${port}\n`;
}

/**
 * One file of the driver for each pair of readers. libifdvpcd keeps its sockets in static variables by slot number
 * alone, so a second pair in the same library takes the place of the first; a copy is another library.
 */
function driverCopies(count: number, folder: string): string[] {
  const installed = ['/usr/lib/pcsc/drivers/serial/libifdvpcd.so', '/usr/lib64/pcsc/drivers/serial/libifdvpcd.so'].find((path) =>
    existsSync(path),
  );
  if (!installed) throw new Error('libifdvpcd.so is not installed (Debian package vsmartcard-vpcd)');
  return Array.from({ length: count }, (_, index) => {
    if (index === 0) return installed;
    const copy = join(folder, `libifdvpcd-${index}.so`);
    copyFileSync(installed, copy);
    return copy;
  });
}

/** How this user gets a mount namespace of its own: root at once, others as root of a new user namespace. */
function namespaceOptions(): string[] {
  const asRoot = ['--mount'];
  const asUser = ['--map-root-user', '--mount'];
  const order = process.getuid?.() === 0 ? [asRoot, asUser] : [asUser];
  const works = order.find((options) => spawnSync('unshare', [...options, 'true']).status === 0);
  if (!works) throw new Error('this user may not make a mount namespace (unshare --mount); run the interop tests as root');
  return works;
}

function answers(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect(socket);
    probe.once('connect', () => {
      probe.destroy();
      resolve(true);
    });
    probe.once('error', () => resolve(false));
  });
}

/** Even ports that are free together with the next one, below the range the system hands out by itself. */
async function freePorts(count: number): Promise<number[]> {
  const found: number[] = [];
  for (let attempt = 0; found.length < count; attempt += 1) {
    if (attempt > 500) throw new Error('no free TCP ports for virtual readers');
    const port = 20_000 + 2 * Math.floor(Math.random() * 6_000);
    if (found.includes(port)) continue;
    if ((await free(port)) && (await free(port + 1))) found.push(port);
  }
  return found;
}

function free(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '0.0.0.0', () => probe.close(() => resolve(true)));
  });
}
