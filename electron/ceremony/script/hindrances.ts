import { listed, t } from '../../../shared/language/text.ts';
import { isWitness, type Plan, type Role, type Step } from '../../../shared/models/plan.ts';
import { isSeenByApp } from './expected.ts';
import { currentStep, type ScriptState } from './state.ts';

const absentWords: Readonly<Record<Role, string>> = {
  operator: t('The operator is not here.'),
  'internal witness': t('The internal witness is not here.'),
  'external witness': t('The external witness is not here.'),
  custodian: t('The custodian is not here.'),
  'security officer': t('The security officer is not here.'),
};

/** Why the current step cannot begin, in words; empty when it can. */
export function beginHindrances(state: ScriptState, step: Step): string[] {
  const { plan } = state;
  if (state.pause) return [t('The ceremony is paused. Continue it first.')];
  const reasons: string[] = [];
  if (state.unexplained.length > 0) {
    reasons.push(
      t('Something happened that the plan does not say ({list}). Record the exception first.', {
        list: listed(state.unexplained.map(({ words }) => words)),
      }),
    );
  }
  // The step that takes the attendance cannot wait for it.
  if (step.action.do !== 'attendance') reasons.push(...missingPeople(state, step));
  if ('device' in step.action && !state.devices.has(step.action.device)) reasons.push(unbound(plan, [step.action.device]));
  if (step.action.do === 'clone') {
    const missing = step.action.devices.filter((id) => !state.devices.has(id));
    if (missing.length > 0) reasons.push(unbound(plan, missing));
  }
  if (needsFitWorkstation(step)) {
    const reason = unfitness(state);
    if (reason !== undefined) reasons.push(reason);
  }
  return reasons;
}

/** Why the current step cannot be confirmed as done, in words; empty when it can. */
export function confirmHindrances(state: ScriptState, step: Step): string[] {
  const reasons = beginHindrances(state, step);
  const { evidence = [] } = currentStep(state) ?? {};
  if (isSeenByApp(step) && evidence.every(({ isPart }) => isPart)) reasons.push(t('The app has not seen it happen yet.'));
  switch (step.action.do) {
    case 'attendance': {
      const absent = state.plan.people.filter(({ id }) => !state.people.get(id)?.present);
      if (absent.length > 0)
        reasons.push(
          t('{n, plural, one {{names} is} other {{names} are}} not here. Record who arrives, or record an exception.', {
            n: absent.length,
            names: listed(absent.map(({ name }) => name)),
          }),
        );
      break;
    }
    case 'materials': {
      const missing = state.plan.devices.filter(({ id }) => !state.devices.has(id)).map(({ id }) => id);
      if (missing.length > 0) reasons.push(unbound(state.plan, missing));
      break;
    }
    case 'preflight': {
      const { preflight } = state;
      const begunAt = currentStep(state)?.begunAt;
      if (!preflight || (begunAt !== undefined && preflight.at < begunAt))
        reasons.push(t('The workstation has not been checked in this step.'));
      break;
    }
    case 'seal':
      if (!state.materials.some(({ direction, at }) => direction === 'out' && at >= (currentStep(state)?.begunAt ?? ''))) {
        reasons.push(t('Enter the number of the bag first.'));
      }
      break;
    default:
  }
  return reasons;
}

function missingPeople({ plan, people }: ScriptState, step: Step): string[] {
  const here = (role: (role: Role) => boolean) =>
    plan.people.filter((person) => role(person.role) && people.get(person.id)?.present).length;
  const reasons = step.who.filter((role) => here((each) => each === role) === 0).map((role) => absentWords[role]);
  if (step.witnessed && plan.people.some(({ role }) => isWitness(role)) && here(isWitness) === 0) reasons.push(t('No witness is here.'));
  const { split } = plan.parameters;
  const needsQuorum = ['import-share', 'clone', 'drill', 'reissue'].includes(step.action.do) && split !== undefined;
  const custodians = here((role) => role === 'custodian');
  if (needsQuorum && custodians < split.threshold) {
    reasons.push(
      t('{threshold} custodians are needed to open a share; {here, plural, one {# is} other {# are}} here.', {
        threshold: split.threshold,
        here: custodians,
      }),
    );
  }
  if (step.action.do === 'create-share' && split !== undefined && custodians < split.total) {
    reasons.push(
      t('{total} custodians take a part each; {here, plural, one {# is} other {# are}} here.', {
        total: split.total,
        here: custodians,
      }),
    );
  }
  return reasons;
}

const unbound = ({ devices }: Plan, ids: readonly string[]): string =>
  t('Say which device is {devices}: insert it and compare its serial.', {
    devices: listed(ids.map((id) => `${id} (${devices.find((device) => device.id === id)?.label ?? t('unknown')})`)),
  });

/** Why no secret may be on this workstation now; undefined where it may, and in a rehearsal, which only warns. */
export function unfitness({ plan, preflight }: ScriptState): string | undefined {
  if (plan.practice) return undefined;
  const failed = preflight?.findings.filter(({ result }) => result === 'failed') ?? [];
  return failed.length > 0 ? t('The workstation is not fit: {list}.', { list: listed(failed.map(({ check }) => check)) }) : undefined;
}

export const needsFitWorkstation = ({ action }: Step): boolean => !['attendance', 'read-aloud', 'preflight', 'close'].includes(action.do);
