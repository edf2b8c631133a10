import { channelOver } from '../../electron/apdu/channel.ts';
import type { CardSession } from '../../electron/card/session.ts';
import { Secret } from '../../electron/crypto/secret.ts';
import { type ReplayConnection, replayConnection } from '../../electron/transport/replay.ts';
import { utf8 } from '../../shared/bytes.ts';
import { Refusal } from '../../shared/failure.ts';

export const userPin = '648219';
export const soPin = Uint8Array.of(0x35, 0x37, 0x36, 0x32, 0x31, 0x38, 0x38, 0x30);

export const secret = (value: string | Uint8Array): Secret => new Secret(typeof value === 'string' ? utf8.encode(value) : value.slice());

/** A session with a dump; `done` checks that all of it was played. */
export function replayed(dump: string, facts: Partial<CardSession> = {}): CardSession & { readonly dump: ReplayConnection } {
  const connection = replayConnection(dump);
  return { channel: channelOver(connection), firmware: { major: 4, minor: 1 }, platform: 0, options: 1, ...facts, dump: connection };
}

/** The failure that a promise is refused with; any other outcome fails the test. */
export async function failureOf(promise: Promise<unknown>) {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Refusal) return error.failure;
    throw error;
  }
  throw new Error('expected a refusal');
}
