import { hex } from '../../../shared/bytes.ts';
import { hashRows } from '../../../shared/ceremony/hash-rows.ts';
import { dkekWords, keyWords, pinWords, purposeWords } from '../../../shared/ceremony/plan-words.ts';
import type { DocumentModel, DocumentPart } from '../../../shared/models/document.ts';
import type { Plan, Step } from '../../../shared/models/plan.ts';
import { pgpWords } from '../../../shared/pgp-words.ts';
import { timestamp } from '../timestamp.ts';
import { blankException } from './exception-document.ts';
import { planSha256 } from './plan-file.ts';

/** The plan and its script on paper: what is reviewed before the ceremony, and what the witness follows and initials during it. */
export function planDocument(plan: Plan, made = timestamp()): DocumentModel {
  const sha256 = planSha256(plan);
  return {
    fileName: `plan-${sha256.slice(0, 8)}`,
    title: plan.title,
    subtitle: `Plan and script of a key ceremony, ${plan.practice ? 'practice' : 'production'}`,
    made,
    practice: plan.practice,
    parts: [
      { kind: 'statement', text: 'The hash of this plan in words, read aloud row by row:' },
      {
        kind: 'table',
        columns: columns('', 1, 'Words', 4, ' ', 4, '  ', 4, '   ', 4),
        rows: hashRows(pgpWords(hex.decode(sha256))).map((row, at) => [`${at + 1}`, ...row]),
      },
      {
        kind: 'facts',
        facts: [
          { term: 'SHA-256 of plan.json', value: sha256, digits: true },
          { term: 'Place', value: plan.place },
          { term: 'Planned', value: `${whenWords(plan.start)} to ${whenWords(plan.end)}` },
          { term: 'Reviewed by, date', value: '' },
        ],
      },
      paragraph(
        'The words above are read aloud in step 1.2 from the screen and compared with this page. If one differs, this is not the plan that is being carried out: stop.',
      ),
      heading('People'),
      {
        kind: 'table',
        byHand: true,
        columns: columns('Role', 2, 'Name', 3, 'Organisation', 3, 'Identity checked by', 3, 'Arrives', 2, 'Leaves', 2),
        rows: plan.people.map(({ role, name, organisation }) => [role, name, organisation, '', '', '']),
      },
      heading('Devices'),
      {
        kind: 'table',
        byHand: true,
        columns: columns('', 1, 'Label', 3, 'Purpose', 4, 'Serial', 3, 'Bag in', 2, 'Bag out', 2),
        rows: plan.devices.map(({ id, label, purpose, serial }) => [id, label, purposeWords[purpose], serial ?? '', '', '']),
      },
      heading('Materials'),
      {
        kind: 'table',
        byHand: true,
        columns: columns('What', 4, 'Quantity', 1, 'Bag or serial, in', 3, 'Bag, out', 3),
        rows: plan.materials.map(({ what, quantity }) => [what, String(quantity), '', '']),
      },
      heading('Parameters'),
      {
        kind: 'facts',
        facts: [
          { term: 'DKEK', value: dkekWords(plan.parameters) },
          { term: 'User PIN', value: pinWords(plan.parameters) },
          { term: 'Paper copies', value: String(plan.parameters.copies) },
          ...plan.parameters.keys.map((key) => ({ term: `Key "${key.label}"`, value: keyWords(key) })),
        ],
      },
      { kind: 'new page' },
      ...plan.acts.flatMap(({ title, steps }, index) => [heading(`Act ${index + 1}. ${title}`), ...steps.flatMap(stepParts)]),
      { kind: 'new page' },
      ...blankException,
      { kind: 'new page' },
      heading('Signatures'),
      paragraph('With my signature I confirm that I was present and that the ceremony went as this script and its exceptions say.'),
      { kind: 'signatures', blocks: plan.people.map(({ role, name }) => ({ role, name })) },
    ],
  };
}

function stepParts({ id, title, who, say, checks, witnessed }: Step): DocumentPart[] {
  return [
    { kind: 'heading', level: 2, text: `${id}  ${title}` },
    paragraph(`Acts: ${who.join(', ')}.${witnessed ? ' A witness confirms.' : ''}`),
    ...(say === undefined ? [] : [paragraph(`Says: “${say}”`)]),
    ...(checks.length === 0 ? [] : [{ kind: 'list' as const, ordered: false, items: checks.map((check) => `☐ ${check}`) }]),
    {
      kind: 'table',
      byHand: true,
      columns: columns('Begun', 2, 'Done', 2, 'Operator', 2, 'Witness', 2, 'Evidence, remarks', 6),
      rows: [['', '', '', '', '']],
    },
  ];
}

/** `2026-12-01 09:00 (+01:00)` */
const whenWords = (time: string): string => `${time.slice(0, 10)} ${time.slice(11, 16)} (${time.replace(/^.*?(Z|[+-]\d\d:\d\d)$/, '$1')})`;

const heading = (text: string): DocumentPart => ({ kind: 'heading', text });
const paragraph = (text: string): DocumentPart => ({ kind: 'paragraph', text });

/** Titles and widths in turn. */
function columns(...pairs: readonly (string | number)[]): { title: string; width: number }[] {
  return pairs.flatMap((title, at) => (typeof title === 'string' ? [{ title, width: Number(pairs[at + 1]) }] : []));
}
