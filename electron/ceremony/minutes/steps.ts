import type { DocumentCell, DocumentPart } from '../../../shared/models/document.ts';
import type { Step } from '../../../shared/models/plan.ts';
import type { ScriptStep } from '../../../shared/models/script.ts';
import { type CeremonyRecord, nameOf, operationsOf, type PastOperation, timeOfDay } from './ceremony-record.ts';
import { heading, paragraph, table, tableOrNone } from './parts.ts';

/** Every step of the script: when, by whom, and what the app saw. */
export function steps(record: CeremonyRecord): DocumentPart[] {
  const { script } = record;
  if (!script) return [];
  return [
    heading('Steps'),
    paragraph('Every step marked done was confirmed with all its checks, by the operator and, where one is named, by the witness.'),
    ...script.plan.acts.flatMap(({ title, steps: planned }, act): DocumentPart[] => [
      heading(`Act ${act + 1}. ${title}`, 2),
      table(
        ['Step', 1, 'What', 4, 'Begun, ended', 3, 'Operator, witness', 3, 'Evidence', 7],
        planned.map((step) =>
          stepRow(
            record,
            step,
            script.steps.find(({ id }) => id === step.id),
          ),
        ),
      ),
    ]),
  ];
}

function stepRow(record: CeremonyRecord, { id, title }: Step, step: ScriptStep | undefined): DocumentCell[] {
  const { status = 'waiting', begunAt, doneAt, evidence = [], operator, witness } = step ?? {};
  const words = evidence.map(({ entry, at, words, facts, deviations }) =>
    [
      `${timeOfDay(at, record)}${words === title ? '' : ` ${words}`} (entry ${entry})`,
      ...(facts.length > 0 ? [facts.map(withoutFolders).join(', ')] : []),
      ...(deviations.length > 0 ? [`NOT AS PLANNED: ${deviations.join('; ')}`] : []),
    ].join(': '),
  );
  const times = [begunAt, doneAt].flatMap((at) => (at === undefined ? [] : [timeOfDay(at, record)]));
  return [
    id,
    status === 'done' ? title : { mark: 'open', text: `${title} (${status})` },
    times.join(' to '),
    [operator, witness].flatMap((person) => (person === undefined ? [] : [nameOf(record, person)])).join(', '),
    words.join('; '),
  ];
}

/** Where a file lay on this machine tells an auditor nothing; its name stands in the lists of files. */
const withoutFolders = (fact: string): string => fact.replace(/^File .*[/\\]/, 'File ');

/** What feeds only the window, or the minutes themselves. */
const isOfMinutes = ({ operation }: PastOperation) => operation.startsWith('minutes.') || operation === 'document.show';

/** Everything that the app was told to do, in order, with what came of it. */
export function everything(record: CeremonyRecord): DocumentPart[] {
  const rows = operationsOf(record.entries)
    .filter((past) => !isOfMinutes(past))
    .map(({ entry, at, words, changesCard, request, outcome }): DocumentCell[] => [
      String(entry),
      timeOfDay(at, record),
      changesCard ? `${words} (changes the device)` : words,
      typeof request['serial'] === 'string' ? request['serial'] : '',
      outcome === 'done'
        ? { mark: 'good', text: 'done' }
        : outcome === undefined
          ? { mark: 'bad', text: 'nobody saw its end' }
          : { mark: 'open', text: outcome },
    ]);
  const pauses = record.entries.flatMap(({ at, kind, facts }) =>
    kind === 'pause' ? [[timeOfDay(at, record), facts['over'] === true ? 'went on' : `paused: ${String(facts['reason'])}`]] : [],
  );
  return [
    heading('All operations'),
    tableOrNone(['Entry', 1, 'Time', 2, 'Operation', 5, '#Device', 3, 'Outcome', 5], rows, 'Nothing was done.'),
    ...(pauses.length > 0 ? [heading('Pauses', 2), table(['Time', 2, 'What', 9], pauses)] : []),
  ];
}
