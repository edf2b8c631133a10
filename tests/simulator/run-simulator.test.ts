import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SimulatedCard } from '../../electron/simulator/card.ts';
import { readArguments } from '../../electron/simulator/cli-arguments.ts';
import { runSimulator } from '../../electron/simulator/run-simulator.ts';
import { connectVpcd } from '../../electron/simulator/vpcd.ts';

/** The other end of the wire: what vpcd inside pcscd does, length and content in separate writes as it does. */
class Vpcd {
  readonly #server: Server;
  #socket: Socket | undefined;
  #received = Buffer.alloc(0);
  #arrived: () => void = () => undefined;

  private constructor(server: Server) {
    this.#server = server;
    server.on('connection', (socket) => {
      this.#socket = socket.setNoDelay(true);
      this.#received = Buffer.alloc(0);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        if (this.#socket === socket) this.#socket = undefined;
        this.#arrived();
      });
      socket.on('data', (bytes) => {
        this.#received = Buffer.concat([this.#received, bytes]);
        this.#arrived();
      });
      this.#arrived();
    });
  }

  static listen(): Promise<Vpcd> {
    return new Promise((resolve) => {
      const server = createServer();
      server.listen(0, '127.0.0.1', () => resolve(new Vpcd(server)));
    });
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get address(): string {
    return `127.0.0.1:${this.port}`;
  }

  send(hex: string): void {
    const content = Buffer.from(hex, 'hex');
    const length = Buffer.alloc(2);
    length.writeUInt16BE(content.length);
    this.#socket?.write(length);
    this.#socket?.write(content);
  }

  async receive(): Promise<string> {
    await this.until(() => this.#received.length >= 2 && this.#received.length >= 2 + this.#received.readUInt16BE());
    const end = 2 + this.#received.readUInt16BE();
    const content = this.#received.subarray(2, end).toString('hex').toUpperCase();
    this.#received = this.#received.subarray(end);
    return content;
  }

  async connected(wanted = true): Promise<void> {
    await this.until(() => (this.#socket !== undefined) === wanted);
  }

  hangUp(): void {
    this.#socket?.destroy();
  }

  async until(condition: () => boolean): Promise<void> {
    while (!condition()) {
      await new Promise<void>((resolve) => {
        this.#arrived = resolve;
      });
    }
  }

  close(): void {
    this.hangUp();
    this.#server.close();
  }
}

const atr = '3BFE1800008131FE458031815448534D31738021408107FA';

let vpcd: Vpcd;
let folder: string;
beforeEach(async () => {
  vpcd = await Vpcd.listen();
  folder = await mkdtemp(join(tmpdir(), 'simulator-'));
});
afterEach(async () => {
  vpcd.close();
  await rm(folder, { recursive: true, force: true });
});

describe('connectVpcd', () => {
  test('answers power, reset, ATR and commands, each in one frame and in order', async () => {
    const connection = await connectVpcd(SimulatedCard.create(), { host: '127.0.0.1', port: vpcd.port });
    await vpcd.connected();
    for (const message of ['01', '04', '00200081', '02', '04', '80580000000000']) vpcd.send(message);
    expect([await vpcd.receive(), await vpcd.receive(), await vpcd.receive(), await vpcd.receive()]).toEqual([
      atr,
      '6A88',
      atr,
      'CC009000',
    ]);
    await connection.close();
    expect(await connection.ended).toBe('closed');
  });

  test('a scripted removal pulls the device out of the reader; pcscd closing is told apart', async () => {
    const card = SimulatedCard.create();
    const connection = await connectVpcd(card, { host: '127.0.0.1', port: vpcd.port });
    await vpcd.connected();
    card.faults.add({ at: 1, kind: 'removed' });
    vpcd.send('00200081');
    expect(await connection.ended).toBe('card-removed');
    await vpcd.connected(false);
    const second = await connectVpcd(card, { host: '127.0.0.1', port: vpcd.port });
    await vpcd.connected();
    vpcd.hangUp();
    expect(await second.ended).toBe('by-pcscd');
  });
});

/** Runs the program until `act` is done, then stops it as Ctrl+C would. */
async function running(
  words: string[],
  act: (said: string[]) => Promise<void>,
): Promise<{ code: number; said: string[]; complained: string[] }> {
  const [said, complained, stop]: [string[], string[], AbortController] = [[], [], new AbortController()];
  const program = runSimulator(
    words,
    (line) => said.push(line),
    (line) => complained.push(line),
    stop.signal,
  );
  await act(said);
  stop.abort();
  return { code: await program, said, complained };
}

describe('npm run simulator', () => {
  test('says what it does and where, keeps the state, and ends in order', async () => {
    const state = join(folder, 'device.json');
    const args = ['--vpcd', vpcd.address, '--state', state, '--serial', 'UTSIM000001'];
    const first = await running(args, async () => {
      await vpcd.connected();
      vpcd.send('01');
      vpcd.send('805000001C80020001810636343832313982083537363231383830910103920101');
      expect(await vpcd.receive()).toBe('9000');
    });
    expect(first).toMatchObject({ code: 0, complained: [] });
    expect(first.said.join('\n')).toMatch(
      /SmartCard-HSM UTSIM000001 is in the virtual reader at 127\.0\.0\.1:\d+ \(kept in .*device\.json\)\. Stop with Ctrl\+C/,
    );
    expect(await readdir(folder)).toEqual(['device.json']);
    expect(await readFile(state, 'utf8')).toContain('UTSIM000001');

    await vpcd.connected(false);
    const second = await running(args, async () => {
      await vpcd.connected();
      vpcd.send('01');
      vpcd.send('00200081');
      expect(await vpcd.receive()).toBe('63C3');
    });
    expect(second.code).toBe(0);
  });

  test('several devices at once, each in its own reader', async () => {
    const other = await Vpcd.listen();
    const { code, said } = await running(['--vpcd', vpcd.address, '--vpcd', other.address], async () => {
      await Promise.all([vpcd.connected(), other.connected()]);
    });
    other.close();
    expect(code).toBe(0);
    expect(new Set(said.join('\n').match(/UTSIM[0-9A-Z]{6}/g)).size).toBe(2);
  });

  test('comes back when pcscd was restarted', async () => {
    const { code, said } = await running(['--vpcd', vpcd.address], async () => {
      await vpcd.connected();
      vpcd.hangUp();
      await vpcd.connected(false);
      await vpcd.connected();
    });
    expect(code).toBe(0);
    expect(said.join('\n')).toMatch(/pcscd has closed .*; trying again every second\.[\s\S]*Back again/);
  });

  test('nobody listens: says so and what to do', async () => {
    const { address } = vpcd;
    vpcd.close();
    const { code, complained } = await running(['--vpcd', address], async () => undefined);
    expect(code).toBe(1);
    expect(complained.join('\n')).toMatch(/No vpcd listens at 127\.0\.0\.1:\d+\.[\s\S]*vsmartcard-vpcd/);
  });

  test('a state file that is none, or in use, is refused and kept', async () => {
    const state = join(folder, 'letter.txt');
    await writeFile(state, 'Dear custodian');
    const none = await running(['--vpcd', vpcd.address, '--state', state], async () => undefined);
    expect([none.code, none.complained.join()]).toEqual([1, expect.stringMatching(/letter\.txt: not the state of a simulated device/)]);
    expect(await readFile(state, 'utf8')).toBe('Dear custodian');
    await writeFile(`${state}.lock`, `${process.pid}\n`);
    const used = await running(['--vpcd', vpcd.address, '--state', state], async () => undefined);
    expect([used.code, used.complained.join()]).toEqual([1, expect.stringMatching(/process id/)]);
  });

  test.each([
    [[], /--vpcd is missing/],
    [['--state', 'x'], /belongs after --vpcd/],
    [['--vpcd', '--state'], /--state needs a value/],
    [['--vpcd', 'host:99999'], /expected host:port/],
    [['--vpcd', '--colour', 'red'], /unknown option --colour/],
    [['--vpcd', '--vpcd'], /127\.0\.0\.1:35963 is given twice/],
    [['--vpcd', ':1', '--state', 'x', '--vpcd', ':2', '--state', 'x'], /x is given twice/],
  ])('explains what is wrong with %j', async (words, expected) => {
    const { code, complained } = await running(words, async () => undefined);
    expect(code).toBe(2);
    expect(complained.join('\n')).toMatch(expected);
    expect(complained.join('\n')).toMatch(/npm run simulator/);
  });

  test('reads addresses and options, and shows help', async () => {
    expect(readArguments(['--vpcd', '--vpcd', ':36000', '--state', 'b', '--memory', '9000', '--vpcd', 'host'])).toEqual([
      { address: { host: '127.0.0.1', port: 35963 } },
      { address: { host: '127.0.0.1', port: 36000 }, state: 'b', memory: 9000 },
      { address: { host: 'host', port: 35963 } },
    ]);
    expect(await running(['--help'], async () => undefined)).toMatchObject({ code: 0, said: [expect.stringMatching(/--state FILE/)] });
  });
});
