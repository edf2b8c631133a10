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
    return [heading('People'), tableOrNone(['Custodian', 1, 'Organisation', 1], rows, 'Nobody is named in the register.')];
  }
  const moves = entries.filter(({ kind }) => kind === 'person');
  const times = (id: string, present: boolean) =>
    moves.flatMap(({ at, facts }) => (facts['person'] === id && facts['present'] === present ? [timeOfDay(at, record)] : [])).join(', ');
  const rows = script.plan.people.map(({ id, name, organisation, role }) => {
    const identified = moves.filter(({ facts }) => facts['person'] === id && facts['present'] === true);
    const how = [...new Set(identified.map(({ facts }) => text(facts, 'identifiedBy')))].filter((words) => words !== '').join('; ');
    return [name, role, organisation, how, times(id, true) || 'did not come', times(id, false)];
  });
  return [
    heading('People'),
    tableOrNone(['Name', 3, 'Role', 3, 'Organisation', 3, 'Identified by', 4, 'Arrived', 2, 'Left', 2], rows, 'The plan names nobody.'),
    paragraph(
      'The app does not recognise people. Who was here is what the operator entered and the witnesses confirm with their signatures.',
    ),
  ];
}

const marks: Readonly<Record<PreflightFinding['result'], DocumentMark>> = { ok: 'good', warning: 'open', failed: 'bad', unknown: 'open' };

/** What was found of the workstation each time it was checked. */
export function preflight(record: CeremonyRecord): DocumentPart[] {
  const checks = record.entries.filter(({ kind }) => kind === 'preflight');
  if (checks.length === 0) return [heading('Workstation checks'), paragraph('The workstation was not checked.')];
  return [
    heading('Workstation checks'),
    ...checks.flatMap(({ at, facts }): DocumentPart[] => {
      const changes = Array.isArray(facts['changes']) ? facts['changes'].map(String) : [];
      if (changes.length > 0)
        return [
          heading(`Looked at again at ${timeOfDay(at, record)}, and found changed`, 2),
          { kind: 'list', ordered: false, items: changes },
        ];
      return [heading(`Checked at ${timeOfDay(at, record)}`, 2), findingsTable(facts)];
    }),
  ];
}

function findingsTable(facts: Facts): DocumentPart {
  const findings = Array.isArray(facts['findings']) ? (facts['findings'] as unknown as readonly PreflightFinding[]) : [];
  const rows = findings.map(({ check, result, detail }): DocumentCell[] => [check, { mark: marks[result], text: result }, detail]);
  return tableOrNone(['Check', 4, 'Result', 2, 'Found', 8], rows, 'No check could be made on this system.');
}

/** Bags, media and printers, in and out. */
export function materials(record: CeremonyRecord): DocumentPart[] {
  const rows = (record.script?.materials ?? []).map(({ at, what, direction, mark }) => [timeOfDay(at, record), what, direction, mark]);
  const planned = (record.script?.plan.materials ?? []).map(({ what, quantity }) => [what, String(quantity)]);
  return [
    heading('Materials and bags'),
    ...(planned.length > 0 ? [tableOrNone(['Planned', 6, 'Quantity', 1], planned, '')] : []),
    tableOrNone(['Time', 2, 'What', 5, 'In or out', 2, '#Bag (TEB) or serial', 4], rows, 'No bag was opened or sealed in this record.'),
  ];
}

/** What was otherwise than planned. */
export function exceptions(record: CeremonyRecord): DocumentPart[] {
  const { script } = record;
  if (!script) return [];
  const list = script.exceptions.flatMap(({ entry, at, kind, step, expected, happened, done, approvedBy }): DocumentPart[] => [
    heading(`Entry ${entry}: ${kind}${step === undefined ? '' : `, step ${step}`}`, 2),
    {
      kind: 'facts',
      facts: [
        { term: 'Time', value: timeOfDay(at, record) },
        { term: 'Expected', value: expected },
        { term: 'Happened', value: happened },
        { term: 'Done about it', value: done },
        { term: 'Approved by', value: nameOf(record, approvedBy) },
      ],
    },
  ]);
  const open = script.unexplained.map(
    ({ entry, words, deviations }): DocumentPart => ({
      kind: 'statement',
      mark: 'bad',
      text: `Entry ${entry}, not explained: ${words} (${deviations.join('; ')})`,
    }),
  );
  const none = list.length === 0 && open.length === 0 ? [paragraph('None.')] : [];
  return [heading('Exceptions'), ...open, ...list, ...none];
}
