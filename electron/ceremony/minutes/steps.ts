import { t } from '../../../shared/language/text.ts';
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
    heading(t('Steps')),
    paragraph(t('Every step marked done was confirmed with all its checks, by the operator and, where one is named, by the witness.')),
    ...script.plan.acts.flatMap(({ title, steps: planned }, act): DocumentPart[] => [
      heading(t('Act {act}. {title}', { act: act + 1, title }), 2),
      table(
        [t('Step'), 1, t('What'), 4, t('Begun, ended'), 3, t('Operator, witness'), 3, t('Evidence'), 7],
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
      t('{what} (entry {entry})', { what: words === title ? timeOfDay(at, record) : `${timeOfDay(at, record)} ${words}`, entry }),
      ...(facts.length > 0 ? [facts.map(withoutFolders).join(', ')] : []),
      ...(deviations.length > 0 ? [t('NOT AS PLANNED: {deviations}', { deviations: deviations.join('; ') })] : []),
    ].join(': '),
  );
  const times = [begunAt, doneAt].flatMap((at) => (at === undefined ? [] : [timeOfDay(at, record)]));
  return [
    id,
    status === 'done' ? title : { mark: 'open', text: `${title} (${status})` },
    times.length === 2 ? t('{start} to {end}', { start: String(times[0]), end: String(times[1]) }) : (times[0] ?? ''),
    [operator, witness].flatMap((person) => (person === undefined ? [] : [nameOf(record, person)])).join(', '),
    words.join('; '),
  ];
}

/** Where a file lay on this machine tells an auditor nothing; its name stands in the lists of files. */
function withoutFolders(fact: string): string {
  const file = t('File');
  return fact.startsWith(`${file} `) ? fact.replace(/^(\S+) .*[/\\]/, '$1 ') : fact;
}

/** What feeds only the window, or the minutes themselves. */
const isOfMinutes = ({ operation }: PastOperation) => operation.startsWith('minutes.') || operation === 'document.show';

/** Everything that the app was told to do, in order, with what came of it. */
export function everything(record: CeremonyRecord): DocumentPart[] {
  const rows = operationsOf(record.entries)
    .filter((past) => !isOfMinutes(past))
    .map(({ entry, at, words, changesCard, request, outcome }): DocumentCell[] => [
      String(entry),
      timeOfDay(at, record),
      changesCard ? t('{words} (changes the device)', { words }) : words,
      typeof request['serial'] === 'string' ? request['serial'] : '',
      outcome === 'done'
        ? { mark: 'good', text: t('done') }
        : outcome === undefined
          ? { mark: 'bad', text: t('nobody saw its end') }
          : { mark: 'open', text: outcome === 'cancelled' ? t('cancelled') : outcome },
    ]);
  const pauses = record.entries.flatMap(({ at, kind, facts }) =>
    kind === 'pause'
      ? [[timeOfDay(at, record), facts['over'] === true ? t('went on') : t('paused: {reason}', { reason: String(facts['reason']) })]]
      : [],
  );
  return [
    heading(t('All operations')),
    tableOrNone([t('Entry'), 1, t('Time'), 2, t('Operation'), 5, `#${t('Device')}`, 3, t('Outcome'), 5], rows, t('Nothing was done.')),
    ...(pauses.length > 0 ? [heading(t('Pauses'), 2), table([t('Time'), 2, t('What'), 9], pauses)] : []),
  ];
}
