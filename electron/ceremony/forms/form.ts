import { t } from '../../../shared/language/text.ts';
import type { DocumentFact, DocumentPart } from '../../../shared/models/document.ts';
import { isWitness, type PlannedPerson } from '../../../shared/models/plan.ts';
import type { CeremonyRecord } from '../minutes/ceremony-record.ts';

/** What plan, register and transcript know; nothing for a blank form. */
export interface Known {
  readonly record?: CeremonyRecord;
}

export const plannedPeople = ({ record }: Known): readonly PlannedPerson[] => record?.script?.plan.people ?? [];

/** A line for each of these terms, to be filled in by hand. */
export const blanks = (...terms: readonly string[]): DocumentPart => ({
  kind: 'facts',
  facts: terms.map((term): DocumentFact => ({ term, value: '' })),
});

/** Operator and witness sign, by name where the plan names them. */
export function operatorAndWitness(known: Known): DocumentPart {
  const people = plannedPeople(known);
  const operator = people.find(({ role }) => role === 'operator')?.name ?? '';
  const witness = people.find(({ role }) => isWitness(role))?.name ?? '';
  return {
    kind: 'signatures',
    blocks: [
      { role: t('Operator'), name: operator },
      { role: t('Witness'), name: witness },
    ],
  };
}
