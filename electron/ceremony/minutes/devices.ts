import { basename } from 'node:path';
import { t } from '../../../shared/language/text.ts';
import type { DocumentCell, DocumentFact, DocumentPart } from '../../../shared/models/document.ts';
import type { Facts } from '../../../shared/models/transcript.ts';
import { type CeremonyRecord, deviceName, doneOf, text, timeOfDay } from './ceremony-record.ts';
import { digits, fact, heading, orNone, paragraph, tableOrNone } from './parts.ts';

/** Every device that took part: what it is, how it was set up, which DKEK it has. */
export function devices(record: CeremonyRecord): DocumentPart[] {
  const serials = new Set([
    ...(record.script?.devices ?? []).flatMap(({ serial }) => serial ?? []),
    ...doneOf(record, 'device.initialize', 'share.import', 'device.test').map(({ request }) => text(request, 'serial')),
    ...clonedDevices(record).map((device) => text(device, 'serial')),
  ]);
  const parts = [...serials].filter((serial) => serial !== '').flatMap((serial) => device(record, serial));
  return [
    heading(t('Devices')),
    ...orNone(parts, t('No device took part.')),
    ...(parts.length > 0
      ? [
          paragraph(
            t(
              'PINs: set by the security officer in a window that shows no digits. The bag in which they are sealed is in the list of bags.',
            ),
          ),
        ]
      : []),
  ];
}

function device(record: CeremonyRecord, serial: string): DocumentPart[] {
  const bound = record.script?.devices.find((each) => each.serial === serial);
  const seen = record.entries.findLast(({ kind, facts }) => kind === 'device' && facts['serial'] === serial)?.facts ?? {};
  const own = (name: string) => doneOf(record, name).filter(({ request }) => request['serial'] === serial);
  const initialized = own('device.initialize').map(({ at, request }) =>
    fact(t('Initialized'), `${timeOfDay(at, record)}: ${optionsOf(request)}`),
  );
  const kcvs = own('share.import').flatMap(({ answer }) => (text(answer, 'dkekKcv') === '' ? [] : [text(answer, 'dkekKcv')]));
  const tests = own('device.test').map(({ at, answer }) => fact(t('Tested'), `${timeOfDay(at, record)}: ${verdictOf(answer)}`));
  const clones = clonedDevices(record).flatMap((each) => (each['serial'] === serial ? [fact(t('Clone'), text(each, 'state'))] : []));
  const keys = record.keys.keys
    .filter((key) => key.devices.some((each) => each.serial === serial))
    .map(({ label, type }) => `${label} (${type})`);
  const list: DocumentFact[] = [
    digits(t('Serial'), serial),
    ...(bound ? [fact(t('In the plan'), t('device {id}', { id: bound.id }))] : []),
    ...toldOf(seen),
    ...initialized,
    ...(kcvs.length > 0 ? [digits(t('DKEK (KCV)'), [...new Set(kcvs)].join(', '))] : []),
    ...clones,
    ...tests,
    ...(keys.length > 0 ? [fact(t('Keys proven on it'), keys.join(', '))] : []),
  ];
  return [heading(deviceName(record, serial), 2), { kind: 'facts', facts: list }];
}

function toldOf(seen: Facts): DocumentFact[] {
  const names = [
    ['certificate', t('Device certificate')],
    ['certificateSha256', t('SHA-256 of it')],
    ['chain', t('Certificate chain')],
    ['firmware', t('Firmware')],
  ] as const;
  return names.flatMap(([name, term]) => (text(seen, name) === '' ? [] : [digits(term, text(seen, name))]));
}

const clonedDevices = (record: CeremonyRecord): readonly Facts[] =>
  doneOf(record, 'clone.finish').flatMap(({ answer }) => (Array.isArray(answer['devices']) ? (answer['devices'] as readonly Facts[]) : []));

const verdictOf = (answer: Facts): string =>
  `${answer['passed'] === true ? t('passed') : answer['passed'] === false ? t('NOT passed') : t('not told')}. ${text(answer, 'summary')}`.trim();

const schemes: Readonly<Record<string, string>> = {
  random: t('random DKEK, no backup'),
  none: t('no DKEK'),
  domains: t('key domains'),
};

function optionsOf(request: Facts): string {
  const scheme = text(request, 'scheme');
  const publicKeys = request['publicKeys'] as Facts | undefined;
  return [
    t('label "{label}"', { label: text(request, 'label') }),
    scheme === 'shares'
      ? t('DKEK in {shares, plural, one {# share} other {# shares}}', { shares: Number(request['shares']) })
      : (schemes[scheme] ?? scheme),
    t('{retries} tries of the User PIN', { retries: text(request, 'retries') }),
    request['resetWithSoPin'] === true ? t('PIN reset with the SO-PIN') : t('no PIN reset'),
    ...(request['transportPin'] === true ? [t('transport PIN')] : []),
    ...(publicKeys
      ? [t('public key authentication {required} of {total}', { required: text(publicKeys, 'required'), total: text(publicKeys, 'total') })]
      : []),
  ].join(', ');
}

function subjectOf(record: CeremonyRecord, request: Facts, answer: Facts): string {
  if (Array.isArray(request['serials'])) return request['serials'].map((serial) => deviceName(record, String(serial))).join(', ');
  if (text(request, 'way') === 'memory') return t('the files and shares, computed in memory');
  if (text(request, 'way') === 'simulated') return t('the files and shares, on a simulated device made for it');
  const serial = text(request, 'serial');
  return serial === '' ? text(answer, 'subject') || basename(text(answer, 'path')) : deviceName(record, serial);
}

const proofs = ['device.test', 'key.test', 'clone.verify', 'drill.run', 'custody.solo-check', 'paper.restore'];

/** Tests, comparisons, drills: what was proven, and when. */
export function tests(record: CeremonyRecord): DocumentPart[] {
  const rows = doneOf(record, ...proofs).map(({ at, words, request, answer }): DocumentCell[] => {
    const passed = answer['passed'] ?? answer['matches'];
    return [
      timeOfDay(at, record),
      words,
      subjectOf(record, request, answer),
      passed === true
        ? { mark: 'good', text: t('passed. {summary}', { summary: text(answer, 'summary') }).trim() }
        : passed === false
          ? { mark: 'bad', text: t('NOT passed. {summary}', { summary: text(answer, 'summary') || text(answer, 'detail') }).trim() }
          : { mark: 'open', text: t('done') },
    ];
  });
  return [
    heading(t('Tests and drills')),
    tableOrNone([t('Time'), 2, t('What'), 3, t('Of'), 5, t('Result'), 5], rows, t('Nothing was tested in this record.')),
  ];
}
