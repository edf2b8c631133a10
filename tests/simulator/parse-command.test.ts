import { describe, expect, test } from 'vitest';
import { parseCommand } from '../../electron/simulator/parse-command.ts';
import { Refused } from '../../electron/simulator/status.ts';
import { hex } from '../../shared/bytes.ts';

const parse = (text: string) => {
  const { data, le } = parseCommand(hex.decode(text.replace(/\s/g, '')));
  return [hex.encode(data), le];
};

describe('parseCommand', () => {
  test('reads all seven cases', () => {
    expect(parse('00200081')).toEqual(['', undefined]);
    expect(parse('00840000 00')).toEqual(['', 256]);
    expect(parse('00840000 08')).toEqual(['', 8]);
    expect(parse('00D70000 02 ABCD')).toEqual(['ABCD', undefined]);
    expect(parse('00B10000 02 ABCD 00')).toEqual(['ABCD', 256]);
    expect(parse('80720192 000000')).toEqual(['', 65536]);
    expect(parse('80740193 000002 ABCD')).toEqual(['ABCD', undefined]);
    expect(parse('00460100 000002 ABCD 0200')).toEqual(['ABCD', 512]);
  });

  test('reads 65535 bytes of data', () => {
    const command = new Uint8Array(4 + 3 + 65535 + 2);
    command.set([0x00, 0xd7, 0x2f, 0x10, 0x00, 0xff, 0xff]);
    expect(parseCommand(command)).toMatchObject({ le: 65536, data: { length: 65535 } });
  });

  test.each([
    '',
    '00',
    '00A404',
    '00D70000 03 ABCD',
    '00D70000 01 ABCDEF',
    '80740193 0000',
    '80740193 00000001',
    '80740193 000003 ABCD',
    '80740193 000001 AB 00',
  ])('refuses %s with 6700', (text) => {
    expect(() => parse(text)).toThrowError(new Refused(0x6700));
  });
});
