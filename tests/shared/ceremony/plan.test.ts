import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { planFaults } from '../../../shared/ceremony/plan-rules.ts';
import { publishedSchema, validatePlan } from '../../../shared/ceremony/plan-schema.ts';
import { actsOf } from '../../../shared/ceremony/templates/acts.ts';
import { firstDraft } from '../../../shared/ceremony/templates/first-draft.ts';
import { type Plan, templateNames } from '../../../shared/models/plan.ts';

const times = ['2026-12-01T09:00:00+01:00', '2026-12-01T12:00:00+01:00'] as const;
const fleet = firstDraft('new-fleet', false, ...times);
const again = (plan: Plan): Plan => ({ ...plan, acts: actsOf(plan) });
const withParameters = (changes: Partial<Plan['parameters']>): Plan => again({ ...fleet, parameters: { ...fleet.parameters, ...changes } });
const said = (plan: Plan) => planFaults(plan).map(({ gravity, place, words }) => `${gravity} ${place}: ${words}`);
const errors = (plan: Plan) => said(plan).filter((line) => line.startsWith('error'));

describe('the templates', () => {
  test.each(templateNames)('%s gives a plan that breaks no rule and reads back from its file', (name) => {
    const plan = firstDraft(name, false, ...times);
    expect(errors(plan)).toEqual([]);
    expect(validatePlan(JSON.parse(JSON.stringify(plan)))).toEqual(plan);
  });

  test('a new fleet follows the order in which the cards allow it', () => {
    const done = fleet.acts.flatMap(({ steps }) => steps.map(({ action }) => action.do));
    const order = [
      'attendance',
      'preflight',
      'initialize',
      'create-share',
      'login',
      'import-share',
      'generate',
      'test',
      'export',
      'clone',
      'verify',
      'drill',
      'webadm',
      'seal',
      'close',
    ];
    const first = order.map((name) => done.indexOf(name as never));
    expect(first.every((at) => at >= 0)).toBe(true);
    expect(first).toEqual([...first].sort((a, b) => a - b));
    expect(fleet.acts.flatMap(({ steps }) => steps.map(({ id }) => id))[0]).toBe('1.1');
  });
});

describe('a plan that breaks its own rules is told where', () => {
  const bad: readonly (readonly [string, Plan, RegExp])[] = [
    ['threshold above total', withParameters({ split: { threshold: 4, total: 3 } }), /parameters, split: 4 of 3 cannot be/],
    ['threshold of one', withParameters({ split: { threshold: 1, total: 3 } }), /parameters, split: One part alone/],
    [
      'more parts than custodians',
      withParameters({ split: { threshold: 2, total: 5 } }),
      /5 parts need as many custodians; the plan names 3/,
    ],
    [
      'key without WRAP',
      withParameters({ keys: [{ label: 'K', type: 'AES', size: 256, capabilities: [0x10, 0x11] }] }),
      /parameters, keys, K: It lacks WRAP/,
    ],
    [
      'two keys of one label',
      withParameters({
        keys: [
          { label: 'K', type: 'RSA', size: 2048 },
          { label: 'K', type: 'EC', curve: 'secp256r1' },
        ],
      }),
      /Two keys have the label "K"/,
    ],
    ['random DKEK', withParameters({ dkek: { scheme: 'random', shares: 0 } }), /random DKEK is known to one device only/],
    [
      'custodian and witness',
      {
        ...fleet,
        people: fleet.people.map((person) => (person.role === 'internal witness' ? { ...person, name: ' custodian  1' } : person)),
      },
      /people,.*listed as internal witness and custodian/,
    ],
    ['no witness', { ...fleet, people: fleet.people.filter(({ id }) => id !== 'witness') }, /people: There is no witness/],
    [
      'one device twice',
      { ...fleet, devices: fleet.devices.map((device) => ({ ...device, serial: 'DENK0100001' })) },
      /DENK0100001 is listed twice/,
    ],
    ['end before start', { ...fleet, end: '2026-12-01T08:00:00+01:00' }, /ends before it begins/],
    ['a step that names no device', { ...fleet, devices: fleet.devices.slice(0, 1) }, /There is no device B/],
    ['no closing', { ...fleet, acts: fleet.acts.slice(0, -1) }, /last step must close/],
    [
      'a share left out',
      { ...fleet, acts: fleet.acts.map((act) => (act.title === 'DKEK shares' ? { ...act, steps: act.steps.slice(0, 1) } : act)) },
      /has 0 of 1 shares then/,
    ],
  ];
  test.each(bad)('%s', (_, plan, words) => expect(errors(plan).join('\n')).toMatch(words));

  test('in a rehearsal a missing witness is a warning only', () => {
    const alone = { ...firstDraft('drill', true, ...times), people: fleet.people.filter(({ id }) => id !== 'witness') };
    expect(errors(alone)).toEqual([]);
    expect(said(alone).join()).toContain('warning people: There is no witness');
  });
});

test('what is no plan, or one of another form, is refused with its place', () => {
  const strange: readonly (readonly [unknown, RegExp])[] = [
    [null, /no plan/],
    [[], /no plan/],
    [{ format: 'conclave-register-1' }, /no plan/],
    [{ ...fleet, format: 'conclave-plan-2' }, /another version/],
    [{ ...fleet, extra: 1 }, /not as it must be/],
    [{ ...fleet, acts: [] }, /"acts"/],
    [{ ...fleet, parameters: { ...fleet.parameters, copies: 'many' } }, /"parameters, copies"/],
    [{ ...fleet, people: [{ ...fleet.people[0], role: 'king' }] }, /"people 1, role"/],
  ];
  for (const [untrusted, words] of strange) expect(() => validatePlan(untrusted)).toThrow(words);
});

test('the published schema is that of this version', () => {
  expect(JSON.parse(readFileSync(new URL('../../../build/plan.schema.json', import.meta.url), 'utf8'))).toEqual(publishedSchema());
});
