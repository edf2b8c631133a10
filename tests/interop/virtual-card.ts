/** The card end of vpcd in a few lines: enough to test the wire without the simulator. */
import { connect, type Socket } from 'node:net';
import koffi from 'koffi';

export const genuineAtr = Buffer.from('3BFE1800008131FE458031815448534D31738021408107FA', 'hex');

export type Answer = (command: Uint8Array) => Uint8Array | Promise<Uint8Array>;

export interface VirtualCard {
  /** Commands received so far. */
  readonly commands: Uint8Array[];
  /** How often the card was switched on or reset. */
  resets: number;
  pull(): Promise<void>;
}

/** Inserts a card into the virtual reader on this port. vpcd frames: 16-bit length, then a command or one control byte. */
export function insertCard(port: number, answer: Answer, atr: Uint8Array = genuineAtr): Promise<VirtualCard> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    socket.setNoDelay(true);
    const card: VirtualCard = { commands: [], resets: 0, pull: () => pull(socket) };
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.off('error', reject);
      socket.on('error', () => {});
      resolve(card);
    });
    let received = Buffer.alloc(0);
    let turn = Promise.resolve();
    socket.on('data', (bytes) => {
      received = Buffer.concat([received, bytes]);
      while (received.length >= 2 && received.length >= 2 + received.readUInt16BE()) {
        const end = 2 + received.readUInt16BE();
        const message = Uint8Array.from(received.subarray(2, end));
        received = received.subarray(end);
        turn = turn.then(() => serve(message));
      }
      // vpcd writes the length and the message separately; Nagle's algorithm holds the second back until the first is acknowledged.
      if (received.length > 0) acknowledge(socket);
    });
    const serve = async (message: Uint8Array): Promise<void> => {
      if (message.length > 1) {
        card.commands.push(message);
        send(socket, await answer(message));
      } else if (message[0] === 4) send(socket, atr);
      else if (message[0] === 1 || message[0] === 2) card.resets += 1;
    };
  });
}

function send(socket: Socket, bytes: Uint8Array): void {
  if (socket.destroyed) return;
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  socket.write(Buffer.concat([length, bytes]));
}

function pull(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    if (socket.destroyed) return resolve();
    socket.once('close', () => resolve());
    socket.destroy();
  });
}

const IPPROTO_TCP = 6;
const TCP_QUICKACK = 12;
const setsockopt = koffi.load(null).func('int setsockopt(int fd, int level, int option, const int *value, unsigned int length)');

/** Sends a delayed acknowledgement now: it costs 40 ms a message otherwise. Node has no name for this Linux option. */
function acknowledge(socket: Socket): void {
  const fd = (socket as unknown as { _handle?: { fd?: number } })._handle?.fd;
  if (fd !== undefined && fd >= 0) setsockopt(fd, IPPROTO_TCP, TCP_QUICKACK, [1], 4);
}
