import { t } from '../../../shared/language/text.ts';
import type { Plan } from '../../../shared/models/plan.ts';

export interface FormFault {
  /** `title`, or the ID of the person, device or material in whose row it is. */
  readonly field: string;
  readonly words: string;
}

/** What the form of a plan does not allow, which `planFaults` need not look at. */
export function formFaults(plan: Plan): readonly FormFault[] {
  const empty = (text: string, field: string): FormFault[] => (text.trim() === '' ? [{ field, words: t('Must not be empty.') }] : []);
  return [
    ...empty(plan.title, 'title'),
    ...plan.people.flatMap(({ id, name }) => empty(name, id)),
    ...plan.devices.flatMap(({ id, serial }) =>
      serial === undefined || /^[\x21-\x7e]{3,15}$/.test(serial)
        ? []
        : [{ field: id, words: t('A serial has 3 to 15 characters, as printed on the device.') }],
    ),
    ...plan.materials.flatMap(({ id, what }) => empty(what, id)),
  ];
}
