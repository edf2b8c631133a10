import { isIP } from 'node:net';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addressBytes } from '../../shared/ip-address.ts';
import { subjectLine } from '../../shared/subject.ts';

describe('an IP address', () => {
  test.each([
    ['192.0.2.7', [192, 0, 2, 7]],
    ['2001:db8::1', [0x20, 1, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]],
    ['::ffff:192.0.2.7', [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 192, 0, 2, 7]],
    ['::', new Array(16).fill(0)],
  ])('%s has these bytes', (text, bytes) => {
    expect([...(addressBytes(text) ?? [])]).toEqual(bytes);
  });

  test('is one where Node says so, and nothing else is', () => {
    const pieces = fc.constantFrom(':', '::', '.', '1', 'ff', '0', '256', '192.0.2.1', 'g', '12345', '00', '');
    const text = fc.oneof(
      fc.ipV4(),
      fc.ipV6(),
      fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join('')),
      fc.string({ maxLength: 20 }),
    );
    fc.assert(
      fc.property(text, (value) => {
        const expected = value.includes('%') ? 0 : isIP(value);
        expect(addressBytes(value)?.length ?? 0, value).toBe(expected === 4 ? 4 : expected === 6 ? 16 : 0);
      }),
      { numRuns: 3000 },
    );
  });
});

test('a subject as a line lets no value look like two parts', () => {
  expect(
    subjectLine([
      { type: 'O', value: 'A, CN=B' },
      { type: 'CN', value: 'C' },
    ]),
  ).toBe('O=A\\, CN\\=B, CN=C');
});
