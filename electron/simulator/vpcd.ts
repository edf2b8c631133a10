import { connect, type Socket } from 'node:net';
import { concat, uint16 } from '../../shared/bytes.ts';
import type { SimulatedCard } from './card.ts';

/** Client of vsmartcard's vpcd: puts a simulated device into a virtual reader of pcscd, for every program on the machine. */

export interface VpcdAddress {
  readonly host: string;
  readonly port: number;
}

export const vpcdAddress: VpcdAddress = { host: '127.0.0.1', port: 35963 };

/** Closed here, closed by pcscd, or the device was removed by a scripted fault. */
export type VpcdEnd = 'closed' | 'by-pcscd' | 'card-removed';

export interface VpcdConnection {
  /** Never rejects. */
  readonly ended: Promise<VpcdEnd>;
  /** Pulls the device out of the virtual reader. */
  close(): Promise<void>;
}

// control messages, one byte; a message of more bytes is a command
const powerOff = 0x00;
const powerOn = 0x01;
const reset = 0x02;
const getAtr = 0x04;

/** Frames of 16-bit length and content, both ways. Throws the socket's error where nobody listens. */
export async function connectVpcd(card: SimulatedCard, { host, port }: VpcdAddress = vpcdAddress): Promise<VpcdConnection> {
  const acknowledge = await acknowledger();
  const socket = await openSocket(host, port);
  let end: VpcdEnd = 'by-pcscd';
  let received: Uint8Array = new Uint8Array(0);
  let turn: Promise<void> = Promise.resolve();

  const serve = async (message: Uint8Array): Promise<void> => {
    if (message.length > 1) send(socket, await card.transmit(message));
    else if (message[0] === powerOn) card.powerOn();
    else if (message[0] === reset) card.reset();
    else if (message[0] === powerOff) card.powerOff();
    else if (message[0] === getAtr) send(socket, card.atr);
  };
  const removed = (): void => {
    end = 'card-removed';
    socket.destroy();
  };

  socket.on('data', (bytes) => {
    received = concat(received, bytes);
    for (let message = firstFrame(received); message !== undefined; message = firstFrame(received)) {
      const next = message;
      received = received.slice(2 + message.length);
      turn = turn.then(() => (socket.destroyed ? undefined : serve(next))).catch(removed);
    }
    // vpcd writes length and content separately, and Nagle's algorithm holds the content back until the length is acknowledged
    if (received.length > 0) acknowledge(socket);
  });
  const ended = new Promise<VpcdEnd>((resolve) => {
    socket.on('close', () => {
      card.powerOff();
      resolve(end);
    });
  });
  return {
    ended,
    async close() {
      if (!socket.destroyed) end = 'closed';
      socket.destroy();
      await ended;
      await turn;
    },
  };
}

function firstFrame(bytes: Uint8Array): Uint8Array | undefined {
  const [high, low] = bytes;
  if (high === undefined || low === undefined) return undefined;
  const end = 2 + ((high << 8) | low);
  return bytes.length < end ? undefined : bytes.slice(2, end);
}

function send(socket: Socket, content: Uint8Array): void {
  // one write: two would cost a round of delayed acknowledgement
  if (!socket.destroyed) socket.write(concat(uint16(content.length), content));
}

function openSocket(host: string, port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, noDelay: true });
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.off('error', reject);
      // 'close' follows and tells the end
      socket.on('error', () => undefined);
      resolve(socket);
    });
  });
}

const ipprotoTcp = 6;
const tcpQuickack = 12;

/** Sends a delayed acknowledgement at once: 40 ms a command otherwise. A Linux option that Node does not offer; without it all works, slowly. */
async function acknowledger(): Promise<(socket: Socket) => void> {
  if (process.platform !== 'linux') return () => undefined;
  try {
    const { default: koffi } = await import('koffi');
    const setsockopt = koffi.load(null).func('int setsockopt(int fd, int level, int option, const int *value, unsigned int length)');
    return (socket) => {
      const fd = (socket as unknown as { _handle?: { fd?: number } })._handle?.fd;
      if (fd !== undefined && fd >= 0) setsockopt(fd, ipprotoTcp, tcpQuickack, [1], 4);
    };
  } catch {
    return () => undefined;
  }
}
