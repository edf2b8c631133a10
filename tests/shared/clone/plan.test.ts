import { describe, expect, test } from 'vitest';
import { type Plan, planClone, planHindrance } from '../../../shared/clone/plan.ts';
import type { KeyFolder, WrappedFile } from '../../../shared/models/clone.ts';
import type { DeviceSnapshot, KeySnapshot } from '../../../shared/models/snapshot.ts';
import { kcv, keyId, keyReference, serial } from '../../../shared/numbers.ts';

const under = kcv('F9C3647BEDBF0D80');

const key = (reference: number, label: string, changes: Partial<KeySnapshot> = {}): KeySnapshot => ({
  reference: keyReference(reference),
  id: keyId(`0${reference}`),
  label,
  type: { kind: 'AES', size: 256 },
  described: true,
  details: { capabilities: [0x10, 0x11, 0x92], certificate: 'none' },
  ...changes,
});

const device = (name: string, changes: Partial<DeviceSnapshot> = {}): DeviceSnapshot => ({
  serial: serial(name),
  label: `HSM ${name}`,
  firmware: '4.1',
  platform: 'JCOP',
  initialized: true,
  freeMemoryBytes: 70_000,
  userPin: { kind: 'not-verified', triesLeft: 3 },
  soPin: { kind: 'not-verified', triesLeft: 15 },
  dkek: { kind: 'complete', shares: 2, kcv: under },
  keys: [],
  objects: { kind: 'listed', files: [] },
  certificate: { holder: `${name}00000`, authority: '', sha256: '', chain: 'simulator' },
  ...changes,
});

const source = device('SRC0000001', { keys: [key(1, 'One'), key(2, 'Two')] });
const target = (changes: Partial<DeviceSnapshot> = {}, label = 'Clone') => ({ device: device('TGT0000001', changes), label });
const planFor = (...targets: ReturnType<typeof target>[]) => planClone({ kind: 'device', device: source }, undefined, targets);
const problems = (plan: Plan) => plan.targets.flatMap((each) => each.problems).join(' ');

describe('the plan of a clone', () => {
  test('names what a target loses, and asks for a confirmation where it was in use', () => {
    const used = target({ keys: [key(1, 'Old one'), key(7, '', { described: false })] });
    expect(planFor(used).targets[0]).toMatchObject({ loses: ['Old one', 'key 07'], needsConfirmation: true, problems: [] });
    const stored = target({ objects: { kind: 'listed', files: [0xca01] } });
    expect(planFor(stored).targets[0]?.loses).toEqual(['certificates and data that belong to no key']);
    const fresh = planFor(target({ initialized: false, soPin: { kind: 'not-set' }, userPin: { kind: 'not-set' }, dkek: { kind: 'none' } }));
    expect(fresh.targets[0]).toMatchObject({ loses: [], needsConfirmation: false, problems: [] });
    expect(planHindrance(fresh)).toBeUndefined();
  });

  test.each([
    ['the source itself', { device: source, label: 'Again' }, /It is the source/],
    ['a label that is empty', target({}, ' '), /needs a label/],
    ['a label that is too long', target({}, 'ä'.repeat(17)), /longer than 32 bytes/],
    ['a blocked SO-PIN', target({ soPin: { kind: 'blocked' } }), /blocked for good/],
    ['one last try of the SO-PIN', target({ soPin: { kind: 'not-verified', triesLeft: 1 } }), /One try is left/],
    ['firmware that cannot import lists', target({ firmware: '3.1' }), /cannot import keys that carry a list/],
    ['too little memory', target({ freeMemoryBytes: 100 }), /The keys need about \d+ bytes; it has about 100/],
  ])('refuses %s', (_, wrong, words) => {
    const plan = planFor(wrong);
    expect(problems(plan)).toMatch(words);
    expect(planHindrance(plan)).toMatch(words);
  });

  test('refuses one device twice, and warns of one label twice and of another generation', () => {
    expect(problems(planFor(target(), target({}, 'Other')))).toMatch(/chosen twice.*chosen twice/);
    const other = { device: device('TGT0000002', { firmware: '3.5' }), label: 'Clone' };
    const cautions = planFor(target(), other).targets.map((each) => each.cautions.join(' '));
    expect(cautions[0]).toMatch(/same label/);
    expect(cautions[1]).toMatch(/same label.*another generation/);
  });

  test.each([
    [{ dkek: { kind: 'none' as const } }, /has no DKEK/],
    [{ dkek: { kind: 'incomplete' as const, shares: 3, imported: 1 } }, /incomplete: 1 of 3/],
    [{ dkek: { kind: 'complete' as const, shares: 0, kcv: under } }, /random DKEK/],
    [{ initialized: false }, /not been initialized/],
  ])('refuses a source whose keys can never be restored: %j', (changes, words) => {
    expect(planHindrance(planClone({ kind: 'device', device: { ...source, ...changes } }, undefined, []))).toMatch(words);
  });

  test('lists keys that cannot be cloned first, with the reason, and leaves them out', () => {
    const stays = key(3, 'Stays', { details: { capabilities: [0x10], certificate: 'none' } });
    const half = key(4, '', { described: false });
    const counted = key(5, 'Counted', { details: { capabilities: [0x10, 0x92], useCounter: 7, certificate: 'none' } });
    const elsewhere = key(6, 'Domain', { keyDomain: 2 });
    const plan = planClone(
      { kind: 'device', device: { ...source, keys: [...source.keys, stays, half, counted, elsewhere] } },
      undefined,
      [],
    );
    expect(plan.keys.map(({ label, hindrance }) => [label, hindrance !== undefined])).toEqual([
      ['Stays', true],
      ['key 04', true],
      ['Domain', true],
      ['One', false],
      ['Two', false],
      ['Counted', false],
    ]);
    expect(plan.chosen.map(({ label, aesIndex }) => [label, aesIndex])).toEqual([
      ['One', 0],
      ['Two', 1],
      ['Counted', 2],
    ]);
    expect(plan.cautions).toEqual([expect.stringMatching(/"Counted" is AES key 4 on the source and will be AES key 2 on the clones/)]);
    expect(plan.keys.at(-1)?.note).toMatch(/use counter \(7 left\) does not travel/);
    expect(planHindrance(planClone({ kind: 'device', device: { ...source, keys: [stays] } }, undefined, []))).toMatch(/No key is chosen/);
  });

  test('warns of two keys with one ID', () => {
    const twin = key(3, 'Twin', { id: keyId('01') });
    expect(planClone({ kind: 'device', device: { ...source, keys: [...source.keys, twin] } }, undefined, []).cautions[0]).toMatch(
      /"One" and "Twin" have the same ID 01/,
    );
  });

  test('files must be of one DKEK, and no two may hold keys of one name', () => {
    const file = (name: string, changes: Partial<WrappedFile> = {}): WrappedFile => ({
      ...{ name, sha256: 'a'.repeat(64), kcv: under, label: name, id: keyId('01'), type: { kind: 'AES', size: 256 } },
      ...{ capabilities: [0x92], certificate: 'none' },
      ...changes,
    });
    const folder = (...files: WrappedFile[]): KeyFolder => ({ path: '/keys', files, left: [] });
    const plan = (...files: WrappedFile[]) => planHindrance(planClone({ kind: 'folder', folder: folder(...files) }, undefined, []));
    expect(plan(file('a'), file('b'))).toBeUndefined();
    expect(plan(file('a'), file('b', { kcv: kcv('0000000000000001') }))).toMatch(/different DKEKs/);
    expect(plan(file('a'), file('b', { label: 'a' }))).toMatch(/Two files hold a key named "a"/);
  });
});
