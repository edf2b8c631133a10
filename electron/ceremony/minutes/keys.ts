import { basename } from 'node:path';
import { capabilityName } from '../../../shared/algorithms.ts';
import { lastState } from '../../../shared/custody/quorum.ts';
import { t } from '../../../shared/language/text.ts';
import type { Holding, ShareSet } from '../../../shared/models/custody.ts';
import type { DocumentPart } from '../../../shared/models/document.ts';
import { type CeremonyRecord, deviceName, doneOf, localTime, type PastOperation, text, timeOfDay } from './ceremony-record.ts';
import { digits, fact, facts, heading, orNone, tableOrNone } from './parts.ts';

/** Keys that were made or proven here, and where each is. */
export function keys(record: CeremonyRecord): DocumentPart[] {
  const made = doneOf(record, 'key.generate-aes', 'key.generate-rsa', 'key.generate-ec').map((past) => ({
    label: text(past.answer, 'label') || text(past.request, 'label'),
    past,
  }));
  const registered = record.keys.keys;
  const labels = [...new Set([...made.map(({ label }) => label), ...registered.map(({ label }) => label)])];
  const parts = labels.flatMap((label) => {
    const own = made.filter((each) => each.label === label).map(({ past }) => past);
    const known = registered.filter((key) => key.label === label);
    return [
      heading(label, 2),
      facts(
        ...own.flatMap((past) => [
          fact(
            t('Generated'),
            t('{time} on {device}', { time: timeOfDay(past.at, record), device: deviceName(record, text(past.request, 'serial')) }),
          ),
          fact(t('Type'), typeOf(past)),
          ...(Array.isArray(past.request['capabilities'])
            ? [fact(t('Capabilities'), (past.request['capabilities'] as readonly number[]).map(capabilityName).join(', ') || t('none'))]
            : []),
          ...(text(past.request, 'useCounter') === '' ? [] : [fact(t('Uses at most'), text(past.request, 'useCounter'))]),
        ]),
        ...known.flatMap(({ id, type, check, dkekKcv, devices: holders }) => [
          ...(own.length === 0 ? [fact(t('Type'), type)] : []),
          digits('ID', id),
          digits(check.kind === 'aes-cmac' ? t('AES-CMAC of 16 zero bytes') : t('SHA-256 of public key'), check.digits),
          digits(t('DKEK (KCV)'), dkekKcv),
          ...holders.map(({ serial, label: device, provenAt }) => fact(t('Proven on'), `${device} ${serial}, ${localTime(provenAt)}`)),
        ]),
      ),
    ];
  });
  return [heading(t('Keys')), ...orNone(parts, t('No key was generated.')), ...wrapped(record)];
}

function typeOf({ operation, request }: PastOperation): string {
  if (operation === 'key.generate-ec') return `EC ${text(request, 'curve')}`;
  return `${operation === 'key.generate-aes' ? 'AES' : 'RSA'}-${text(request, 'size')}`;
}

/** The wrapped files: of no use without the DKEK. */
function wrapped(record: CeremonyRecord): DocumentPart[] {
  const rows = doneOf(record, 'key.export').map(({ answer }) => [
    text(answer, 'label'),
    basename(text(answer, 'path')),
    text(answer, 'bytes'),
    text(answer, 'sha256'),
    text(answer, 'dkekKcv'),
  ]);
  return [
    heading(t('Wrapped keys in files'), 2),
    tableOrNone([t('Key'), 2.5, t('File'), 3, t('Bytes'), 1.3, '#SHA-256', 5.5, `#${t('DKEK (KCV)')}`, 4], rows, t('No key was exported.')),
  ];
}

const states: readonly (readonly [Holding['events'][number]['state'], string])[] = [
  ['printed', t('printed')],
  ['read back', t('read back')],
  ['sealed', t('sealed')],
  ['drilled', t('drilled')],
  ['replaced', t('REPLACED')],
];

/** DKEK shares, the parts of their passwords, and who holds which. */
export function shares(record: CeremonyRecord): DocumentPart[] {
  const files = doneOf(record, 'share.create', 'share.reissue').map(({ at, answer }, index) => [
    String(index + 1),
    timeOfDay(at, record),
    basename(text(answer, 'path')),
    text(answer, 'sha256'),
    text(answer, 'kcv'),
    text(answer, 'setId') === '' ? t('one password') : t('split, set {setId}', { setId: text(answer, 'setId') }),
  ]);
  return [
    heading(t('DKEK shares')),
    tableOrNone(
      [t('No.'), 1, t('Created'), 2, t('File'), 3, '#SHA-256', 5, `#${t('Check value')}`, 4, t('Opened by'), 3],
      files,
      t('No share was created in this ceremony.'),
    ),
    ...imports(record),
    ...record.register.sets.flatMap((set) => splitSet(record, set)),
    ...sheets(record),
  ];
}

function imports(record: CeremonyRecord): DocumentPart[] {
  const rows = doneOf(record, 'share.import').map(({ at, request, answer }) => [
    timeOfDay(at, record),
    deviceName(record, text(request, 'serial')),
    text(answer, 'shareKcv'),
    t('{n} of {total}', { n: text(answer, 'imported'), total: text(answer, 'total') }),
    text(answer, 'dkekKcv'),
  ]);
  if (rows.length === 0) return [];
  return [
    heading(t('Imported'), 2),
    tableOrNone([t('Time'), 2, t('Device'), 4, `#${t('Share')}`, 4, t('Shares'), 2, `#${t('DKEK (KCV)')}`, 4], rows, ''),
  ];
}

function splitSet(
  { register }: CeremonyRecord,
  { setId, kind, threshold, total, purpose, createdAt, fileSha256, replaces }: ShareSet,
): DocumentPart[] {
  const rows = register.holdings
    .filter((holding) => holding.setId === setId)
    .map((holding) => [
      t('{n} of {total}', { n: holding.index ?? '', total }),
      custodianOf(register.custodians, holding),
      holding.fingerprint ?? t('none'),
      holding.sheetId,
      ...historyOf(holding),
    ]);
  return [
    heading(t('Set {setId}: any {threshold} of {total}', { setId, threshold, total }), 2),
    facts(
      fact(t('What was split'), kind === 'password' ? t('the password of a share file') : t('a text')),
      fact(t('Purpose'), purpose),
      fact(t('Created'), localTime(createdAt)),
      ...(fileSha256 === undefined ? [] : [digits(t('SHA-256 of that file'), fileSha256.toLowerCase())]),
      ...(replaces === undefined
        ? []
        : [fact(t('Replaces'), t('set {replaces}, whose parts still open an old copy of its file', { replaces }))]),
    ),
    tableOrNone(
      [t('Part'), 1.5, t('Custodian'), 4, `#${t('Fingerprint')}`, 3, `#${t('Sheet')}`, 3, t('State'), 4, `#${t('Bag (TEB)')}`, 3],
      rows,
      t('Nobody holds a part.'),
    ),
  ];
}

function sheets({ register }: CeremonyRecord): DocumentPart[] {
  const rows = register.holdings
    .filter(({ setId }) => setId === undefined)
    .map((holding) => [
      holding.sheetId,
      copyWords(holding),
      custodianOf(register.custodians, holding),
      holding.fileSha256?.toLowerCase() ?? '',
      ...historyOf(holding),
    ]);
  if (rows.length === 0) return [];
  return [
    heading(t('Sheets of files'), 2),
    tableOrNone(
      [`#${t('Sheet')}`, 3, t('Of'), 3, t('Holder'), 3, `#${t('SHA-256 of the file')}`, 5, t('State'), 3, `#${t('Bag (TEB)')}`, 2.5],
      rows,
      '',
    ),
  ];
}

function copyWords({ kind, copy, copies }: Holding): string {
  const which = { copy: copy ?? '', copies: copies ?? '' };
  return kind === 'wrapped-key-sheet' ? t('wrapped key, copy {copy} of {copies}', which) : t('share file, copy {copy} of {copies}', which);
}

const custodianOf = (custodians: readonly { readonly id: string; readonly name: string }[], { custodianId }: Holding): string =>
  custodians.find(({ id }) => id === custodianId)?.name ?? custodianId;

/** What became of a sheet, and its last bag. */
function historyOf(holding: Holding): [state: string, teb: string] {
  const had = new Set(holding.events.map(({ state }) => state));
  const words = states.flatMap(([state, word]) => (had.has(state) ? [word] : []));
  const teb = holding.events.findLast((event) => event.teb !== undefined)?.teb ?? '';
  return [words.join(', ') || lastState(holding), teb];
}
