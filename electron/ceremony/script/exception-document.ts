import { refuse } from '../../../shared/failure.ts';
import type { DocumentFact, DocumentModel, DocumentPart } from '../../../shared/models/document.ts';
import type { ScriptSnapshot } from '../../../shared/models/script.ts';
import { timestamp } from '../timestamp.ts';

const terms = ['Time', 'Kind', 'Step', 'Expected', 'Happened', 'Done about it', 'Approved by'] as const;

const sheet = (values: readonly string[]): DocumentPart[] => [
  { kind: 'facts', facts: terms.map((term, at): DocumentFact => ({ term, value: values[at] ?? '' })) },
  { kind: 'signatures', blocks: [{ role: 'Approved by' }, { role: 'Witness' }] },
];

/** To be filled in by hand, where the app cannot be used. */
export const blankException: readonly DocumentPart[] = [{ kind: 'heading', text: 'Exception sheet' }, ...sheet([])];

/** The sheet of one exception, by the number of its entry in the transcript. Refusal script-no-exception. */
export function exceptionDocument({ plan, exceptions }: ScriptSnapshot, entry: number, made = timestamp()): DocumentModel {
  const exception = exceptions.find((each) => each.entry === entry) ?? refuse('script-no-exception');
  const approver = plan.people.find(({ id }) => id === exception.approvedBy);
  return {
    fileName: `exception-${entry}`,
    title: 'Exception sheet',
    subtitle: `${plan.title}, entry ${entry} of the transcript`,
    made,
    practice: plan.practice,
    parts: sheet([
      exception.at,
      exception.kind,
      exception.step ?? 'none',
      exception.expected,
      exception.happened,
      exception.done,
      `${approver?.name ?? exception.approvedBy}${approver ? `, ${approver.role}` : ''}`,
    ]),
  };
}
