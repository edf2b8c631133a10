import type { Plan } from '../../../shared/models/plan.ts';

export interface FormFault {
  /** As its field is called. */
  readonly field: string;
  readonly words: string;
}

/** What the form of a plan does not allow, which `planFaults` need not look at. */
export function formFaults(plan: Plan): readonly FormFault[] {
  const empty = (text: string, field: string): FormFault[] => (text.trim() === '' ? [{ field, words: 'Must not be empty.' }] : []);
  return [
    ...empty(plan.title, 'Title'),
    ...plan.people.flatMap(({ name }, at) => empty(name, `Name of person ${at + 1}`)),
    ...plan.devices.flatMap(({ id, serial }) =>
      serial === undefined || /^[\x21-\x7e]{3,15}$/.test(serial)
        ? []
        : [{ field: `Serial of device ${id}`, words: 'A serial has 3 to 15 characters, as printed on the device.' }],
    ),
    ...plan.materials.flatMap(({ what }, at) => empty(what, `Material ${at + 1}`)),
  ];
}
