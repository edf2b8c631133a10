import { describe, expect, test } from 'vitest';
import { validateRegister } from '../../../shared/custody/register.ts';
import type { Register } from '../../../shared/models/custody.ts';

const at = '2026-03-01T10:00:00+01:00';
const good: Register = {
  ...{ format: 'conclave-register-1', ceremonyId: 'K7Q2-M5TX', title: 'Vault', practice: true },
  custodians: [
    { id: 'ada', name: 'Ada', organisation: 'Stand-ins' },
    { id: 'grace', name: 'Grace', organisation: '' },
  ],
  sets: [
    {
      setId: 'AAAA-0001',
      kind: 'password',
      threshold: 2,
      total: 2,
      fileSha256: 'ab'.repeat(32),
      shareKcv: 'AB'.repeat(8),
      purpose: 'x',
      createdAt: at,
    },
  ],
  holdings: [
    {
      ...{ sheetId: 'BBBB-0001', kind: 'password-share', custodianId: 'ada', setId: 'AAAA-0001', index: 1, fingerprint: '00112233AA' },
      ...{ copy: 1, copies: 1, events: [{ state: 'sealed', at, teb: 'A 0815' }] },
    },
    {
      sheetId: 'BBBB-0002',
      kind: 'wrapped-key-sheet',
      custodianId: 'grace',
      fileSha256: 'cd'.repeat(32),
      copy: 1,
      copies: 2,
      events: [{ state: 'created', at }],
    },
    {
      sheetId: 'BBBB-0002',
      kind: 'wrapped-key-sheet',
      custodianId: 'grace',
      fileSha256: 'cd'.repeat(32),
      copy: 2,
      copies: 2,
      events: [{ state: 'created', at }],
    },
  ],
};
const [part, sheet] = good.holdings as [Register['holdings'][0], Register['holdings'][0]];
const [set] = good.sets as [Register['sets'][0]];

describe('a register that was read', () => {
  test('is taken as it is when nothing is wrong with it', () => {
    expect(validateRegister(JSON.parse(JSON.stringify(good)))).toEqual(good);
  });

  const damaged: [string, unknown, RegExp][] = [
    ['is no object', 7, /another structure/],
    ['is another program’s', { format: 'package.json' }, /another structure/],
    ['is of a later version', { ...good, format: 'conclave-register-2' }, /another version/],
    ['has a field we would lose', { ...good, secret: '1' }, /damaged/],
    ['lacks a field', { ...good, sets: undefined }, /"sets" is damaged/],
    ['has a custodian twice', { ...good, custodians: [...good.custodians, good.custodians[0]] }, /a custodian is in it twice/],
    ['has a sheet twice', { ...good, holdings: [...good.holdings, sheet] }, /a sheet is in it twice/],
    ['has a part twice', { ...good, holdings: [part, { ...part, sheetId: 'BBBB-0009' }] }, /a part is in it twice/],
    ['has a holder who is not in it', { ...good, holdings: [{ ...part, custodianId: 'eve' }] }, /custodian of sheet BBBB-0001 is missing/],
    ['has a part of no set', { ...good, sets: [] }, /BBBB-0001 belongs to no set/],
    ['has a part beyond its set', { ...good, holdings: [{ ...part, index: 3 }] }, /BBBB-0001 belongs to no set/],
    ['has a set that cannot be', { ...good, sets: [{ ...set, threshold: 3 }], holdings: [] }, /needs more shares than it has/],
    ['has a set that one alone opens', { ...good, sets: [{ ...set, threshold: 1 }], holdings: [] }, /"sets 1 threshold" is damaged/],
    ['replaces what is not there', { ...good, sets: [{ ...set, replaces: 'CCCC-0001' }] }, /replaces one that is missing/],
    ['counts copies wrongly', { ...good, holdings: [{ ...sheet, copy: 3 }] }, /counts its copies wrongly/],
    ['has a holding without history', { ...good, holdings: [{ ...sheet, events: [] }] }, /"holdings 1 events" is damaged/],
    ['has a time without zone', { ...good, sets: [{ ...set, createdAt: '2026-03-01T10:00:00' }] }, /damaged/],
  ];
  test.each(damaged)('is refused where it %s', (_what, untrusted, words) => {
    expect(() => validateRegister(untrusted)).toThrow(words);
  });
});
