import { describe, expect, it } from 'vitest';
import { StatusError } from '../../electron/apdu/status-error.ts';
import { type Occasion, refusal } from '../../electron/card/refusals.ts';
import { openSession } from '../../electron/card/session.ts';
import type { DkekState } from '../../shared/models/snapshot.ts';
import { kcv } from '../../shared/numbers.ts';
import { replayed } from './wire.ts';

const during = 'a test';
const complete: DkekState = { kind: 'complete', shares: 2, kcv: kcv('630DCD2966C43366') };
const incomplete: DkekState = { kind: 'incomplete', shares: 3, imported: 1 };
const none: DkekState = { kind: 'none' };

const use = { during, purpose: 'use-key', key: 'Vault', operation: 'encrypt' } as const;
const wrap = (dkek?: DkekState) => ({ during, purpose: 'wrap', key: 'Vault', dkek }) as const;
const unwrap = (dkek?: DkekState, listOnOldFirmware = false) =>
  ({ during, purpose: 'unwrap', dkek, listOnOldFirmware, bytes: 1867 }) as const;
const generate = (dkek?: DkekState) => ({ during, purpose: 'generate', feature: 'such keys', dkek }) as const;
const importShare = (dkek?: DkekState) => ({ during, purpose: 'import-share', dkek }) as const;
const initialize = (triesLeft?: number) =>
  ({
    during,
    purpose: 'initialize',
    soPin: triesLeft ? { kind: 'not-verified' as const, triesLeft } : { kind: 'blocked' as const },
  }) as const;

/** Cards answer the same trouble with different status words; people get the same words. */
const table: readonly [string, Occasion, readonly number[], string][] = [
  ['an algorithm that the key may not do', use, [0x6a81, 0x6985], 'key-not-allowed'],
  ['a use counter at zero', use, [0x6984, 0x6a84], 'key-used-up'],
  ['a key that is not there', use, [0x6a88, 0x6a82], 'no-such-key'],
  ['export of a key without WRAP', wrap(complete), [0x6a81, 0x6985], 'key-not-exportable'],
  ['export without a DKEK', wrap(none), [0x6d00, 0x6a88, 0x6985], 'no-dkek'],
  ['export with shares missing', wrap(incomplete), [0x6a88, 0x6985, 0x6400], 'dkek-incomplete'],
  ['export of no key', wrap(complete), [0x6a88, 0x6a82], 'no-such-key'],
  ['import under another DKEK', unwrap(complete), [0x6a80, 0x6984, 0x6400], 'wrapped-key-altered'],
  ['import without a DKEK', unwrap(none), [0x6d00, 0x6a88], 'no-dkek'],
  ['import with shares missing', unwrap(incomplete), [0x6a88, 0x6985], 'dkek-incomplete'],
  ['import of a list by firmware 3.1', unwrap(complete, true), [0x6f00], 'not-supported-by-device'],
  ['import of a blob longer than the card takes', unwrap(complete), [0x6700], 'not-supported-by-device'],
  ['import into a taken place', unwrap(complete), [0x6a89], 'key-place-taken'],
  ['a key before the DKEK is complete', generate(incomplete), [0x6985, 0x6a88, 0x6d00], 'dkek-incomplete'],
  ['a curve or size the card has not', generate(complete), [0x6a80, 0x6a81], 'not-supported-by-device'],
  ['one share too many', importShare(complete), [0x6985, 0x6986], 'dkek-complete'],
  ['a share for a device without DKEK', importShare(none), [0x6d00, 0x6a88, 0x6b00], 'no-dkek'],
  ['a share before the login', importShare(incomplete), [0x6985, 0x6982], 'pin-not-verified'],
  ['initializing with a wrong SO-PIN', initialize(14), [0x63ce, 0x6985, 0x6900, 0x6986], 'pin-wrong'],
  ['initializing with the SO-PIN used up', initialize(), [0x63c0, 0x6983, 0x6985], 'so-pin-blocked'],
  ['a reset that was not allowed', { during, purpose: 'reset-user-pin' }, [0x6985, 0x6986, 0x6900, 0x6d00], 'reset-not-allowed'],
  ['a new PIN against the rule', { during, purpose: 'change-user-pin' }, [0x6a80, 0x6700], 'new-pin-refused'],
  ['a PIN of a length the card does not take', { during, purpose: 'verify-user-pin' }, [0x6a80, 0x6700], 'pin-length'],
  ['a transport PIN', { during, purpose: 'verify-user-pin' }, [0x6984], 'pin-is-transport-pin'],
  ['no login', { during, purpose: 'write' }, [0x6982], 'pin-not-verified'],
  ['a full card', { during, purpose: 'write' }, [0x6a84], 'card-full'],
  ['an unknown command', { during, purpose: 'ask' }, [0x6d00, 0x6e00], 'not-supported-by-device'],
  ['whatever nobody knows', { during, purpose: 'ask' }, [0x6f42], 'device-refused'],
];

describe('a refusal', () => {
  it.each(table)('for %s has the same words for every status word', (_, occasion, words, code) => {
    for (const sw of words) expect(refusal(sw, occasion).failure.code, sw.toString(16)).toBe(code);
  });

  it('keeps the status word as its cause, and shows it only where there are no better words', () => {
    const known = refusal(0x6982, use);
    expect(known.cause).toBeInstanceOf(StatusError);
    expect(known.cause).toMatchObject({ sw: 0x6982, during });
    expect(JSON.stringify(known.failure)).not.toContain('6982');
    expect(refusal(0x6f42, { during, purpose: 'ask' }).failure.meaning).toContain('6F42');
  });

  it('of the missing login is never taken for anything else', () => {
    for (const occasion of [use, wrap(none), wrap(incomplete), unwrap(none), unwrap(complete), generate(incomplete), importShare(complete)])
      expect(refusal(0x6982, occasion).failure.code).toBe('pin-not-verified');
  });

  it('of the application means that the card is no SmartCard-HSM, which its reader has to say', async () => {
    const { channel } = replayed('> 00A404000BE82B0601040181C31F020100\n< 6A82');
    await expect(openSession(channel)).rejects.toThrow(StatusError);
  });
});
