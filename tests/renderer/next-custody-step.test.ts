import { expect, test } from 'vitest';
import { nextCustodyStep } from '../../renderer/custodians/next-custody-step.ts';
import type { CustodySnapshot } from '../../shared/models/custody.ts';
import { ada, created, custody, part, passwordSet, readBack, registers, sealedIn } from './custody-scenes.ts';

const done = [created, readBack, sealedIn('SC 1')];

test.each<[string, CustodySnapshot, string, string | undefined]>([
  ['nobody', registers.nobody, 'Nobody is in the register yet.', 'Add custodian…'],
  ['one person', custody({ custodians: [ada] }), 'One custodian is in the register.', 'Add custodian…'],
  ['nothing split', registers['nothing split'], 'Nothing has been split yet.', 'Go to the Key Manager'],
  [
    'a part was not handed over',
    custody({ sets: [passwordSet], holdings: [part(1, done), part(3, done)] }),
    'Only 2 of 3 parts of “Password of dkek-share-1.pbe” were handed over.',
    'Re-issue…',
  ],
  [
    'a part was not read back, which comes before sealing another',
    custody({ sets: [passwordSet], holdings: [part(1, [created, readBack]), part(2, done), part(3, [created])] }),
    '2 of 3 parts of “Password of dkek-share-1.pbe” were read back; check the part of Grace Hopper.',
    'Check alone…',
  ],
  [
    'a part is not sealed',
    registers['two sealed'],
    '2 of 3 parts of “Password of dkek-share-1.pbe” are sealed; seal the part of Grace Hopper.',
    'Seal…',
  ],
  [
    'only one is sealed',
    custody({ sets: [passwordSet], holdings: [part(1, done), part(2, [created, readBack]), part(3, [created, readBack])] }),
    '1 of 3 parts of “Password of dkek-share-1.pbe” is sealed; seal the part of Blaise Pascal.',
    'Seal…',
  ],
  [
    'the file is on no paper',
    custody({ sets: [passwordSet], holdings: [part(1, done), part(2, done), part(3, done)] }),
    'All parts are read back and sealed.',
    'Print a sheet…',
  ],
  ['all is done', registers['all sealed'], 'All parts are read back and sealed.', undefined],
])('where %s', (_, shown, state, action) => {
  const step = nextCustodyStep(shown);
  expect(step.state).toBe(state);
  expect(step.actions[0]?.label).toBe(action);
});

test('a set that was replaced asks for nothing any more', () => {
  const { register } = registers.long;
  const onlyOld = {
    ...register,
    sets: register.sets.slice(0, 2),
    holdings: register.holdings.filter(({ kind }) => kind === 'password-share'),
  };
  expect(nextCustodyStep({ ...registers.long, register: onlyOld }).state).not.toContain('2B6Y-HJ4C');
  expect(nextCustodyStep({ ...registers.long, register: onlyOld }).state).toContain('seal the part of Grace Hopper');
});

test('the last check is told', () => {
  expect(nextCustodyStep(registers['all sealed']).advice).toContain('Last checked on 2028-03-02.');
});
