import { describe, expect, test } from 'vitest';
import { isSealed, planOf, splitWarnings } from '../../../shared/custody/quorum.ts';
import type { Custodian, Holding, HoldingState, ShareSet } from '../../../shared/models/custody.ts';

const at = '2026-03-01T10:00:00+01:00';
const custodians: Custodian[] = ['Ada', 'Barbara', 'Grace', 'Katherine', 'Radia'].map((name) => ({
  id: name.toLowerCase(),
  name,
  organisation: '',
}));
const set = (threshold: number, total: number): ShareSet => ({
  ...{ setId: 'AAAA-0001', kind: 'password', threshold, total, purpose: 'test', createdAt: at },
});
const part = (index: number, holder: string, ...states: HoldingState[]): Holding => ({
  ...{ sheetId: `BBBB-000${index}`, kind: 'password-share', custodianId: holder, setId: 'AAAA-0001', index, copy: 1, copies: 1 },
  events: states.map((state) => ({ state, at })),
});
const sealed: HoldingState[] = ['created', 'printed', 'read back', 'sealed'];
const kinds = (plan: ReturnType<typeof planOf>) => plan.flags.map(({ kind }) => kind);

describe('the plan of a set', () => {
  test('2 of 3 in three hands, read back and sealed, survives one loss, needs two people, and has nothing to say', () => {
    const plan = planOf(set(2, 3), [part(1, 'ada', ...sealed), part(2, 'barbara', ...sealed), part(3, 'grace', ...sealed)], custodians);
    expect(plan).toMatchObject({ survivesLossOf: 1, opensWith: 2, readBack: 3, sealed: 3, flags: [], warnings: [] });
    expect(plan.words).toBe('Survives the loss of any one custodian; 2 people together can open it.');
  });

  test('counts people, not parts: who holds two is named, and weakens loss and collusion', () => {
    const plan = planOf(
      set(3, 5),
      [
        part(1, 'ada', ...sealed),
        part(2, 'ada', ...sealed),
        part(3, 'barbara', ...sealed),
        part(4, 'grace', ...sealed),
        part(5, 'radia', ...sealed),
      ],
      custodians,
    );
    expect(plan).toMatchObject({ survivesLossOf: 1, opensWith: 2 });
    expect(plan.warnings).toEqual(['Ada holds 2 parts: 1 and 2.']);
  });

  test('one person with enough parts is a danger', () => {
    const plan = planOf(set(2, 3), [part(1, 'ada', ...sealed), part(2, 'ada', ...sealed), part(3, 'barbara', ...sealed)], custodians);
    expect(plan).toMatchObject({ survivesLossOf: 0, opensWith: 1 });
    expect(kinds(plan)).toEqual(['no-spare', 'one-person-enough', 'two-parts']);
    expect(plan.warnings).toContain('Ada can open it alone.');
  });

  test('a part that was not read back does not count for survival, but for collusion', () => {
    const plan = planOf(
      set(2, 3),
      [part(1, 'ada', ...sealed), part(2, 'barbara', 'created'), part(3, 'grace', 'created', 'printed')],
      custodians,
    );
    expect(plan).toMatchObject({ survivesLossOf: -1, opensWith: 2, readBack: 1 });
    expect(plan.warnings).toEqual([
      'Only 1 of the 2 parts needed were read back. It does not count as backed up.',
      'Parts 2 and 3 not read back yet.',
    ]);
    expect(plan.words).toContain('Not backed up yet');
  });

  test('parts that nobody holds, and open bags, are told; a check takes a sheet out of its bag', () => {
    const checked = part(1, 'ada', ...sealed, 'read back');
    expect(isSealed(checked)).toBe(false);
    const plan = planOf(set(2, 4), [checked, part(2, 'barbara', ...sealed), part(4, 'grace', ...sealed)], custodians);
    expect(plan.flags).toMatchObject([
      { kind: 'unaccounted', gravity: 'warning', words: 'Nobody in the register holds part 3.' },
      { kind: 'not-sealed', gravity: 'note', words: 'Part 1 not in a sealed bag.' },
    ]);
  });

  test('a set that was replaced says that its shares still open an old file', () => {
    const plan = planOf(set(2, 2), [part(1, 'ada', ...sealed, 'replaced'), part(2, 'grace', ...sealed, 'replaced')], custodians);
    expect(kinds(plan)).toEqual(['replaced']);
    expect(plan).toMatchObject({ opensWith: 2, words: 'Replaced; with an old copy of the file 2 people together can open it.' });
  });

  test('for all splits up to 9 in as many hands, n - t may be lost and t must come together', () => {
    for (let total = 2; total <= 9; total++) {
      const names = Array.from({ length: total }, (_, index) => `person-${index}`);
      const parts = names.map((name, index) => part(index + 1, name, ...sealed));
      for (let threshold = 2; threshold <= total; threshold++) {
        expect(planOf(set(threshold, total), parts, [])).toMatchObject({ survivesLossOf: total - threshold, opensWith: threshold });
      }
    }
  });
});

test('a split that is planned without a spare is warned of', () => {
  expect(splitWarnings({ threshold: 2, total: 3 })).toEqual([]);
  expect(splitWarnings({ threshold: 3, total: 3 })).toEqual([expect.stringContaining('All 3 are needed')]);
});
