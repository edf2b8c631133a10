import { t } from '../../shared/language/text.ts';
import type { Plan, PlannedPerson, Role, Step } from '../../shared/models/plan.ts';
import type { ScriptSnapshot, ScriptStep } from '../../shared/models/script.ts';

const two = (value: number) => String(value).padStart(2, '0');

/** `14:05:09` in the zone of this workstation. */
export function clockTime(at: string | number): string {
  const date = new Date(at);
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':');
}

/** `14:05` */
export const shortTime = (at: string): string => clockTime(at).slice(0, 5);

/** `3 min 07 s`, `1 h 12 min`. */
export function lasting(fromMs: number, toMs: number): string {
  const seconds = Math.max(0, Math.round((toMs - fromMs) / 1000));
  const minutes = Math.floor(seconds / 60);
  if (minutes < 1) return t('{seconds} s', { seconds });
  return minutes < 60
    ? t('{minutes} min {seconds} s', { minutes, seconds: two(seconds % 60) })
    : t('{hours} h {minutes} min', { hours: Math.floor(minutes / 60), minutes: two(minutes % 60) });
}

export const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const stepsOf = ({ acts }: Plan): readonly Step[] => acts.flatMap(({ steps }) => steps);

export function plannedStep(script: ScriptSnapshot, id: string | undefined): Step | undefined {
  return stepsOf(script.plan).find((step) => step.id === id);
}

export function stateOf(script: ScriptSnapshot, id: string): ScriptStep {
  return script.steps.find((step) => step.id === id) ?? { id, status: 'waiting', evidence: [] };
}

/** The people of these roles, whether or not they are here. */
export const peopleWith = ({ people }: Plan, isMeant: (role: Role) => boolean): readonly PlannedPerson[] =>
  people.filter(({ role }) => isMeant(role));

export const isPresent = (script: ScriptSnapshot, id: string): boolean =>
  script.people.some((person) => person.id === id && person.present);

export const nameOf = ({ people }: Plan, id: string | undefined): string =>
  people.find((person) => person.id === id)?.name ?? t('somebody unknown');

/** A custodian and a person of the plan are the same where their names are. */
export const sameName = (one: string, other: string): boolean => tidy(one) === tidy(other);
const tidy = (name: string) => name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
