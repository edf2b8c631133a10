import { expect, test } from 'vitest';
import { replayConnection } from '../../electron/transport/replay.ts';
import { hex } from '../../shared/bytes.ts';

const dump = `
# select, then a wrong PIN
> 00 A4 04 00 0B E82B0601040181C31F0201 00
< 620B82020178 85050001FF0401 9000
> 0020008106 363438323139
< 63C2
> 00200081
! card-removed
`;
const select = hex.decode('00A404000BE82B0601040181C31F020100');
const verify = hex.decode('0020008106363438323139');
const status = hex.decode('00200081');

test('plays a dump in order, faults included, and says that it is finished', async () => {
  const connection = replayConnection(dump);
  expect(hex.encode(await connection.transmit(select))).toBe('620B8202017885050001FF04019000');
  expect(hex.encode(await connection.transmit(verify))).toBe('63C2');
  await expect(connection.transmit(status)).rejects.toMatchObject({ name: 'WireError', fault: 'card-removed' });
  connection.finish();
});

test('fails on any other command, on one too many and on an unsent rest', async () => {
  const connection = replayConnection(dump);
  await expect(connection.transmit(status)).rejects.toThrow('line 3: expected 00A404000B');
  await connection.transmit(select);
  expect(() => connection.finish()).toThrow('line 5: 2 commands have not been sent, first 0020008106');
  await connection.transmit(verify);
  await connection.transmit(status).catch(() => {});
  await expect(connection.transmit(status)).rejects.toThrow('expected the end of the dump, got 00200081');
});

test.each([
  ['> 00A4', 'line 1: the command has no answer'],
  ['< 9000', 'line 1: expected a command (>)'],
  ['> 00\n> 01', 'line 2: expected an answer (<) or a fault (!)'],
  ['> 0G\n< 9000', 'line 1: not hexadecimal'],
  ['> 00\n! sunshine', 'line 2: no such fault: sunshine'],
  ['hello', 'line 1: expected a command (>)'],
])('refuses the malformed dump %j', (text, message) => {
  expect(() => replayConnection(text)).toThrow(message);
});
