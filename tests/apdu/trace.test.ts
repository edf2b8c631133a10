import { expect, test } from 'vitest';
import type { Channel, Command } from '../../electron/apdu/command.ts';
import { statusText } from '../../electron/apdu/status-words.ts';
import { Trace, traced } from '../../electron/apdu/trace.ts';
import { WireError } from '../../electron/transport/transport.ts';
import { hex } from '../../shared/bytes.ts';

/** Stands for a PIN, a share, a key: must appear nowhere. */
const needle = 'DEADBEEFCAFED00D';
const harmless = 'C0DEC0DE';

async function traceOf(command: Partial<Command>, answer = ''): Promise<string> {
  const trace = new Trace();
  const card: Channel = async () => ({ data: hex.decode(answer), sw: 0x9000 });
  await traced(card, trace)({ cla: 0x80, ins: 0, p1: 0, p2: 0, ...command });
  return trace.text() + JSON.stringify(trace.entries());
}
const data = hex.decode(needle);

test('a command or answer marked as secret is shown by its length', async () => {
  expect(await traceOf({ ins: 0xa4, data, secret: true })).toContain('[secret, 8 bytes]');
  expect(await traceOf({ ins: 0xa4, data, secret: true }, harmless)).not.toContain(needle);
  expect(await traceOf({ ins: 0xa4, le: 256, secretAnswer: true }, needle)).not.toContain(needle);
});

test.each([
  ['VERIFY', { cla: 0, ins: 0x20, p2: 0x81 }],
  ['CHANGE REFERENCE DATA', { cla: 0, ins: 0x24, p2: 0x81 }],
  ['RESET RETRY COUNTER', { cla: 0, ins: 0x2c, p2: 0x81 }],
  ['INITIALIZE DEVICE', { ins: 0x50 }],
  ['MANAGE KEY DOMAIN', { ins: 0x52 }],
  ['UNWRAP KEY', { ins: 0x74, p1: 5, p2: 0x93 }],
  ['USE SYMMETRIC KEY', { ins: 0x78, p1: 5, p2: 0x10 }],
  ['UPDATE BINARY of confidential data', { cla: 0, ins: 0xd7, p1: 0xcd, p2: 1 }],
  ['UPDATE BINARY of the import buffer', { cla: 0, ins: 0xd7, p1: 0x2f, p2: 0x10 }],
  ['UPDATE BINARY of the current file', { cla: 0, ins: 0xd7 }],
  ['an instruction nobody has thought of', { ins: 0x99 }],
])('a forgotten flag does not leak the data of %s', async (_, command) => {
  expect(await traceOf({ ...command, data })).not.toContain(needle);
});

test.each([
  ['DECIPHER', { ins: 0x62, p1: 5, p2: 0x21 }],
  ['USE SYMMETRIC KEY', { ins: 0x78, p1: 5, p2: 0x11 }],
  ['WRAP KEY', { ins: 0x72, p1: 5, p2: 0x92 }],
  ['GET CHALLENGE', { cla: 0, ins: 0x84 }],
  ['GENERATE SESSION PIN', { ins: 0x5a }],
  ['GET RESPONSE', { cla: 0, ins: 0xc0 }],
  ['READ BINARY of confidential data', { cla: 0, ins: 0xb1, p1: 0xcd, p2: 1 }],
  ['READ BINARY of the current file', { cla: 0, ins: 0xb1 }],
  ['an instruction nobody has thought of', { ins: 0x99 }],
])('a forgotten flag does not leak the answer of %s', async (_, command) => {
  expect(await traceOf({ ...command, le: 256 }, needle)).not.toContain(needle);
});

test('what is harmless is shown whole', async () => {
  const text = await traceOf({ cla: 0, ins: 0xb1, p1: 0xc4, p2: 5, data: hex.decode('54020000'), le: 65536 }, harmless);
  expect(text).toContain('READ BINARY: 9000 OK');
  expect(text).toContain('> 00B1C405 54020000 Le=65536\n');
  expect(text).toContain(`< ${harmless} 9000 OK\n`);
  expect(await traceOf({ cla: 0, ins: 0xd7, p1: 0xc4, p2: 5, data })).toContain(needle);
});

test('a fault of the wire is traced by its name, and thrown on', async () => {
  const trace = new Trace();
  const gone: Channel = () => Promise.reject(new WireError('card-removed', needle));
  await expect(traced(gone, trace)({ cla: 0, ins: 0x20, p1: 0, p2: 0x81 })).rejects.toBeInstanceOf(WireError);
  expect(trace.entries()).toMatchObject([{ name: 'VERIFY', command: '00200081', answer: '', outcome: 'card-removed' }]);
  expect(trace.text()).not.toContain(needle);
});

test('keeps the last entries, oldest first', async () => {
  const trace = new Trace(3);
  for (const at of [1, 2]) trace.add({ at, elapsedMs: 0, name: '', command: '', answer: '', outcome: '' });
  expect(trace.entries().map(({ at }) => at)).toEqual([1, 2]);
  for (const at of [3, 4, 5]) trace.add({ at, elapsedMs: 0, name: '', command: '', answer: '', outcome: '' });
  expect(trace.entries().map(({ at }) => at)).toEqual([3, 4, 5]);
});

test.each([
  [0x9000, 'OK'],
  [0x63c2, 'wrong; tries left: 2'],
  [0x6983, 'authentication method blocked'],
  [0x6100, 'more data: 256 or more bytes'],
  [0x6c10, 'wrong Le, exact length is 16'],
  [0x1234, 'unknown'],
])('words for %i', (sw, text) => {
  expect(statusText(sw)).toBe(text);
});
