import { roleWords } from '../../../shared/ceremony/plan-words.ts';
import { t } from '../../../shared/language/text.ts';
import type { DocumentCell, DocumentMark, DocumentPart } from '../../../shared/models/document.ts';
import type { PreflightFinding } from '../../../shared/models/script.ts';
import type { Facts } from '../../../shared/models/transcript.ts';
import { type CeremonyRecord, nameOf, text, timeOfDay } from './ceremony-record.ts';
import { heading, paragraph, tableOrNone } from './parts.ts';

/** Who was in the room, when, and how they were identified. */
export function people(record: CeremonyRecord): DocumentPart[] {
  const { script, entries, register } = record;
  if (!script) {
    const rows = register.custodians.map(({ name, organisation }) => [name, organisation]);
    return [heading(t('People')), tableOrNone([t('Custodian'), 1, t('Organisation'), 1], rows, t('Nobody is named in the register.'))];
  }
  const moves = entries.filter(({ kind }) => kind === 'person');
  const times = (id: string, present: boolean) =>
    moves.flatMap(({ at, facts }) => (facts['person'] === id && facts['present'] === present ? [timeOfDay(at, record)] : [])).join(', ');
  const rows = script.plan.people.map(({ id, name, organisation, role }) => {
    const identified = moves.filter(({ facts }) => facts['person'] === id && facts['present'] === true);
    const how = [...new Set(identified.map(({ facts }) => text(facts, 'identifiedBy')))].filter((words) => words !== '').join('; ');
    return [name, roleWords[role], organisation, how, times(id, true) || t('did not come'), times(id, false)];
  });
  return [
    heading(t('People')),
    tableOrNone(
      [t('Name'), 3, t('Role'), 3, t('Organisation'), 3, t('Identified by'), 4, t('Arrived'), 2, t('Left'), 2],
      rows,
      t('The plan names nobody.'),
    ),
    paragraph(
      t('The app does not recognise people. Who was here is what the operator entered and the witnesses confirm with their signatures.'),
    ),
  ];
}

const marks: Readonly<Record<PreflightFinding['result'], DocumentMark>> = { ok: 'good', warning: 'open', failed: 'bad', unknown: 'open' };

const resultWords: Readonly<Record<PreflightFinding['result'], string>> = {
  ok: t('ok'),
  warning: t('warning'),
  failed: t('failed'),
  unknown: t('unknown'),
};

/** What was found of the workstation each time it was checked. */
export function preflight(record: CeremonyRecord): DocumentPart[] {
  const checks = record.entries.filter(({ kind }) => kind === 'preflight');
  if (checks.length === 0) return [heading(t('Workstation checks')), paragraph(t('The workstation was not checked.'))];
  return [
    heading(t('Workstation checks')),
    ...checks.flatMap(({ at, facts }): DocumentPart[] => {
      const changes = Array.isArray(facts['changes']) ? facts['changes'].map(String) : [];
      if (changes.length > 0)
        return [
          heading(t('Looked at again at {time}, and found changed', { time: timeOfDay(at, record) }), 2),
          { kind: 'list', ordered: false, items: changes },
        ];
      return [heading(t('Checked at {time}', { time: timeOfDay(at, record) }), 2), findingsTable(facts)];
    }),
  ];
}

function findingsTable(facts: Facts): DocumentPart {
  const findings = Array.isArray(facts['findings']) ? (facts['findings'] as unknown as readonly PreflightFinding[]) : [];
  const rows = findings.map(({ check, result, detail }): DocumentCell[] => [
    check,
    { mark: marks[result], text: resultWords[result] },
    detail,
  ]);
  return tableOrNone([t('Check'), 4, t('Result'), 2, t('Found'), 8], rows, t('No check could be made on this system.'));
}

/** Bags, media and printers, in and out. */
export function materials(record: CeremonyRecord): DocumentPart[] {
  const rows = (record.script?.materials ?? []).map(({ at, what, direction, mark }) => [
    timeOfDay(at, record),
    what,
    direction === 'in' ? t('in') : t('out'),
    mark,
  ]);
  const planned = (record.script?.plan.materials ?? []).map(({ what, quantity }) => [what, String(quantity)]);
  return [
    heading(t('Materials and bags')),
    ...(planned.length > 0 ? [tableOrNone([t('Planned'), 6, t('Quantity'), 1], planned, '')] : []),
    tableOrNone(
      [t('Time'), 2, t('What'), 5, t('In or out'), 2, `#${t('Bag (TEB) or serial')}`, 4],
      rows,
      t('No bag was opened or sealed in this record.'),
    ),
  ];
}

/** What was otherwise than planned. */
export function exceptions(record: CeremonyRecord): DocumentPart[] {
  const { script } = record;
  if (!script) return [];
  const list = script.exceptions.flatMap(({ entry, at, kind, step, expected, happened, done, approvedBy }): DocumentPart[] => [
    heading(
      step === undefined
        ? t('Entry {entry}: {kind}', { entry, kind: kind })
        : t('Entry {entry}: {kind}, step {step}', { entry, kind: kind, step }),
      2,
    ),
    {
      kind: 'facts',
      facts: [
        { term: t('Time'), value: timeOfDay(at, record) },
        { term: t('Expected'), value: expected },
        { term: t('Happened'), value: happened },
        { term: t('Done about it'), value: done },
        { term: t('Approved by'), value: nameOf(record, approvedBy) },
      ],
    },
  ]);
  const open = script.unexplained.map(
    ({ entry, words, deviations }): DocumentPart => ({
      kind: 'statement',
      mark: 'bad',
      text: t('Entry {entry}, not explained: {words} ({deviations})', { entry, words, deviations: deviations.join('; ') }),
    }),
  );
  const none = list.length === 0 && open.length === 0 ? [paragraph(t('None.'))] : [];
  return [heading(t('Exceptions')), ...open, ...list, ...none];
}
