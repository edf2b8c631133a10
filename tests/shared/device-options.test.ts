import { expect, test } from 'vitest';
import { optionWords } from '../../shared/device-options.ts';

test.each([
  [0x0000, '0000: none'],
  [0x0001, '0001: PIN reset with SO-PIN'],
  [0x0003, '0003: PIN reset with SO-PIN; its first User PIN was a transport PIN'],
  [0x0014, '0014: session PIN; User PIN and public key authentication both needed'],
  [0x0408, '0408: option 0008, not known to this app; option 0400, not known to this app'],
])('the options %i are told as "%s"', (options, words) => {
  expect(optionWords(options)).toBe(words);
});
