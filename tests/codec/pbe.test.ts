import { describe, expect, it } from 'vitest';
import { encodePbe, readPbe } from '../../electron/codec/pbe.ts';
import { concat, hex } from '../../shared/bytes.ts';
import { Refusal } from '../../shared/failure.ts';
import { password } from '../vectors/pbe.ts';

const codeOf = (run: () => unknown): string | undefined => {
  try {
    run();
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.failure.code;
    throw error;
  }
};

describe('DKEK share file', () => {
  const file = hex.decode(password.file);

  it('reads back byte for byte', () => {
    expect(encodePbe(readPbe(file))).toEqual(file);
    expect(hex.encode(readPbe(file).salt)).toBe('169A23870294091A');
  });

  it('is refused in plain words when it is truncated, too long or something else', () => {
    for (const length of [0, 1, 63]) expect(codeOf(() => readPbe(file.subarray(0, length)))).toBe('pbe-length');
    expect(codeOf(() => readPbe(concat(file, Uint8Array.of(10))))).toBe('pbe-length');
    for (let at = 0; at < 8; at++)
      expect(codeOf(() => readPbe(file.map((byte, index) => (index === at ? byte ^ 0x20 : byte))))).toBe('pbe-no-salt');
  });
});
