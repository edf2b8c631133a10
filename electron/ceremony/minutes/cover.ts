import { hex } from '../../../shared/bytes.ts';
import { dkekWords, keyWords, pinWords } from '../../../shared/ceremony/plan-words.ts';
import type { DocumentFact, DocumentPart } from '../../../shared/models/document.ts';
import type { Plan } from '../../../shared/models/plan.ts';
import type { Facts } from '../../../shared/models/transcript.ts';
import { pgpWords } from '../../../shared/pgp-words.ts';
import { type CeremonyRecord, localTime, text } from './ceremony-record.ts';
import { digits, fact, facts, heading, paragraph } from './parts.ts';

/** What it was, when and where, and what recorded it. */
export function cover(record: CeremonyRecord): DocumentPart[] {
  const { register, script, entries } = record;
  const first = entries[0]?.at ?? '';
  const plan = script?.plan;
  return [
    verdict(record),
    facts(
      digits('Ceremony', register.ceremonyId),
      fact('Mode', register.practice ? 'practice (rehearsal): proves nothing about real keys' : 'production'),
      ...(plan ? [fact('Place', plan.place), fact('Planned', `${localTime(plan.start)} to ${localTime(plan.end)}`)] : []),
      fact('Recording began', localTime(first)),
      ...(script ? [fact('Ceremony began', localTime(script.begunAt))] : []),
      fact('Ceremony closed', script?.finishedAt ? localTime(script.finishedAt) : script ? 'not yet' : 'no plan was followed'),
      fact('Minutes made', localTime(record.made)),
      fact('Times', `of this workstation's clock, ${zoneOf(record)}; the transcript has them in UTC${clockWords(record)}`),
      fact('Time by another clock', ''),
    ),
    heading('Program and workstation', 2),
    facts(...openings(record), ...moduleFacts(record)),
    ...(script && plan
      ? [
          heading('Plan', 2),
          facts(
            digits('SHA-256 of the plan', script.planSha256),
            fact('The same as words', pgpWords(hex.decode(script.planSha256)).join(' ')),
            fact('DKEK', dkekWords(plan.parameters)),
            fact('User PIN', pinWords(plan.parameters)),
            fact('Paper copies', String(plan.parameters.copies)),
            ...plan.parameters.keys.map((key) => fact(`Key "${key.label}"`, keyWords(key))),
          ),
        ]
      : []),
    paragraph(
      'PINs and passwords are in no record: not in these minutes, the transcript, or the register. Who set them and in which bag they are sealed stands below.',
    ),
  ];
}

const isClosing = (plan: Plan, id: string | undefined): boolean =>
  plan.acts.some(({ steps }) => steps.some((step) => step.id === id && step.action.do === 'close'));

function verdict({ script }: CeremonyRecord): DocumentPart {
  if (!script) return { kind: 'statement', mark: 'open', text: 'No plan was followed. These minutes tell what the app recorded.' };
  const { plan, steps, exceptions, unexplained, finishedAt, current } = script;
  const done = steps.filter(({ status }) => status === 'done').length;
  const count = `${done} of ${steps.length} steps done; ${exceptions.length === 0 ? 'no exceptions' : counted(exceptions.length, 'exception')}.`;
  if (unexplained.length > 0)
    return { kind: 'statement', mark: 'bad', text: `Not explained: ${counted(unexplained.length, 'event')} outside the plan. ${count}` };
  const mark = exceptions.length === 0 ? 'good' : 'open';
  if (!finishedAt && isClosing(plan, current))
    return { kind: 'statement', mark, text: `Everything but the closing itself is done. ${count}` };
  if (!finishedAt) {
    const at = current === undefined ? 'All steps are over; it is not closed yet.' : `It has come to step ${current}.`;
    return { kind: 'statement', mark: 'open', text: `The ceremony is under way. ${at} ${count}` };
  }
  return { kind: 'statement', mark, text: `The ceremony is closed. ${count}` };
}

export const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

/** Every time the app was started in this ceremony: which program, on which machine. */
function openings({ entries }: CeremonyRecord): DocumentFact[] {
  const opened = entries.filter(({ kind }) => kind === 'begun' || kind === 'resumed');
  const told = (facts: Facts) =>
    `Conclave ${text(facts, 'app')}, Electron ${text(facts, 'electron')}, ${text(facts, 'system')}, machine ${text(facts, 'machine')}`;
  const distinct = opened.filter(
    ({ facts }, at) => opened.findIndex((other) => told(other.facts) + hashOf(other.facts) === told(facts) + hashOf(facts)) === at,
  );
  return [
    ...distinct.flatMap(({ at, facts }) => [
      fact(distinct.length === 1 ? 'Program' : `Program from ${localTime(at)}`, told(facts)),
      ...(hashOf(facts) === '' ? [] : [digits('SHA-256 of its files', hashOf(facts))]),
    ]),
    ...(opened.length > 1 ? [fact('Opened', `${opened.length} times: ${opened.map(({ at }) => localTime(at)).join('; ')}`)] : []),
  ];
}

function moduleFacts({ module }: CeremonyRecord): DocumentFact[] {
  if (!module) return [fact('PKCS#11 module', 'none chosen')];
  return [digits('PKCS#11 module', module.path), digits('SHA-256 of it', module.sha256)];
}

const hashOf = (facts: Facts): string => text(facts, 'softwareSha256');

function zoneOf({ made }: CeremonyRecord): string {
  const offset = made.slice(19);
  return offset === '' || offset === '+00:00' ? 'UTC' : `UTC${offset}`;
}

function clockWords({ entries }: CeremonyRecord): string {
  const back = entries.filter(({ facts }) => facts['clockBehindMs'] !== undefined).length;
  return back === 0
    ? ''
    : `. The clock was set back: ${counted(back, 'entry').replace('entrys', 'entries')} kept the time of the one before`;
}
