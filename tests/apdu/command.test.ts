import { expect, test } from 'vitest';
import { decodeResponse, encodeCommand } from '../../electron/apdu/command.ts';
import { triesLeft } from '../../electron/apdu/status-error.ts';
import { hex } from '../../shared/bytes.ts';

const header = { cla: 0x80, ins: 0x52, p1: 0, p2: 1 };
const bytes = (length: number): Uint8Array => new Uint8Array(length).fill(0xaa);
const start = (command: Parameters<typeof encodeCommand>[0], length: number): string =>
  hex.encode(encodeCommand(command).subarray(0, length));
const end = (command: Parameters<typeof encodeCommand>[0], length: number): string => hex.encode(encodeCommand(command).slice(-length));

test('encodes the seven forms of ISO 7816-3 12.1.3', () => {
  expect(hex.encode(encodeCommand(header))).toBe('80520001');
  expect(hex.encode(encodeCommand({ ...header, le: 256 }))).toBe('8052000100');
  expect(hex.encode(encodeCommand({ ...header, le: 257 }))).toBe('80520001000101');
  expect(hex.encode(encodeCommand({ ...header, le: 65536 }))).toBe('80520001000000');
  expect(hex.encode(encodeCommand({ ...header, data: bytes(2) }))).toBe('8052000102AAAA');
  expect(hex.encode(encodeCommand({ ...header, data: bytes(2), le: 1 }))).toBe('8052000102AAAA01');
  expect(start({ ...header, data: bytes(256) }, 8)).toBe('80520001000100AA');
  expect(hex.encode(encodeCommand({ ...header, data: bytes(1), le: 65536 }))).toBe('80520001000001AA0000');
});

test('the longest command has 65,544 bytes', () => {
  const longest = { ...header, data: bytes(65535), le: 65536 };
  expect(encodeCommand(longest).length).toBe(65544);
  expect([start(longest, 7), end(longest, 3)]).toEqual(['8052000100FFFF', 'AA0000']);
});

test.each([[{ data: bytes(65536) }], [{ le: 0 }], [{ le: 65537 }]])('refuses what has no encoding (%#)', (wrong) => {
  expect(() => encodeCommand({ ...header, ...wrong })).toThrow(RangeError);
});

test('splits an answer into data and status word', () => {
  expect(decodeResponse(hex.decode('01029000'))).toEqual({ data: Uint8Array.of(1, 2), sw: 0x9000 });
  expect(decodeResponse(hex.decode('6A82'))).toEqual({ data: new Uint8Array(0), sw: 0x6a82 });
  expect(() => decodeResponse(hex.decode('90'))).toThrow(RangeError);
});

test('tries left are told by 63Cx and 6983 only', () => {
  expect([0x63c0, 0x63cf, 0x6983, 0x6300, 0x9000].map(triesLeft)).toEqual([0, 15, 0, undefined, undefined]);
});
