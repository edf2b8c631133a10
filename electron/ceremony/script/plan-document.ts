import { hex } from '../../../shared/bytes.ts';
import { hashRows } from '../../../shared/ceremony/hash-rows.ts';
import { dkekWords, keyWords, pinWords, purposeWords, roleWords } from '../../../shared/ceremony/plan-words.ts';
import { t } from '../../../shared/language/text.ts';
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
    subtitle: plan.practice ? t('Plan and script of a key ceremony, practice') : t('Plan and script of a key ceremony, production'),
    made,
    practice: plan.practice,
    parts: [
      { kind: 'statement', text: t('The hash of this plan in words, read aloud row by row:') },
      {
        kind: 'table',
        columns: columns('', 1, t('Words'), 4, ' ', 4, '  ', 4, '   ', 4),
        rows: hashRows(pgpWords(hex.decode(sha256))).map((row, at) => [`${at + 1}`, ...row]),
      },
      {
        kind: 'facts',
        facts: [
          { term: t('SHA-256 of plan.json'), value: sha256, digits: true },
          { term: t('Place'), value: plan.place },
          { term: t('Planned'), value: t('{start} to {end}', { start: whenWords(plan.start), end: whenWords(plan.end) }) },
          { term: t('Reviewed by, date'), value: '' },
        ],
      },
      paragraph(
        t(
          'The words above are read aloud in step 1.2 from the screen and compared with this page. If one differs, this is not the plan that is being carried out: stop.',
        ),
      ),
      heading(t('People')),
      {
        kind: 'table',
        byHand: true,
        columns: columns(t('Role'), 2, t('Name'), 3, t('Organisation'), 3, t('Identity checked by'), 3, t('Arrives'), 2, t('Leaves'), 2),
        rows: plan.people.map(({ role, name, organisation }) => [roleWords[role], name, organisation, '', '', '']),
      },
      heading(t('Devices')),
      {
        kind: 'table',
        byHand: true,
        columns: columns('', 1, t('Label'), 3, t('Purpose'), 4, t('Serial'), 3, t('Bag in'), 2, t('Bag out'), 2),
        rows: plan.devices.map(({ id, label, purpose, serial }) => [id, label, purposeWords[purpose], serial ?? '', '', '']),
      },
      heading(t('Materials')),
      {
        kind: 'table',
        byHand: true,
        columns: columns(t('What'), 4, t('Quantity'), 1, t('Bag or serial, in'), 3, t('Bag, out'), 3),
        rows: plan.materials.map(({ what, quantity }) => [what, String(quantity), '', '']),
      },
      heading(t('Parameters')),
      {
        kind: 'facts',
        facts: [
          { term: 'DKEK', value: dkekWords(plan.parameters) },
          { term: t('User PIN'), value: pinWords(plan.parameters) },
          { term: t('Paper copies'), value: String(plan.parameters.copies) },
          ...plan.parameters.keys.map((key) => ({ term: t('Key "{label}"', { label: key.label }), value: keyWords(key) })),
        ],
      },
      { kind: 'new page' },
      ...plan.acts.flatMap(({ title, steps }, index) => [
        heading(t('Act {act}. {title}', { act: index + 1, title })),
        ...steps.flatMap(stepParts),
      ]),
      { kind: 'new page' },
      ...blankException,
      { kind: 'new page' },
      heading(t('Signatures')),
      paragraph(t('With my signature I confirm that I was present and that the ceremony went as this script and its exceptions say.')),
      { kind: 'signatures', blocks: plan.people.map(({ role, name }) => ({ role: roleWords[role], name })) },
    ],
  };
}

function stepParts({ id, title, who, say, checks, witnessed }: Step): DocumentPart[] {
  return [
    { kind: 'heading', level: 2, text: `${id}  ${title}` },
    paragraph(
      witnessed
        ? t('Acts: {who}. A witness confirms.', { who: who.map((role) => roleWords[role]).join(', ') })
        : t('Acts: {who}.', { who: who.map((role) => roleWords[role]).join(', ') }),
    ),
    ...(say === undefined ? [] : [paragraph(t('Says: “{say}”', { say }))]),
    ...(checks.length === 0 ? [] : [{ kind: 'list' as const, ordered: false, items: checks.map((check) => `☐ ${check}`) }]),
    {
      kind: 'table',
      byHand: true,
      columns: columns(t('Begun'), 2, t('Done'), 2, t('Operator'), 2, t('Witness'), 2, t('Evidence, remarks'), 6),
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
