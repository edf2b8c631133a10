import { nameOfType } from '../../../shared/clone/words.ts';
import { columnsOf, drillColumnNames, drillStepNames, drillWayNames, openedByNames } from '../../../shared/drill/words.ts';
import type { Mark } from '../../../shared/models/clone.ts';
import type { DocumentCell, DocumentMark, DocumentModel, DocumentPart, SignatureBlock } from '../../../shared/models/document.ts';
import type { Drill, DrilledKey, DrilledShare } from '../../../shared/models/drill.ts';
import { unknownKcv } from '../../../shared/numbers.ts';

const signs: Readonly<Record<Mark['state'], DocumentMark>> = {
  good: 'good',
  bad: 'bad',
  waiting: 'open',
  working: 'open',
  unknown: 'open',
};

/** What a drill has proven, to be signed; nothing in it is secret. Of one that did not pass, a report that says so. */
export function drillCertificate(drill: Drill): DocumentModel {
  const { id, phase, practice, finishedAt, startedAt, keys, shares } = drill;
  const isPassed = phase === 'passed';
  return {
    fileName: `drill-${id}`,
    title: isPassed ? 'Restore drill certificate' : 'Restore drill report',
    subtitle: `Drill ${id}`,
    made: finishedAt ?? startedAt,
    practice,
    parts: [
      { kind: 'statement', mark: isPassed ? 'good' : 'bad', text: statementOf(drill) },
      { kind: 'facts', facts: factsOf(drill) },
      { kind: 'heading', text: 'What was done' },
      stepsTable(drill),
      { kind: 'heading', text: 'Keys that were brought back' },
      ...keys.flatMap((key) => keyParts(key, drill)),
      { kind: 'heading', text: 'DKEK shares that were brought' },
      ...(shares.length === 0 ? [{ kind: 'paragraph' as const, text: 'None.' }] : [sharesTable(shares)]),
      ...partsOfPasswords(shares),
      ...(drill.recordProblem === undefined ? [] : [{ kind: 'paragraph' as const, text: drill.recordProblem }]),
      { kind: 'heading', text: 'What this does not prove' },
      { kind: 'list', ordered: false, items: limitsOf(drill) },
      { kind: 'signatures', blocks: signaturesOf(drill) },
    ],
  };
}

function statementOf({ phase, keys, failure, device, way }: Drill): string {
  const count = keys.length === 1 ? '1 key was' : `${keys.length} keys were`;
  const where = way === 'memory' ? 'in memory' : `on ${device?.label ?? ''} ${device?.serial ?? ''}`.trimEnd();
  if (phase === 'passed')
    return `Passed. ${count} brought back ${where} from the wrapped files and the DKEK shares named below${way === 'memory' ? '' : ', and each was used'}. Before the shares were brought, none could be opened. No production device was touched.`;
  if (failure) return `Not passed: the drill was broken off. ${failure.what} ${failure.meaning} ${failure.next}`;
  return 'Not passed: not every key was brought back. What each key says stands below.';
}

function factsOf({ way, device, startedAt, finishedAt, kcv, shareCount, nextBy, people }: Drill) {
  return [
    { term: 'Way', value: drillWayNames[way] },
    ...(device ? [{ term: 'Device', value: `${device.label} ${device.serial}`.trim(), digits: true }] : []),
    { term: 'Begun', value: startedAt },
    { term: 'Ended', value: finishedAt ?? '' },
    { term: 'DKEK (KCV)', value: kcv === unknownKcv ? 'not told by the files' : kcv, digits: true },
    { term: 'DKEK shares', value: String(shareCount) },
    ...(people.length > 0 ? [{ term: 'People present', value: people.join('; ') }] : []),
    ...(nextBy === undefined ? [] : [{ term: 'Next drill by', value: nextBy }]),
  ];
}

function stepsTable({ steps }: Drill): DocumentPart {
  return {
    kind: 'table',
    columns: [
      { title: 'Step', width: 4 },
      { title: 'State', width: 3 },
      { title: 'What was seen', width: 8 },
    ],
    rows: steps.map(({ step, mark }): DocumentCell[] => [drillStepNames[step], cell(mark), mark.detail ?? '']),
  };
}

function keyParts({ file, check, ...marks }: DrilledKey, drill: Drill): DocumentPart[] {
  const value = check && (check.kind === 'aes-cmac' ? `AES-CMAC of zeros ${check.digits}` : `SHA-256 of public key ${check.digits}`);
  return [
    { kind: 'heading', level: 2, text: `${file.label}, ${nameOfType(file.type)}` },
    {
      kind: 'facts',
      facts: [
        { term: file.sheetId === undefined ? 'File' : 'From paper', value: file.name },
        { term: 'SHA-256', value: file.sha256, digits: true },
        ...(value === undefined ? [] : [{ term: 'Check value', value, digits: true }]),
      ],
    },
    {
      kind: 'table',
      columns: [
        { title: 'Proof', width: 4 },
        { title: 'State', width: 3 },
        { title: 'What was seen', width: 8 },
      ],
      rows: columnsOf(drill).map((column): DocumentCell[] => {
        const mark = marks[column];
        return [drillColumnNames[column], mark ? cell(mark) : '', mark?.detail ?? ''];
      }),
    },
  ];
}

function sharesTable(shares: readonly DrilledShare[]): DocumentPart {
  return {
    kind: 'table',
    columns: [
      { title: 'Share', width: 1 },
      { title: 'From', width: 4 },
      { title: 'Opened by', width: 3 },
      { title: 'Check value', width: 4, digits: true },
      { title: 'SHA-256 of the file', width: 8, digits: true },
    ],
    rows: shares.map(({ origin, openedBy, kcv, sha256 }, at) => [String(at + 1), origin, openedByNames[openedBy], kcv, sha256]),
  };
}

function partsOfPasswords(shares: readonly DrilledShare[]): DocumentPart[] {
  const rows = shares.flatMap(({ parts }, at) =>
    parts.map(({ name, custodian = '', sheetId = 'not in the register', fingerprint = '' }) => [
      String(at + 1),
      name,
      custodian,
      sheetId,
      fingerprint,
    ]),
  );
  if (rows.length === 0) return [];
  return [
    { kind: 'heading', text: 'Holdings of custodians that were used' },
    {
      kind: 'table',
      columns: [
        { title: 'DKEK share', width: 2 },
        { title: 'Part', width: 2 },
        { title: 'Custodian', width: 5 },
        { title: 'Sheet', width: 4, digits: true },
        { title: 'Fingerprint', width: 4, digits: true },
      ],
      rows,
    },
    ...shares.flatMap(({ reading }): DocumentPart[] => (reading === undefined ? [] : [{ kind: 'paragraph', text: reading }])),
  ];
}

/** Said openly, so that nobody takes a certificate for more than it is. */
function limitsOf({ way, shares }: Drill): string[] {
  return [
    ...(way === 'spare' ? [] : ['That a real device takes the keys: none took part. A drill on a spare device proves that too.']),
    'That the files and sheets which did not take part are readable.',
    ...(shares.some(({ parts }) => parts.length > 0) ? ['That custodians who were not asked still have their parts.'] : []),
  ];
}

function signaturesOf({ shares, people }: Drill): SignatureBlock[] {
  const custodians = [...new Set(shares.flatMap(({ parts }) => parts.flatMap(({ custodian }) => custodian ?? [])))];
  const named = (role: string) => people.find((person) => person.endsWith(role))?.replace(/, [^,]*$/, '');
  const block = (role: string, name: string | undefined): SignatureBlock => ({ role, ...(name === undefined ? {} : { name }) });
  return [
    block('Operator', named('operator')),
    block('Witness', named('witness')),
    ...custodians.map((name) => ({ role: 'Custodian', name })),
  ];
}

const cell = ({ state, word }: Mark): DocumentCell => ({ mark: signs[state], text: word });
