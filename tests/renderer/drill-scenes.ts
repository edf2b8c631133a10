import { failure } from '../../shared/failure.ts';
import type { Mark } from '../../shared/models/clone.ts';
import type { Drill, DrilledKey, DrillFile } from '../../shared/models/drill.ts';
import type { Snapshot } from '../../shared/models/snapshot.ts';
import { kcv as kcvOf, keyId, serial } from '../../shared/numbers.ts';
import { custody } from './custody-scenes.ts';
import { aesKey, device, dkekKcv, fresh, reader, room, sha256, verified } from './scenes.ts';

/** Rooms in which a restore drill is prepared, goes on, passes and fails, as main would describe them. */
const source = device({ userPin: verified });
const used = device({
  ...{ serial: serial('DENK0100002'), label: 'Old spare', dkek: { kind: 'none' } },
  keys: [{ ...aesKey, label: 'Retired AES key' }],
});
const blank = { ...fresh, serial: serial('DENK0100003') };
const place: Snapshot = {
  ...room(reader('Simulated reader 1', source), reader('Simulated reader 2', used), reader('Simulated reader 3', blank)),
  custody: custody(),
};

const hash = (digit: string) => digit.repeat(64);
const file = (digit: string, label: string, type: DrillFile['type'], changes: Partial<DrillFile> = {}): DrillFile => ({
  ...{ name: `${label}.wky`, sha256: hash(digit), kcv: dkekKcv, label, id: keyId(`0${digit}`), type },
  ...{ capabilities: [], certificate: type.kind === 'AES' ? 'none' : 'request', ...changes },
});
const files = [
  file('1', 'WebADM AES key', { kind: 'AES', size: 256 }),
  file('2', 'Issuing CA 2027', { kind: 'RSA', size: 2048 }),
  file('3', 'Signing', { kind: 'EC', size: 256 }, { name: 'sheet K7Q2-M5TX', sheetId: 'K7Q2-M5TX' }),
];
const chosen = { files, left: [] };
const foreign = file('4', 'Foreign key', { kind: 'AES', size: 128 }, { kcv: kcvOf('0123456789ABCDEF') });

const mark = (state: Mark['state'], word: string, detail?: string): Mark => ({ state, word, ...(detail === undefined ? {} : { detail }) });
const waiting = mark('waiting', 'waiting');
const closed = mark('good', 'stays closed', 'Without the shares the device refused it.');
const opens = mark('good', 'opens', 'Its check (MAC) under the DKEK of the shares fits.');
const back: Pick<DrilledKey, 'closed' | 'opened' | 'value' | 'works'> = {
  ...{ closed, opened: opens, value: mark('good', 'same', 'Its public key is that of its certificate.') },
  works: mark('good', 'works', 'On the device it signed a random message, verified with the public key of the file.'),
};
const firstTime = mark(
  'unknown',
  'first time',
  'Nothing was on record to compare with. Write its check value in the minutes: 4D1F90A2C3B7E855.',
);
const keys: readonly DrilledKey[] = [
  { ...back, file: files[0] as DrillFile, value: firstTime, check: { kind: 'aes-cmac', digits: '4D1F90A2C3B7E855' } },
  { ...back, file: files[1] as DrillFile, check: { kind: 'public-key', digits: sha256 } },
  { ...back, file: files[2] as DrillFile, check: { kind: 'public-key', digits: sha256 } },
];

const steps = (marks: Partial<Record<Drill['steps'][number]['step'], Mark>>): Drill['steps'] => {
  const done = {
    prepared: mark('good', 'empty', 'It holds no key and waits for 2 DKEK shares.'),
    closed: mark('good', 'all closed', 'Before the shares were brought, no file opened.'),
    shares: mark('good', '2 brought', 'All DKEK shares were opened, each a different one.'),
    kcv: mark('good', 'same', `The device computed the key check value ${dkekKcv}, that of the files.`),
    keys: mark('good', '3 brought back', 'Every key was opened and proven.'),
    erased: mark('good', 'erased', 'It was initialized again and read back: no key, no DKEK. It is named "Spare".'),
    wiped: mark('good', 'wiped', 'Shares, DKEK, opened keys and PINs of the drill were overwritten in memory.'),
  };
  return Object.entries({ ...done, ...marks }).map(([step, each]) => ({ step: step as keyof typeof done, mark: each }));
};
const drill: Drill = {
  ...{ id: 'V5NA-81TD', practice: true, way: 'spare', phase: 'passed', startedAt: '2027-03-14T10:20:00+01:00' },
  ...{ finishedAt: '2027-03-14T10:31:00+01:00', nextBy: '2028-03-14', kcv: dkekKcv, shareCount: 2, people: [] },
  device: { serial: serial('DENK0100003'), label: 'Spare' },
  ...{ shares: [], steps: steps({}), keys, drilledSheets: ['2222-2222', '3333-3333'] },
};
const running: Drill = {
  ...drill,
  phase: 'running',
  steps: steps({
    shares: mark('working', 'asked for'),
    ...{ kcv: waiting, keys: waiting, erased: waiting, wiped: waiting },
  }),
  keys: keys.map(({ file: each }) => ({ file: each, closed, opened: waiting, value: waiting, works: waiting })),
  drilledSheets: [],
};
const { nextBy: _, ...undue } = drill;
const notDone = mark('waiting', 'not done');
const failedKey: Drill = {
  ...undue,
  phase: 'failed',
  drilledSheets: [],
  steps: steps({ keys: mark('bad', '2 of 3', 'What each key says stands below.') }),
  keys: keys.map((key, at) =>
    at === 1
      ? {
          ...key,
          ...{ value: notDone, works: notDone },
          opened: mark(
            'bad',
            'does not open',
            'Its check (MAC) does not fit: the file is damaged or altered. Bring another copy, and compare its SHA-256 with the minutes.',
          ),
        }
      : key,
  ),
};
const broken: Drill = {
  ...undue,
  phase: 'failed',
  way: 'memory',
  drilledSheets: [],
  failure: failure('drill-shares-wrong', { expected: dkekKcv, got: '0123456789ABCDEF', shares: '1111111111111111, 2222222222222222' }),
  steps: steps({ shares: mark('bad', 'broken off'), kcv: notDone, keys: notDone }).filter(
    ({ step }) => step !== 'prepared' && step !== 'erased',
  ),
  keys: keys.map(({ file: each }) => ({ file: each, closed, opened: notDone, value: notDone })),
};

export const drillScenes = {
  'drill, chosen': { ...place, drill: { chosen } },
  'drill, other DKEK': { ...place, drill: { chosen: { files: [...files, foreign], left: [] } } },
  'drill, unusable': {
    ...place,
    drill: { chosen: { files, left: [{ name: 'Backup 7.wky', why: 'This file is no wrapped key: its structure is damaged.' }] } },
  },
  'drill, running': { ...place, drill: { chosen, drill: running } },
  'drill, passed': { ...place, drill: { chosen, drill } },
  'drill, one failed': { ...place, drill: { chosen, drill: failedKey } },
  'drill, broken off': { ...place, drill: { chosen, drill: broken } },
} as const satisfies Record<string, Snapshot>;
