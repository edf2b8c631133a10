import { hex } from '../../../shared/bytes.ts';
import { dkekWords, keyWords, pinWords } from '../../../shared/ceremony/plan-words.ts';
import { t } from '../../../shared/language/text.ts';
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
      digits(t('Ceremony'), register.ceremonyId),
      fact(t('Mode'), register.practice ? t('practice (rehearsal): proves nothing about real keys') : t('production')),
      ...(plan
        ? [
            fact(t('Place'), plan.place),
            fact(t('Planned'), t('{start} to {end}', { start: localTime(plan.start), end: localTime(plan.end) })),
          ]
        : []),
      fact(t('Recording began'), localTime(first)),
      ...(script ? [fact(t('Ceremony began'), localTime(script.begunAt))] : []),
      fact(t('Ceremony closed'), script?.finishedAt ? localTime(script.finishedAt) : script ? t('not yet') : t('no plan was followed')),
      fact(t('Minutes made'), localTime(record.made)),
      fact(t('Times'), timesWords(record)),
      fact(t('Time by another clock'), ''),
    ),
    heading(t('Program and workstation'), 2),
    facts(...openings(record), ...moduleFacts(record)),
    ...(script && plan
      ? [
          heading(t('Plan'), 2),
          facts(
            digits(t('SHA-256 of the plan'), script.planSha256),
            fact(t('The same as words'), pgpWords(hex.decode(script.planSha256)).join(' ')),
            fact('DKEK', dkekWords(plan.parameters)),
            fact(t('User PIN'), pinWords(plan.parameters)),
            fact(t('Paper copies'), String(plan.parameters.copies)),
            ...plan.parameters.keys.map((key) => fact(t('Key "{label}"', { label: key.label }), keyWords(key))),
          ),
        ]
      : []),
    paragraph(
      t(
        'PINs and passwords are in no record: not in these minutes, the transcript, or the register. Who set them and in which bag they are sealed stands below.',
      ),
    ),
  ];
}

const isClosing = (plan: Plan, id: string | undefined): boolean =>
  plan.acts.some(({ steps }) => steps.some((step) => step.id === id && step.action.do === 'close'));

function verdict({ script }: CeremonyRecord): DocumentPart {
  if (!script) return { kind: 'statement', mark: 'open', text: t('No plan was followed. These minutes tell what the app recorded.') };
  const { plan, steps, exceptions, unexplained, finishedAt, current } = script;
  const done = steps.filter(({ status }) => status === 'done').length;
  const count = t('{done} of {steps} steps done; {exceptions, plural, =0 {no exceptions} one {# exception} other {# exceptions}}.', {
    done,
    steps: steps.length,
    exceptions: exceptions.length,
  });
  if (unexplained.length > 0)
    return {
      kind: 'statement',
      mark: 'bad',
      text: t('Not explained: {events, plural, one {# event} other {# events}} outside the plan. {count}', {
        events: unexplained.length,
        count,
      }),
    };
  const mark = exceptions.length === 0 ? 'good' : 'open';
  if (!finishedAt && isClosing(plan, current))
    return { kind: 'statement', mark, text: t('Everything but the closing itself is done. {count}', { count }) };
  if (!finishedAt) {
    const at = current === undefined ? t('All steps are over; it is not closed yet.') : t('It has come to step {current}.', { current });
    return { kind: 'statement', mark: 'open', text: t('The ceremony is under way. {at} {count}', { at, count }) };
  }
  return { kind: 'statement', mark, text: t('The ceremony is closed. {count}', { count }) };
}

/** Every time the app was started in this ceremony: which program, on which machine. */
function openings({ entries }: CeremonyRecord): DocumentFact[] {
  const opened = entries.filter(({ kind }) => kind === 'begun' || kind === 'resumed');
  const told = (facts: Facts) =>
    t('Conclave {app}, Electron {electron}, {system}, machine {machine}', {
      ...{ app: text(facts, 'app'), electron: text(facts, 'electron') },
      ...{ system: text(facts, 'system'), machine: text(facts, 'machine') },
    });
  const distinct = opened.filter(
    ({ facts }, at) => opened.findIndex((other) => told(other.facts) + hashOf(other.facts) === told(facts) + hashOf(facts)) === at,
  );
  return [
    ...distinct.flatMap(({ at, facts }) => [
      fact(distinct.length === 1 ? t('Program') : t('Program from {at}', { at: localTime(at) }), told(facts)),
      ...(hashOf(facts) === '' ? [] : [digits(t('SHA-256 of its files'), hashOf(facts))]),
    ]),
    ...(opened.length > 1
      ? [fact(t('Opened'), t('{count} times: {times}', { count: opened.length, times: opened.map(({ at }) => localTime(at)).join('; ') }))]
      : []),
  ];
}

function moduleFacts({ module }: CeremonyRecord): DocumentFact[] {
  if (!module) return [fact(t('PKCS#11 module'), t('none chosen'))];
  return [digits(t('PKCS#11 module'), module.path), digits(t('SHA-256 of it'), module.sha256)];
}

const hashOf = (facts: Facts): string => text(facts, 'softwareSha256');

function zoneOf({ made }: CeremonyRecord): string {
  const offset = made.slice(19);
  return offset === '' || offset === '+00:00' ? 'UTC' : `UTC${offset}`;
}

function timesWords(record: CeremonyRecord): string {
  const back = record.entries.filter(({ facts }) => facts['clockBehindMs'] !== undefined).length;
  const zone = zoneOf(record);
  return back === 0
    ? t("of this workstation's clock, {zone}; the transcript has them in UTC", { zone })
    : t(
        "of this workstation's clock, {zone}; the transcript has them in UTC. The clock was set back: {back, plural, one {# entry} other {# entries}} kept the time of the one before",
        { zone, back },
      );
}
