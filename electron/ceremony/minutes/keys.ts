import { basename } from 'node:path';
import { capabilityName } from '../../../shared/algorithms.ts';
import { lastState } from '../../../shared/custody/quorum.ts';
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
          fact('Generated', `${timeOfDay(past.at, record)} on ${deviceName(record, text(past.request, 'serial'))}`),
          fact('Type', typeOf(past)),
          ...(Array.isArray(past.request['capabilities'])
            ? [fact('Capabilities', (past.request['capabilities'] as readonly number[]).map(capabilityName).join(', ') || 'none')]
            : []),
          ...(text(past.request, 'useCounter') === '' ? [] : [fact('Uses at most', text(past.request, 'useCounter'))]),
        ]),
        ...known.flatMap(({ id, type, check, dkekKcv, devices: holders }) => [
          ...(own.length === 0 ? [fact('Type', type)] : []),
          digits('ID', id),
          digits(check.kind === 'aes-cmac' ? 'AES-CMAC of 16 zero bytes' : 'SHA-256 of public key', check.digits),
          digits('DKEK (KCV)', dkekKcv),
          ...holders.map(({ serial, label: device, provenAt }) => fact('Proven on', `${device} ${serial}, ${localTime(provenAt)}`)),
        ]),
      ),
    ];
  });
  return [heading('Keys'), ...orNone(parts, 'No key was generated.'), ...wrapped(record)];
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
    heading('Wrapped keys in files', 2),
    tableOrNone(['Key', 2.5, 'File', 3, 'Bytes', 1.3, '#SHA-256', 5.5, '#DKEK (KCV)', 4], rows, 'No key was exported.'),
  ];
}

const states: readonly (readonly [Holding['events'][number]['state'], string])[] = [
  ['printed', 'printed'],
  ['read back', 'read back'],
  ['sealed', 'sealed'],
  ['drilled', 'drilled'],
  ['replaced', 'REPLACED'],
];

/** DKEK shares, the parts of their passwords, and who holds which. */
export function shares(record: CeremonyRecord): DocumentPart[] {
  const files = doneOf(record, 'share.create', 'share.reissue').map(({ at, answer }, index) => [
    String(index + 1),
    timeOfDay(at, record),
    basename(text(answer, 'path')),
    text(answer, 'sha256'),
    text(answer, 'kcv'),
    text(answer, 'setId') === '' ? 'one password' : `split, set ${text(answer, 'setId')}`,
  ]);
  return [
    heading('DKEK shares'),
    tableOrNone(
      ['No.', 1, 'Created', 2, 'File', 3, '#SHA-256', 5, '#Check value', 4, 'Opened by', 3],
      files,
      'No share was created in this ceremony.',
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
    `${text(answer, 'imported')} of ${text(answer, 'total')}`,
    text(answer, 'dkekKcv'),
  ]);
  if (rows.length === 0) return [];
  return [heading('Imported', 2), tableOrNone(['Time', 2, 'Device', 4, '#Share', 4, 'Shares', 2, '#DKEK (KCV)', 4], rows, '')];
}

function splitSet(
  { register }: CeremonyRecord,
  { setId, kind, threshold, total, purpose, createdAt, fileSha256, replaces }: ShareSet,
): DocumentPart[] {
  const rows = register.holdings
    .filter((holding) => holding.setId === setId)
    .map((holding) => [
      `${holding.index} of ${total}`,
      custodianOf(register.custodians, holding),
      holding.fingerprint ?? 'none',
      holding.sheetId,
      ...historyOf(holding),
    ]);
  return [
    heading(`Set ${setId}: any ${threshold} of ${total}`, 2),
    facts(
      fact('What was split', kind === 'password' ? 'the password of a share file' : 'a text'),
      fact('Purpose', purpose),
      fact('Created', localTime(createdAt)),
      ...(fileSha256 === undefined ? [] : [digits('SHA-256 of that file', fileSha256.toLowerCase())]),
      ...(replaces === undefined ? [] : [fact('Replaces', `set ${replaces}, whose parts still open an old copy of its file`)]),
    ),
    tableOrNone(['Part', 1.5, 'Custodian', 4, '#Fingerprint', 3, '#Sheet', 3, 'State', 4, '#Bag (TEB)', 3], rows, 'Nobody holds a part.'),
  ];
}

function sheets({ register }: CeremonyRecord): DocumentPart[] {
  const rows = register.holdings
    .filter(({ setId }) => setId === undefined)
    .map((holding) => [
      holding.sheetId,
      `${holding.kind === 'wrapped-key-sheet' ? 'wrapped key' : 'share file'}, copy ${holding.copy} of ${holding.copies}`,
      custodianOf(register.custodians, holding),
      holding.fileSha256?.toLowerCase() ?? '',
      ...historyOf(holding),
    ]);
  if (rows.length === 0) return [];
  return [
    heading('Sheets of files', 2),
    tableOrNone(['#Sheet', 3, 'Of', 3, 'Holder', 3, '#SHA-256 of the file', 5, 'State', 3, '#Bag (TEB)', 2.5], rows, ''),
  ];
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
