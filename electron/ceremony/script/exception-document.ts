import { roleWords } from '../../../shared/ceremony/plan-words.ts';
import { exceptionNames } from '../../../shared/ceremony/script-words.ts';
import { refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { DocumentFact, DocumentModel, DocumentPart } from '../../../shared/models/document.ts';
import type { ScriptSnapshot } from '../../../shared/models/script.ts';
import { timestamp } from '../timestamp.ts';

const terms = [t('Time'), t('Kind'), t('Step'), t('Expected'), t('Happened'), t('Done about it'), t('Approved by')] as const;

const sheet = (values: readonly string[]): DocumentPart[] => [
  { kind: 'facts', facts: terms.map((term, at): DocumentFact => ({ term, value: values[at] ?? '' })) },
  { kind: 'signatures', blocks: [{ role: t('Approved by') }, { role: t('Witness') }] },
];

/** To be filled in by hand, where the app cannot be used. */
export const blankException: readonly DocumentPart[] = [{ kind: 'heading', text: t('Exception sheet') }, ...sheet([])];

/** The sheet of one exception, by the number of its entry in the transcript. Refusal script-no-exception. */
export function exceptionDocument({ plan, exceptions }: ScriptSnapshot, entry: number, made = timestamp()): DocumentModel {
  const exception = exceptions.find((each) => each.entry === entry) ?? refuse('script-no-exception');
  const approver = plan.people.find(({ id }) => id === exception.approvedBy);
  return {
    fileName: `exception-${entry}`,
    title: t('Exception sheet'),
    subtitle: t('{title}, entry {entry} of the transcript', { title: plan.title, entry }),
    made,
    practice: plan.practice,
    parts: sheet([
      exception.at,
      exceptionNames[exception.kind],
      exception.step ?? t('none'),
      exception.expected,
      exception.happened,
      exception.done,
      `${approver?.name ?? exception.approvedBy}${approver ? `, ${roleWords[approver.role]}` : ''}`,
    ]),
  };
}
