import { roleWords } from '../../../shared/ceremony/plan-words.ts';
import { nameOfType } from '../../../shared/clone/words.ts';
import { columnsOf, drillColumnNames, drillStepNames, drillWayNames, openedByNames } from '../../../shared/drill/words.ts';
import { t } from '../../../shared/language/text.ts';
import type { Mark } from '../../../shared/models/clone.ts';
import type { DocumentCell, DocumentMark, DocumentModel, DocumentPart, SignatureBlock } from '../../../shared/models/document.ts';
import type { Drill, DrilledKey, DrilledShare } from '../../../shared/models/drill.ts';
import type { Role } from '../../../shared/models/plan.ts';
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
    title: isPassed ? t('Restore drill certificate') : t('Restore drill report'),
    subtitle: t('Drill {id}', { id }),
    made: finishedAt ?? startedAt,
    practice,
    parts: [
      { kind: 'statement', mark: isPassed ? 'good' : 'bad', text: statementOf(drill) },
      { kind: 'facts', facts: factsOf(drill) },
      { kind: 'heading', text: t('What was done') },
      stepsTable(drill),
      { kind: 'heading', text: t('Keys that were brought back') },
      ...keys.flatMap((key) => keyParts(key, drill)),
      { kind: 'heading', text: t('DKEK shares that were brought') },
      ...(shares.length === 0 ? [{ kind: 'paragraph' as const, text: t('None.') }] : [sharesTable(shares)]),
      ...partsOfPasswords(shares),
      ...(drill.recordProblem === undefined ? [] : [{ kind: 'paragraph' as const, text: drill.recordProblem }]),
      { kind: 'heading', text: t('What this does not prove') },
      { kind: 'list', ordered: false, items: limitsOf(drill) },
      { kind: 'signatures', blocks: signaturesOf(drill) },
    ],
  };
}

function statementOf({ phase, keys, failure, device, way }: Drill): string {
  if (phase === 'passed')
    return way === 'memory'
      ? t(
          'Passed. {n, plural, one {# key was} other {# keys were}} brought back in memory from the wrapped files and the DKEK shares named below. Before the shares were brought, none could be opened. No production device was touched.',
          { n: keys.length },
        )
      : t(
          'Passed. {n, plural, one {# key was} other {# keys were}} brought back on {device} from the wrapped files and the DKEK shares named below, and each was used. Before the shares were brought, none could be opened. No production device was touched.',
          { n: keys.length, device: `${device?.label ?? ''} ${device?.serial ?? ''}`.trimEnd() },
        );
  if (failure)
    return t('Not passed: the drill was broken off. {what} {meaning} {next}', {
      what: failure.what,
      meaning: failure.meaning,
      next: failure.next,
    });
  return t('Not passed: not every key was brought back. What each key says stands below.');
}

function factsOf({ way, device, startedAt, finishedAt, kcv, shareCount, nextBy, people }: Drill) {
  return [
    { term: t('Way'), value: drillWayNames[way] },
    ...(device ? [{ term: t('Device'), value: `${device.label} ${device.serial}`.trim(), digits: true }] : []),
    { term: t('Begun'), value: startedAt },
    { term: t('Ended'), value: finishedAt ?? '' },
    { term: 'DKEK (KCV)', value: kcv === unknownKcv ? t('not told by the files') : kcv, digits: true },
    { term: t('DKEK shares'), value: String(shareCount) },
    ...(people.length > 0
      ? [{ term: t('People present'), value: people.map(({ name, role }) => `${name}, ${roleWords[role]}`).join('; ') }]
      : []),
    ...(nextBy === undefined ? [] : [{ term: t('Next drill by'), value: nextBy }]),
  ];
}

function stepsTable({ steps }: Drill): DocumentPart {
  return {
    kind: 'table',
    columns: [
      { title: t('Step'), width: 4 },
      { title: t('State'), width: 3 },
      { title: t('What was seen'), width: 8 },
    ],
    rows: steps.map(({ step, mark }): DocumentCell[] => [drillStepNames[step], cell(mark), mark.detail ?? '']),
  };
}

function keyParts({ file, check, ...marks }: DrilledKey, drill: Drill): DocumentPart[] {
  const value =
    check &&
    (check.kind === 'aes-cmac'
      ? t('AES-CMAC of zeros {digits}', { digits: check.digits })
      : t('SHA-256 of public key {digits}', { digits: check.digits }));
  return [
    { kind: 'heading', level: 2, text: `${file.label}, ${nameOfType(file.type)}` },
    {
      kind: 'facts',
      facts: [
        { term: file.sheetId === undefined ? t('File') : t('From paper'), value: file.name },
        { term: 'SHA-256', value: file.sha256, digits: true },
        ...(value === undefined ? [] : [{ term: t('Check value'), value, digits: true }]),
      ],
    },
    {
      kind: 'table',
      columns: [
        { title: t('Proof'), width: 4 },
        { title: t('State'), width: 3 },
        { title: t('What was seen'), width: 8 },
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
      { title: t('Share'), width: 1 },
      { title: t('From'), width: 4 },
      { title: t('Opened by'), width: 3 },
      { title: t('Check value'), width: 4, digits: true },
      { title: t('SHA-256 of the file'), width: 8, digits: true },
    ],
    rows: shares.map(({ origin, openedBy, kcv, sha256 }, at) => [String(at + 1), origin, openedByNames[openedBy], kcv, sha256]),
  };
}

function partsOfPasswords(shares: readonly DrilledShare[]): DocumentPart[] {
  const rows = shares.flatMap(({ parts }, at) =>
    parts.map(({ name, custodian = '', sheetId = t('not in the register'), fingerprint = '' }) => [
      String(at + 1),
      name,
      custodian,
      sheetId,
      fingerprint,
    ]),
  );
  if (rows.length === 0) return [];
  return [
    { kind: 'heading', text: t('Holdings of custodians that were used') },
    {
      kind: 'table',
      columns: [
        { title: t('DKEK share'), width: 2 },
        { title: t('Part'), width: 2 },
        { title: t('Custodian'), width: 5 },
        { title: t('Sheet'), width: 4, digits: true },
        { title: t('Fingerprint'), width: 4, digits: true },
      ],
      rows,
    },
    ...shares.flatMap(({ reading }): DocumentPart[] => (reading === undefined ? [] : [{ kind: 'paragraph', text: reading }])),
  ];
}

/** Said openly, so that nobody takes a certificate for more than it is. */
function limitsOf({ way, shares }: Drill): string[] {
  return [
    ...(way === 'spare' ? [] : [t('That a real device takes the keys: none took part. A drill on a spare device proves that too.')]),
    t('That the files and sheets which did not take part are readable.'),
    ...(shares.some(({ parts }) => parts.length > 0) ? [t('That custodians who were not asked still have their parts.')] : []),
  ];
}

function signaturesOf({ shares, people }: Drill): SignatureBlock[] {
  const custodians = [...new Set(shares.flatMap(({ parts }) => parts.flatMap(({ custodian }) => custodian ?? [])))];
  const named = (fits: (role: Role) => boolean) => people.find(({ role }) => fits(role))?.name;
  const block = (role: string, name: string | undefined): SignatureBlock => ({ role, ...(name === undefined ? {} : { name }) });
  return [
    block(
      t('Operator'),
      named((role) => role === 'operator'),
    ),
    block(
      t('Witness'),
      named((role) => role.endsWith('witness')),
    ),
    ...custodians.map((name) => ({ role: t('Custodian'), name })),
  ];
}

const cell = ({ state, word }: Mark): DocumentCell => ({ mark: signs[state], text: word });
