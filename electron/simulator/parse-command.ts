import { Refused, sw } from './status.ts';

/** A command as the card sees it. `le` is 1..65536; undefined where the command has no Le field. */
export interface CardCommand {
  readonly cla: number;
  readonly ins: number;
  readonly p1: number;
  readonly p2: number;
  readonly data: Uint8Array;
  readonly le: number | undefined;
}

/**
 * Cases 1, 2S, 3S, 4S, 2E, 3E and 4E (ISO/IEC 7816-3 12.1.3), with up to 65535 bytes of data.
 * Refuses with 6700 what is none of them.
 */
export function parseCommand(bytes: Uint8Array): CardCommand {
  if (bytes.length < 4) throw new Refused(sw.wrongLength);
  const [cla = 0, ins = 0, p1 = 0, p2 = 0] = bytes;
  return { cla, ins, p1, p2, ...parseBody(bytes.subarray(4)) };
}

function parseBody(body: Uint8Array): Pick<CardCommand, 'data' | 'le'> {
  const none = new Uint8Array(0);
  const [first = 0] = body;
  if (body.length === 0) return { data: none, le: undefined };
  if (body.length === 1) return { data: none, le: first || 0x100 };
  if (first !== 0) return parseFields(body, 1, first, 1);
  if (body.length === 3) return { data: none, le: uint16At(body, 1) || 0x10000 };
  const length = uint16At(body, 1);
  if (body.length < 3 || length === 0) throw new Refused(sw.wrongLength);
  return parseFields(body, 3, length, 2);
}

/** Data of `length` bytes at `start`, and then nothing or an Le field of `leSize` bytes. */
function parseFields(body: Uint8Array, start: number, length: number, leSize: 1 | 2): Pick<CardCommand, 'data' | 'le'> {
  const end = start + length;
  const data = body.slice(start, end);
  if (body.length === end) return { data, le: undefined };
  if (body.length !== end + leSize) throw new Refused(sw.wrongLength);
  if (leSize === 1) return { data, le: body[end] || 0x100 };
  return { data, le: uint16At(body, end) || 0x10000 };
}

function uint16At(bytes: Uint8Array, offset: number): number {
  return ((bytes[offset] ?? 0) << 8) | (bytes[offset + 1] ?? 0);
}
