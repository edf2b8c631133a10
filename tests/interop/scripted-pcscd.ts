/**
 * The daemon's end of pcsc-lite's own protocol (winscard_msg.h, version 4), as far as watching readers needs it. The
 * real pcscd cannot plug and unplug virtual readers while it runs; with this one, libpcsclite meets both.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const CMD = { establish: 0x01, release: 0x02, cancel: 0x0d, version: 0x11, readers: 0x12, wait: 0x13, stopWaiting: 0x14 } as const;
const SCARD_E_CANCELLED = 0x80100002;
const SCARD_ABSENT = 0x0002;
/** Present, powered, protocol negotiable. */
const SCARD_PRESENT = 0x0034;

/** PCSCLITE_MAX_READERS_CONTEXTS entries of READER_STATE: name, counter, state, sharing, ATR, its length, protocol. */
const maximumReaders = 16;
const nameBytes = 128;
const readerStateBytes = 184;
const atrOffset = nameBytes + 12;

export interface ScriptedReader {
  readonly name: string;
  present: boolean;
  /** Insertions and removals so far. */
  events: number;
}

export interface ScriptedPcscd {
  readonly env: Record<string, string>;
  /** The readers there are; `changed` tells the clients that wait. */
  readonly readers: ScriptedReader[];
  changed(): void;
  /** Clients that are connected now. */
  clients(): number;
  stop(): Promise<void>;
}

export async function startScriptedPcscd(): Promise<ScriptedPcscd> {
  const folder = mkdtempSync(join(tmpdir(), 'conclave-scripted-'));
  const path = join(folder, 'pcscd.comm');
  const readers: ScriptedReader[] = [];
  const sockets = new Set<Socket>();
  const waiting = new Set<Socket>();
  const contexts = new Map<number, Socket>();
  let lastContext = 0x1000;

  const wake = (socket: Socket | undefined, code: number): void => {
    if (socket && waiting.delete(socket)) socket.write(words(0, code));
  };
  const serve = (socket: Socket, command: number, body: Buffer): void => {
    if (command === CMD.version) socket.write(words(body.readUInt32LE(0), body.readUInt32LE(4), 0));
    else if (command === CMD.establish) {
      lastContext += 1;
      contexts.set(lastContext, socket);
      socket.write(words(body.readUInt32LE(0), lastContext, 0));
    } else if (command === CMD.release) socket.write(words(body.readUInt32LE(0), 0));
    else if (command === CMD.readers) socket.write(statesOf(readers));
    else if (command === CMD.wait) {
      waiting.add(socket);
      socket.write(statesOf(readers));
    } else if (command === CMD.stopWaiting) {
      // Where the event has already been sent, the client takes that for the answer.
      if (waiting.delete(socket)) socket.write(words(0, 0));
    } else if (command === CMD.cancel) {
      wake(contexts.get(body.readUInt32LE(0)), SCARD_E_CANCELLED);
      socket.write(words(body.readUInt32LE(0), 0));
    } else throw new Error(`scripted pcscd: command ${command}`);
  };

  const server = createServer((socket) => {
    sockets.add(socket);
    let received = Buffer.alloc(0);
    socket.on('data', (bytes) => {
      received = Buffer.concat([received, bytes]);
      while (received.length >= 8 && received.length >= 8 + received.readUInt32LE(0)) {
        const end = 8 + received.readUInt32LE(0);
        serve(socket, received.readUInt32LE(4), received.subarray(8, end));
        received = received.subarray(end);
      }
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      sockets.delete(socket);
      waiting.delete(socket);
    });
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  return {
    env: { PCSCLITE_CSOCK_NAME: path },
    readers,
    changed: () => {
      for (const socket of [...waiting]) wake(socket, 0);
    },
    clients: () => sockets.size,
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function words(...values: number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [index, value] of values.entries()) bytes.writeUInt32LE(value, 4 * index);
  return bytes;
}

function statesOf(readers: readonly ScriptedReader[]): Buffer {
  const atr = Buffer.from('3BFE1800008131FE458031815448534D31738021408107FA', 'hex');
  const bytes = Buffer.alloc(maximumReaders * readerStateBytes);
  for (const [index, { name, present, events }] of readers.entries()) {
    const entry = bytes.subarray(index * readerStateBytes, (index + 1) * readerStateBytes);
    entry.write(name, 0, nameBytes - 1, 'utf8');
    words(events, present ? SCARD_PRESENT : SCARD_ABSENT, 0).copy(entry, nameBytes);
    if (!present) continue;
    atr.copy(entry, atrOffset);
    words(atr.length).copy(entry, atrOffset + 36);
  }
  return bytes;
}
