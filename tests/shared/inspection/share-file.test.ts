import { describe, expect, test } from 'vitest';
import { shareFileWords } from '../../../shared/inspection/restore.ts';
import type { Holding, Register, ShareSet } from '../../../shared/models/custody.ts';

const [first, second] = ['a1'.repeat(32), 'b2'.repeat(32)];
const at = '2027-03-14T10:20:00+01:00';
const set = (setId: string, fileSha256: string, replaces?: string): ShareSet => ({
  ...{ setId, kind: 'password', threshold: 2, total: 3, fileSha256, purpose: 'Share 1', createdAt: at },
  ...(replaces === undefined ? {} : { replaces }),
});
const holding = (sheetId: string, custodianId: string, change: Partial<Holding>): Holding => ({
  ...{ sheetId, kind: 'password-share', custodianId, copy: 1, copies: 1, events: [{ state: 'created', at }] },
  ...change,
});
const register = (change: Partial<Register>): Register => ({
  ...{ format: 'conclave-register-1', ceremonyId: 'K7Q2-M5TX', title: 'Test', practice: true },
  custodians: [
    { id: 'ada', name: 'Ada', organisation: '' },
    { id: 'bob', name: 'Bob', organisation: '' },
  ],
  sets: [set('AAAA-1111', first)],
  holdings: [holding('S1S1-0001', 'ada', { setId: 'AAAA-1111', index: 1 }), holding('S1S1-0002', 'bob', { setId: 'AAAA-1111', index: 2 })],
  ...change,
});

describe('a share file and the register', () => {
  test('tell who can open it', () => {
    const told = shareFileWords(first, register({}));
    expect(told).toMatchObject({ state: 'good', word: 'registered', detail: 'Set AAAA-1111: any 2 of 3 open it; held by Ada, Bob.' });
  });

  test('tell that its set was replaced', () => {
    const told = shareFileWords(first, register({ sets: [set('AAAA-1111', first), set('BBBB-2222', second, 'AAAA-1111')] }));
    expect(told).toMatchObject({ state: 'bad', word: 'replaced', detail: expect.stringContaining('re-issued as set BBBB-2222') });
  });

  test('tell who holds its sheet where the password was not split', () => {
    const sheets = [holding('S2S2-0001', 'bob', { kind: 'share-file-sheet', fileSha256: second })];
    expect(shareFileWords(second, register({ sets: [], holdings: sheets })).detail).toBe('Its sheet is held by Bob.');
  });

  test('say that they do not know each other, and that no register is open', () => {
    expect(shareFileWords(second, register({})).word).toBe('not registered');
    expect(shareFileWords(undefined, register({ sets: [{ ...set('AAAA-1111', first), fileSha256: undefined as never }] })).word).toBe(
      'not registered',
    );
    expect(shareFileWords(first, undefined).word).toBe('no register');
  });
});
