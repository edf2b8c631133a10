import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { bundleScript } from '../../build/bundle.mjs';
import { pcscReaders } from '../../electron/transport/pcsc.ts';
import { readPinPad } from '../../electron/transport/pin-pad.ts';
import type { CardConnection, ReaderService, ReaderState } from '../../electron/transport/transport.ts';
import { hex } from '../../shared/bytes.ts';
import { type PrivatePcscd, startPcscd } from './pcscd.ts';
import { genuineAtr, insertCard, type VirtualCard } from './virtual-card.ts';

const ok = Uint8Array.of(0x90, 0x00);
const select = hex.decode('00A4000000');
const holder = join(import.meta.dirname, '../../out/tests/card-holder.cjs');
const readers = pcscReaders();

let pcscd: PrivatePcscd;
let reader: string;
const cards: VirtualCard[] = [];
const connections: CardConnection[] = [];
const children: ChildProcess[] = [];
const stops: (() => void)[] = [];

beforeAll(async () => {
  pcscd = await startPcscd({ readers: 6 });
  Object.assign(process.env, pcscd.env);
  reader = pcscd.readerNames[0] as string;
  await bundleScript('tests/interop/card-holder.ts', holder);
});
afterEach(async () => {
  for (const stop of stops.splice(0)) stop();
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await Promise.all(connections.splice(0).map((connection) => connection.close()));
  await Promise.all(cards.splice(0).map((card) => card.pull()));
  // pcscd looks every 400 ms: a card inserted before that would pass for the one that was pulled.
  const { until, stop } = watch();
  await until(({ states }) => states.every(({ card }) => card === 'absent'));
  stop();
});
afterAll(() => pcscd.stop());

async function insert(index: number, answer: (command: Uint8Array) => Uint8Array | Promise<Uint8Array> = () => ok): Promise<VirtualCard> {
  const card = await insertCard(pcscd.ports[index] as number, answer);
  cards.push(card);
  const { until, stop } = watch();
  await until(({ states }) => states.find(({ name }) => name === pcscd.readerNames[index])?.card === 'present');
  stop();
  return card;
}

async function open(name = reader): Promise<CardConnection> {
  const connection = await readers.connect(name);
  connections.push(connection);
  return connection;
}

interface Report {
  readonly service: ReaderService;
  readonly states: readonly ReaderState[];
}
function watch() {
  const reports: Report[] = [];
  const stop = readers.watch((service, states) => reports.push({ service, states }));
  stops.push(stop);
  const until = async (claim: (last: Report) => boolean): Promise<Report> => {
    for (const end = Date.now() + 10_000; ; await wait(5)) {
      const last = reports.at(-1);
      if (last && claim(last)) return last;
      if (Date.now() > end) throw new Error(`waited in vain; last report: ${JSON.stringify(last)}\n${pcscd.log().slice(-2000)}`);
    }
  };
  return { reports, stop, until };
}

/** Starts the second program; `next` gives its next line, `ended` its exit code and how long it took after its input ended. */
function second(...words: string[]) {
  const child = spawn(process.execPath, [holder, ...words], { stdio: ['pipe', 'pipe', 'inherit'], env: process.env });
  children.push(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return {
    next: async () => JSON.parse((await lines.next()).value ?? 'null'),
    async end() {
      const started = Date.now();
      child.stdin.end();
      return { code: await exit, timeMs: Date.now() - started };
    },
  };
}

test('connects, exchanges commands, and resets the card at the end so that no login survives', async () => {
  const card = await insert(0, (command) => Uint8Array.of(...command, 0x90, 0x00));
  const connection = await open();
  expect(hex.encode(connection.atr)).toBe(hex.encode(genuineAtr));
  expect(hex.encode(await connection.transmit(select))).toBe('00A40000009000');
  const before = card.resets;
  await connection.close();
  await connection.close();
  for (let i = 0; i < 100 && card.resets === before; i += 1) await wait(10);
  expect(card.resets).toBeGreaterThan(before);
  await expect(connection.transmit(select)).rejects.toMatchObject({ name: 'WireError', fault: 'failed' });
});

test('64 KiB cross in both directions, and calls made at once go one after another', async () => {
  // vpcd frames have a 16-bit length: 65,535 bytes is the most it carries.
  const answer = new Uint8Array(0xffff).map((_, index) => index * 7);
  const card = await insert(0, (command) => (command.length > 100 ? ok : answer));
  const connection = await open();
  const command = new Uint8Array(0xffff).map((_, index) => index * 3);
  command.set([0x00, 0xd7, 0x00, 0x00, 0x00, (command.length - 7) >> 8, (command.length - 7) & 0xff]);
  const [short, long, again] = await Promise.all([connection.transmit(command), connection.transmit(select), connection.transmit(command)]);
  expect(card.commands.map((each) => each.length)).toEqual([0xffff, 5, 0xffff]);
  expect(Buffer.compare(card.commands[0] as Uint8Array, command)).toBe(0);
  expect(Buffer.compare(long, answer)).toBe(0);
  expect([hex.encode(short), hex.encode(again)]).toEqual(['9000', '9000']);
});

test('a card that another program holds is in use; when that program ends, even by a crash, it is free', async () => {
  await insert(0);
  const other = second('hold', reader);
  expect(await other.next()).toBe('holding');
  await expect(readers.connect(reader)).rejects.toMatchObject({ fault: 'card-in-use', code: 0x8010000b });
  children[0]?.kill('SIGKILL');
  await other.end();
  await open();
});

test('while we hold the card, no other program gets it', async () => {
  await insert(0);
  await open();
  const other = second('hold', reader);
  expect(await other.next()).toMatchObject({ fault: 'card-in-use' });
  expect((await other.end()).code).toBe(1);
  const openSc = spawnSync('opensc-tool', ['--reader', '0', '--send-apdu', '00A40000'], { encoding: 'utf8', env: process.env });
  expect(openSc.stdout + openSc.stderr).toMatch(/in use|sharing|Reader in use|Failed to connect/i);
});

test('a card that another program holds for a moment only is waited for', async () => {
  await insert(0);
  const other = second('hold', reader);
  expect(await other.next()).toBe('holding');
  const opening = open();
  await wait(150);
  await other.end();
  await opening;
});

test('a card pulled in the middle of a command is reported as removed, and so is the next command', async () => {
  let reached = (): void => {};
  const arrived = new Promise<void>((resolve) => {
    reached = resolve;
  });
  const card = await insert(0, () => {
    reached();
    return new Promise(() => {});
  });
  const connection = await open();
  const lost = expect(connection.transmit(select)).rejects.toMatchObject({ name: 'WireError', fault: 'card-removed' });
  await arrived;
  await card.pull();
  await lost;
  await expect(connection.transmit(select)).rejects.toMatchObject({ fault: 'card-removed' });
  await connection.close();
});

test('no card, no such reader', async () => {
  await expect(readers.connect(pcscd.readerNames[5] as string)).rejects.toMatchObject({ fault: 'card-removed' });
  await expect(readers.connect('Nowhere 00 00')).rejects.toMatchObject({ fault: 'reader-gone' });
});

test('a card that does not answer to reset is mute', async () => {
  // An answer to reset longer than the standard allows is refused by the driver: the card cannot be powered up.
  const card = await insertCard(pcscd.ports[0] as number, () => ok, new Uint8Array(40));
  cards.push(card);
  const { until } = watch();
  await until(({ states }) => states[0]?.card === 'mute');
  await expect(readers.connect(reader)).rejects.toMatchObject({ fault: 'card-mute' });
});

test('a reader without PIN pad is known as such', async () => {
  await insert(0);
  expect(await readPinPad(await open())).toBeUndefined();
});

test('insertions and removals are seen as they happen, and a card that comes back is another insertion', async () => {
  const { until } = watch();
  await until(({ states }) => states.length === 6 && states.every(({ card }) => card === 'absent'));
  const first = await insertCard(pcscd.ports[2] as number, () => ok);
  cards.push(first);
  const present = await until(({ states }) => states[2]?.card === 'present');
  await first.pull();
  await until(({ states }) => states[2]?.card === 'absent');
  cards.push(await insertCard(pcscd.ports[2] as number, () => ok));
  const exchanged = await until(({ states }) => states[2]?.card === 'present' && states[2].insertion !== present.states[2]?.insertion);
  expect(exchanged.states.filter((_, index) => index !== 2)).toEqual(present.states.filter((_, index) => index !== 2));
});

test('our own connecting and closing is no insertion', async () => {
  await insert(0);
  const { reports, until } = watch();
  await until(({ states }) => states[0]?.card === 'present');
  const connection = await readers.connect(reader);
  await connection.transmit(select);
  await wait(600);
  await connection.close();
  await wait(600);
  expect(reports).toHaveLength(1);
});

test('cards in six readers work at the same time and leave the file system its threads', async () => {
  for (let index = 0; index < 6; index += 1) await insert(index, () => wait(1_500).then(() => ok));
  const other = second('work', '1000', ...pcscd.readerNames);
  const started = Date.now();
  expect((await other.next()).longestMs).toBeLessThan(250);
  expect(Date.now() - started).toBeLessThan(3_500);
});

test('a watch that is stopped lets the process end by itself, at once', async () => {
  const other = second('watch');
  expect((await other.next()).service).toEqual({ kind: 'running' });
  await wait(100);
  const { code, timeMs } = await other.end();
  expect(code).toBe(0);
  expect(timeMs).toBeLessThan(1_000);
});

test('the service absent, started, restarted and killed is told each time, and nothing leaks', async () => {
  await insert(0);
  await pcscd.kill();
  const { until } = watch();
  expect((await until(() => true)).service).toEqual({ kind: 'absent' });
  await expect(readers.connect(reader)).rejects.toMatchObject({ fault: 'service-absent' });
  await pcscd.restart();
  await until(({ service, states }) => service.kind === 'running' && states.length === 6);
  const open = (): number => readdirSync('/proc/self/fd').length;
  const before = open();
  for (let round = 0; round < 3; round += 1) {
    await pcscd.kill();
    await until(({ service }) => service.kind === 'absent');
    await pcscd.restart();
    await until(({ service, states }) => service.kind === 'running' && states.length === 6);
  }
  expect(open()).toBeLessThanOrEqual(before + 1);
});

test('pcscd killed in the middle of a command is an absent service; afterwards a new connection works', async () => {
  let reached = (): void => {};
  const arrived = new Promise<void>((resolve) => {
    reached = resolve;
  });
  await insert(0, () => {
    reached();
    return new Promise(() => {});
  });
  const connection = await open();
  const lost = expect(connection.transmit(select)).rejects.toMatchObject({ name: 'WireError', fault: 'service-absent' });
  await arrived;
  await pcscd.kill();
  await lost;
  await expect(connection.transmit(select)).rejects.toMatchObject({ fault: 'service-absent' });
  await connection.close();
  await pcscd.restart();
  await expect(connection.transmit(select)).rejects.toMatchObject({ name: 'WireError' });
  await insert(0);
  expect(hex.encode(await (await open()).transmit(select))).toBe('9000');
});
