import { unmovedBytes, unmovedCopy } from '../../shared/bytes.ts';

/** Command APDUs, ISO/IEC 7816-3 12.1: cases 1, 2, 3 and 4, short and extended. */
export interface Command {
  readonly cla: number;
  readonly ins: number;
  readonly p1: number;
  readonly p2: number;
  /** 0..65535 bytes. */
  readonly data?: Uint8Array;
  /** Bytes expected, 1..65536. undefined: no answer data is expected. */
  readonly le?: number;
  /** True where `data` holds a secret: the trace shows only its length. */
  readonly secret?: boolean;
  /** True where the answer holds a secret. */
  readonly secretAnswer?: boolean;
}

export interface Response {
  readonly data: Uint8Array;
  readonly sw: number;
}

/** Sends a command and gives its response, whatever the status word. The decorators in this folder stack on it. */
export type Channel = (command: Command) => Promise<Response>;

/** Short form where data fits 255 bytes and Le 256, extended form otherwise (both fields then, 12.1.3). */
export function encodeCommand(command: Command): Uint8Array {
  const { cla, ins, p1, p2, data = new Uint8Array(0), le } = command;
  if (data.length > 0xffff) throw new RangeError(`command data: at most 65535 bytes, got ${data.length}`);
  if (le !== undefined && (le < 1 || le > 0x10000)) throw new RangeError(`Le: expected 1..65536, got ${le}`);
  const extended = data.length > 0xff || (le ?? 0) > 0x100;
  const lc = data.length === 0 ? [] : extended ? [0, data.length >> 8, data.length & 0xff] : [data.length];
  const tail = le === undefined ? [] : !extended ? [le & 0xff] : [...(data.length === 0 ? [0] : []), (le >> 8) & 0xff, le & 0xff];
  const bytes = unmovedBytes(4 + lc.length + data.length + tail.length);
  bytes.set([cla, ins, p1, p2, ...lc]);
  bytes.set(data, 4 + lc.length);
  bytes.set(tail, 4 + lc.length + data.length);
  return bytes;
}

/** Throws RangeError below two bytes: an answer always ends in a status word. */
export function decodeResponse(bytes: Uint8Array): Response {
  if (bytes.length < 2) throw new RangeError(`response: expected a status word, got ${bytes.length} bytes`);
  const end = bytes.length - 2;
  return { data: unmovedCopy(bytes.subarray(0, end)), sw: ((bytes[end] as number) << 8) | (bytes[end + 1] as number) };
}
