import { expect, test } from 'vitest';
import { channelOver } from '../../electron/apdu/channel.ts';
import type { Channel, Command, Response } from '../../electron/apdu/command.ts';
import { exclusively } from '../../electron/apdu/exclusive.ts';
import { withGetResponse } from '../../electron/apdu/get-response.ts';
import { withRightLength } from '../../electron/apdu/right-length.ts';
import { Trace } from '../../electron/apdu/trace.ts';
import { replayConnection } from '../../electron/transport/replay.ts';
import type { CardConnection } from '../../electron/transport/transport.ts';
import { hex } from '../../shared/bytes.ts';

const read: Command = { cla: 0x80, ins: 0xb1, p1: 0xce, p2: 0x01, data: hex.decode('54020000'), le: 256 };

test('a whole exchange: the right length is asked for, the rest is fetched, the trace shows what crossed the wire', async () => {
  const connection = replayConnection(`
    > 80B1CE0104 54020000 00
    < 6C04
    > 80B1CE0104 54020000 04
    < 0102 6102
    > 00C0000002
    < 03 6101
    > 00C0000001
    < 04 9000
  `);
  const trace = new Trace();
  const count = { commands: 0 };
  const { data, sw } = await channelOver(connection, { trace, count })(read);
  connection.finish();
  expect([hex.encode(data), sw]).toEqual(['01020304', 0x9000]);
  expect(count.commands).toBe(4);
  expect(trace.entries().map(({ name, outcome }) => `${name}: ${outcome}`)).toEqual([
    'READ BINARY: 6C04 wrong Le, exact length is 4',
    'READ BINARY: 6102 more data: 2 bytes',
    'GET RESPONSE: 6101 more data: 1 bytes',
    'GET RESPONSE: 9000 OK',
  ]);
});

test('a card that answers 6Cxx again is not asked a third time', async () => {
  const connection = replayConnection('> 80B1CE01045402000000\n< 6C00\n> 80B1CE01045402000000\n< 6C08');
  expect((await channelOver(connection)(read)).sw).toBe(0x6c08);
  connection.finish();
});

test('the status word at the end of a chain is given with the data before it', async () => {
  const connection = replayConnection('> 80B1CE01045402000000\n< AA6101\n> 00C0000001\n< 6A82');
  expect(await channelOver(connection)(read)).toEqual({ data: Uint8Array.of(0xaa), sw: 0x6a82 });
});

test.each([
  ['empty pieces', new Uint8Array(0)],
  ['full pieces', new Uint8Array(256)],
  ['pieces longer than asked for', new Uint8Array(20_000)],
])('a card that announces more without end, in %s, is stopped', async (_, piece) => {
  let commands = 0;
  const endless: Channel = async () => {
    commands += 1;
    return { data: Uint8Array.from(piece), sw: 0x6100 };
  };
  await expect(withGetResponse(endless)(read)).rejects.toMatchObject({ name: 'WireError', fault: 'malformed' });
  expect(commands).toBeLessThanOrEqual(257);
});

test('64 KiB in pieces of 256 bytes are fetched whole', async () => {
  let left = 0x10000;
  const card: Channel = async ({ ins }) => {
    const piece = new Uint8Array(ins === 0xc0 ? 256 : 0).fill(7);
    left -= piece.length;
    return { data: piece, sw: left > 0 ? 0x6100 : 0x9000 };
  };
  const { data, sw } = await withGetResponse(card)(read);
  expect([data.length, sw, data.every((byte) => byte === 7)]).toEqual([0x10000, 0x9000, true]);
});

test('an answer that is secret stays secret in every piece, and the logical channel is kept', async () => {
  const seen: Command[] = [];
  const card: Channel = async (command) => {
    seen.push(command);
    return { data: new Uint8Array(0), sw: seen.length === 1 ? 0x6105 : 0x9000 };
  };
  await withGetResponse(card)({ ...read, cla: 0x82, secretAnswer: true });
  expect(seen[1]).toMatchObject({ cla: 0x02, ins: 0xc0, le: 5, secretAnswer: true });
});

test('an answer without a status word is a fault of the wire', async () => {
  await expect(channelOver(replayConnection('> 80B1CE01045402000000\n< 90'))(read)).rejects.toMatchObject({ fault: 'malformed' });
});

test('the encoded command and the raw answer are wiped, also when the wire fails', async () => {
  const buffers: Uint8Array[] = [];
  let fail = false;
  const connection: CardConnection = {
    atr: new Uint8Array(0),
    close: async () => {},
    async transmit(command) {
      buffers.push(command);
      if (fail) throw new Error('gone');
      const answer = hex.decode('C0FFEE9000');
      buffers.push(answer);
      return answer;
    },
  };
  const verify: Command = { cla: 0, ins: 0x20, p1: 0, p2: 0x81, data: Uint8Array.from([49, 50, 51]), secret: true };
  const response = await channelOver(connection)(verify);
  fail = true;
  await channelOver(connection)(verify).catch(() => {});
  expect(hex.encode(response.data)).toBe('C0FFEE');
  expect(buffers).toHaveLength(3);
  for (const buffer of buffers) expect(buffer.every((byte) => byte === 0)).toBe(true);
  expect([...(verify.data as Uint8Array)]).toEqual([49, 50, 51]);
});

test('commands asked for at once go one after another, also after one that fails', async () => {
  let inside = 0;
  const order: number[] = [];
  const slow: Channel = async ({ p2 }): Promise<Response> => {
    inside += 1;
    expect(inside).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 3 - p2));
    inside -= 1;
    order.push(p2);
    if (p2 === 1) throw new Error('failed');
    return { data: new Uint8Array(0), sw: 0x9000 };
  };
  const channel = exclusively(withRightLength(slow));
  const results = await Promise.allSettled([0, 1, 2].map((p2) => channel({ cla: 0, ins: 0xa4, p1: 0, p2 })));
  expect(order).toEqual([0, 1, 2]);
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
});
