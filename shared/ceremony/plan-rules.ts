import { WRAP } from '../algorithms.ts';
import { listed, t } from '../language/text.ts';
import { isWitness, type Plan, type PlanFault, type Step } from '../models/plan.ts';
import { roleWords } from './plan-words.ts';

/** What is wrong with a plan beyond its form, each with its place; errors keep it from being adopted. */
export function planFaults(plan: Plan): readonly PlanFault[] {
  return [...peopleFaults(plan), ...deviceFaults(plan), ...parameterFaults(plan), ...stepFaults(plan), ...orderFaults(plan)];
}

const error = (place: string, words: string): PlanFault => ({ place, words, gravity: 'error' });
const warning = (place: string, words: string): PlanFault => ({ place, words, gravity: 'warning' });
const steps = (plan: Plan): readonly Step[] => plan.acts.flatMap((act) => act.steps);
const does = (plan: Plan, ...names: readonly string[]): boolean => steps(plan).some(({ action }) => names.includes(action.do));

function twice<T>(list: readonly T[]): readonly T[] {
  return [...new Set(list.filter((each, index) => list.indexOf(each) !== index))];
}

const sameName = (name: string) => name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();

function peopleFaults({ people, practice, start, end }: Plan): PlanFault[] {
  const faults: PlanFault[] = [];
  for (const id of twice(people.map((person) => person.id))) faults.push(error('people', t('Two people have the ID {id}.', { id })));
  for (const name of twice(people.map((person) => sameName(person.name)))) {
    const held = people.filter((person) => sameName(person.name) === name);
    const [first] = held;
    faults.push(
      error(
        `people, ${first?.name}`,
        t('{name} is listed as {roles}. One person has one role: whoever guards a share neither operates nor witnesses.', {
          name: first?.name ?? '',
          roles: listed(held.map(({ role }) => roleWords[role])),
        }),
      ),
    );
  }
  if (!people.some(({ role }) => role === 'operator')) faults.push(error('people', t('There is no operator.')));
  if (!people.some(({ role }) => isWitness(role))) {
    faults.push((practice ? warning : error)('people', t('There is no witness.')));
  }
  if (Date.parse(end) <= Date.parse(start)) faults.push(error('end', t('The ceremony ends before it begins.')));
  return faults;
}

function deviceFaults(plan: Plan): PlanFault[] {
  const { devices } = plan;
  const faults: PlanFault[] = [];
  for (const id of twice(devices.map((device) => device.id))) faults.push(error('devices', t('Two devices have the ID {id}.', { id })));
  for (const serial of twice(devices.flatMap((device) => device.serial ?? []))) {
    faults.push(error('devices', t('The device {serial} is listed twice: a device cannot be its own copy.', { serial })));
  }
  const sources = devices.filter(({ purpose }) => purpose === 'source');
  if (sources.length > 1) faults.push(error('devices', t('There are {count} sources; keys are made on one.', { count: sources.length })));
  if (does(plan, 'clone') && sources.length === 0) faults.push(error('devices', t('There is no source to clone from.')));
  if (plan.template === 'new-fleet' && !devices.some(({ purpose }) => purpose === 'target')) {
    faults.push(warning('devices', t('There is no second device: the only copy of the keys would be one device and its paper.')));
  }
  return faults;
}

function parameterFaults(plan: Plan): PlanFault[] {
  const { dkek, split, keys, copies } = plan.parameters;
  const faults: PlanFault[] = [];
  const custodians = plan.people.filter(({ role }) => role === 'custodian').length;
  if (dkek.scheme === 'shares' && dkek.shares < 1) faults.push(error('parameters, dkek', t('A DKEK of shares needs at least one.')));
  if (dkek.scheme === 'shares' && dkek.shares === 1 && !split) {
    faults.push(warning('parameters, dkek', t('One share with one password: a single person can bring back every key.')));
  }
  if (split) {
    const place = 'parameters, split';
    if (split.threshold > split.total) {
      faults.push(
        error(
          place,
          t('{threshold} of {total} cannot be: more shares would be needed than there are.', {
            threshold: split.threshold,
            total: split.total,
          }),
        ),
      );
    } else if (split.threshold < 2)
      faults.push(error(place, t('One part alone would be the whole password: at least two must come together.')));
    else if (split.threshold === split.total)
      faults.push(warning(place, t('All {total} are needed: one lost part, and the secret is gone.', { total: split.total })));
    if (split.total > 9) faults.push(error(place, t('At most nine parts can be made.')));
    if (split.total > custodians)
      faults.push(
        error(place, t('{total} parts need as many custodians; the plan names {custodians}.', { total: split.total, custodians })),
      );
  } else if (dkek.scheme === 'shares' && custodians < dkek.shares && does(plan, 'create-share')) {
    faults.push(
      error(
        'parameters, dkek',
        t('{shares} shares need as many custodians; the plan names {custodians}.', { shares: dkek.shares, custodians }),
      ),
    );
  }
  for (const label of twice(keys.map((key) => key.label)))
    faults.push(error('parameters, keys', t('Two keys have the label "{label}".', { label })));
  const leaves = does(plan, 'clone', 'export');
  if (leaves && dkek.scheme === 'none')
    faults.push(error('parameters, dkek', t('Without a DKEK no key can leave the device that made it.')));
  if (leaves && dkek.scheme === 'random') {
    faults.push(error('parameters, dkek', t('A random DKEK is known to one device only: what it wraps no other device can open.')));
  }
  for (const key of keys) {
    const place = `parameters, keys, ${key.label}`;
    if (key.type !== 'AES') continue;
    if (key.capabilities.length === 0) faults.push(error(place, t('It may do nothing: it has no capabilities.')));
    else if (!key.capabilities.includes(WRAP)) {
      faults.push(
        (leaves ? error : warning)(place, t('It lacks WRAP (92): it can never leave the device that made it, and dies with it.')),
      );
    }
  }
  if (copies === 0 && does(plan, 'create-share')) faults.push(warning('parameters, copies', t('Nothing is put on paper.')));
  return faults;
}

function stepFaults(plan: Plan): PlanFault[] {
  const faults: PlanFault[] = [];
  const present = new Set(plan.people.map(({ role }) => role));
  const devices = new Set(plan.devices.map(({ id }) => id));
  const keys = new Set(plan.parameters.keys.map(({ label }) => label));
  for (const [actIndex, act] of plan.acts.entries()) {
    for (const [stepIndex, step] of act.steps.entries()) {
      const place = `step ${step.id}`;
      const expected = `${actIndex + 1}.${stepIndex + 1}`;
      if (step.id !== expected) faults.push(error(place, t('It stands where step {expected} should.', { expected })));
      for (const role of step.who)
        if (!present.has(role))
          faults.push(error(place, t('It needs the {role}, whom the plan does not name.', { role: roleWords[role] })));
      const { action } = step;
      const named = 'devices' in action ? action.devices : 'device' in action ? [action.device] : [];
      for (const id of named) if (!devices.has(id)) faults.push(error(place, t('There is no device {id}.', { id })));
      if ('key' in action && !keys.has(action.key)) faults.push(error(place, t('There is no key "{key}".', { key: action.key })));
      if ('share' in action && action.share > Math.max(1, plan.parameters.dkek.shares))
        faults.push(error(place, t('There is no share {share}.', { share: action.share })));
    }
  }
  if (steps(plan).at(-1)?.action.do !== 'close') faults.push(error('acts', t('The last step must close the ceremony.')));
  return faults;
}

/** Keys need a device that is set up: initialized, with all its shares, and logged in. */
function orderFaults(plan: Plan): PlanFault[] {
  const faults: PlanFault[] = [];
  const initialized = new Map<string, number>();
  const made = new Set<string>();
  const { dkek } = plan.parameters;
  for (const { id, action } of steps(plan)) {
    if (action.do === 'initialize') initialized.set(action.device, 0);
    if (action.do === 'import-share' && initialized.has(action.device))
      initialized.set(action.device, (initialized.get(action.device) ?? 0) + 1);
    if (action.do === 'generate') {
      const imported = initialized.get(action.device);
      if (imported !== undefined && dkek.scheme === 'shares' && imported < dkek.shares) {
        faults.push(
          error(
            `step ${id}`,
            t('Device {device} has {imported} of {shares} shares then: it makes no keys.', {
              device: action.device,
              imported,
              shares: dkek.shares,
            }),
          ),
        );
      }
      made.add(action.key);
    }
    const needsKey = action.do === 'export' || action.do === 'print-wrapped-key';
    if (needsKey && plan.template === 'new-fleet' && !made.has(action.key))
      faults.push(error(`step ${id}`, t('The key "{key}" has not been made then.', { key: action.key })));
  }
  return faults;
}
